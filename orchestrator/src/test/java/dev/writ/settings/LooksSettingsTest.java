package dev.writ.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.settings.WritSettings.Looks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No look of the policy's lies further ahead than a request is watched. */
class LooksSettingsTest {
  @Test
  void a_policy_that_goes_beyond_the_limit_is_refused_by_its_names() {
    assertThat(looks(90, 90).after()).hasSize(1);
    assertThatThrownBy(() -> looks(91, 90))
        .hasMessageContaining("WRIT_LOOKS_AFTER")
        .hasMessageContaining("WRIT_LOOKS_LONGEST");
    assertThatThrownBy(() -> looks(0, 0)).hasMessageContaining("WRIT_LOOKS_LONGEST");
  }

  @Test
  void what_may_be_somebody_elses_is_never_erased_again_without_an_approver() {
    assertThat(looks(1, 1).erasesAgain(false)).isTrue();
    assertThat(looks(1, 1).erasesAgain(true)).isFalse();
  }

  private static Looks looks(int after, int longest) {
    var day = Duration.ofDays(1);
    return new Looks(
        List.of(Duration.ofDays(after)),
        Duration.ofDays(longest),
        day,
        day,
        1,
        1,
        Looks.Resurfaced.AUTOMATIC,
        1,
        day,
        day);
  }
}
