package dev.writ.identity;

import static dev.writ.identity.AssuranceLevel.REASONABLE;
import static dev.writ.identity.AssuranceLevel.REASONABLY_HIGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.model.Regime;
import dev.writ.api.model.RequestKind;
import dev.writ.identity.Identity.Points;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "GDPR, ERASURE, REASONABLE",
    "GDPR, ACCESS, REASONABLE",
    "UK_GDPR, PORTABILITY, REASONABLE",
    "CCPA, ERASURE, REASONABLE",
    "CCPA, ACCESS, REASONABLY_HIGH",
    "CCPA, PORTABILITY, REASONABLY_HIGH",
    "LGPD, ERASURE, REASONABLE"
  })
  void the_law_and_the_right_say_how_sure_one_has_to_be(
      String regime, String kind, AssuranceLevel level) throws IOException {
    assertThat(new LevelPolicy(List.of()).requirement(regime, kind).level()).isEqualTo(level);
  }

  @Test
  void every_right_under_every_law_has_a_level_with_its_source_and_standing() throws IOException {
    var policy = new LevelPolicy(List.of());
    for (var regime : Regime.values()) {
      for (var kind : RequestKind.values()) {
        assertThat(policy.requirement(regime.name(), kind.name()).source())
            .matches("(SEEN|SEEN_SECOND_HAND|CHOICE): .*(Art\\.|CCR).*");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GDPR CCPA, ACCESS, REASONABLY_HIGH, 7062(c)",
    "CCPA GDPR, ACCESS, REASONABLY_HIGH, 7062(c)",
    "GDPR CCPA, ERASURE, REASONABLE, GDPR Art. 12(6)",
    "GDPR some-rule CCPA, PORTABILITY, REASONABLY_HIGH, 7062(c)",
    "some-rule CCPA, ERASURE, REASONABLE, Nothing was read"
  })
  void of_several_laws_the_one_that_requires_most_counts_and_of_equals_the_first(
      String laws, String kind, AssuranceLevel level, String source) throws IOException {
    var required = new LevelPolicy(List.of()).requirement(List.of(laws.split(" ")), kind);
    assertThat(required.level()).isEqualTo(level);
    assertThat(required.source()).contains(source);
  }

  @Test
  void an_operator_raises_a_level() throws IOException {
    var policy = new LevelPolicy(List.of("CCPA/ERASURE=REASONABLY_HIGH"));
    assertThat(policy.requirement("CCPA", "ERASURE").level()).isEqualTo(REASONABLY_HIGH);
    assertThat(policy.requirement("GDPR", "ERASURE").level()).isEqualTo(REASONABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCPA/ERASURE=HIGHEST", "CCPA/FORGET=LOW", "XYZ/ERASURE=LOW"})
  void a_slip_in_the_setting_names_it(String wish) {
    assertThatThrownBy(() -> new LevelPolicy(List.of(wish)))
        .hasMessageContaining("WRIT_IDENTITY_LEVELS")
        .hasMessageContaining(wish);
  }

  @ParameterizedTest
  @CsvSource({
    "1, true, LOW",
    "2, false, REASONABLE",
    "2, true, REASONABLE",
    "3, false, REASONABLE",
    "3, true, REASONABLY_HIGH"
  })
  void two_points_are_reasonable_and_three_with_a_declaration_reasonably_high(
      int matched, boolean declared, AssuranceLevel level) {
    assertThat(new Points(List.of("EMAIL"), matched, declared).level()).isEqualTo(level);
  }
}
