package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LapsTest {

  @ParameterizedTest
  @CsvSource({"0,1", "0,2", "1,2", "5,2", "3,7", "100,1", "40,60"})
  void a_circle_of_any_length_is_noticed_before_long(int before, int round) {
    IntFunction<String> cursor =
        page -> "c" + (page < before ? page : before + (page - before) % round);
    assertThatThrownBy(() -> walk(3 * (before + round) + 1, cursor))
        .isInstanceOf(VendorFailure.class);
  }

  @Test
  void cursors_that_all_differ_are_no_circle() {
    assertThat(walk(10_000, page -> "c" + page).pages()).isEqualTo(10_000);
  }

  @Test
  void shows_no_cursor() {
    assertThat(Laps.NONE.turned("secret").toString()).isEqualTo("1 pages");
  }

  private static Laps walk(int pages, IntFunction<String> cursor) {
    return IntStream.range(0, pages)
        .mapToObj(cursor)
        .reduce(Laps.NONE, Laps::turned, (one, other) -> other);
  }
}
