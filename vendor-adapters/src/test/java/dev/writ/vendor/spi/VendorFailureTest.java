package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorFailureTest {

  @ParameterizedTest
  @CsvSource({"PT7S, PT7S", "P7D, P7D", "P3650D, P7D", "PT0S, PT0S", "PT-1H, PT0S"})
  void no_vendor_is_left_alone_for_longer_than_a_week(Duration wish, Duration pause) {
    assertThat(new VendorFailure(Kind.RATE_LIMITED, 429, wish).retryAfter()).contains(pause);
  }

  @Test
  void a_vendor_that_wishes_nothing_is_not_waited_for() {
    assertThat(new VendorFailure(Kind.UNAVAILABLE, 503).retryAfter()).isEmpty();
  }
}
