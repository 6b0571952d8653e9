package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.VendorFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

  @Test
  void what_is_not_gone_is_returned() {
    assertThat(Answers.unlessGone(() -> "here")).contains("here");
  }

  @Test
  void a_404_is_an_absence() {
    assertThat(Answers.unlessGone(() -> failed(Kind.REJECTED, 404))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"REJECTED, 410", "REJECTED, 0", "MALFORMED_RESPONSE, 404", "UNAVAILABLE, 503"})
  void no_other_failure_is_an_absence(Kind kind, int status) {
    assertThatThrownBy(() -> Answers.unlessGone(() -> failed(kind, status)))
        .isInstanceOfSatisfying(
            VendorFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.status()).isEqualTo(status);
            });
  }

  @Test
  void a_missing_answer_is_malformed_and_no_absence() {
    assertThatThrownBy(() -> Answers.unlessGone(() -> null))
        .isInstanceOfSatisfying(
            VendorFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_RESPONSE));
  }

  private static String failed(Kind kind, int status) {
    throw new VendorFailure(kind, status);
  }
}
