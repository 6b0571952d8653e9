package dev.writ.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.settings.WritSettings.Approval;
import dev.writ.settings.WritSettings.Approval.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who must approve, by kind and by regime. */
class ApprovalPolicyTest {

  @Test
  void an_exception_counts_for_its_kind_and_regime_alone() {
    var approval =
        approval(
            List.of(
                "ERASURE/CCPA=two-people", "ACCESS/GDPR=automatic", "ACCESS/UK_GDPR=two-people"));
    assertThat(approval.of("ERASURE", "CCPA")).isEqualTo(Policy.TWO_PEOPLE);
    assertThat(approval.of("ERASURE", "GDPR")).isEqualTo(Policy.ONE_PERSON);
    assertThat(approval.of("ACCESS", "GDPR")).isEqualTo(Policy.AUTOMATIC);
    assertThat(approval.of("ACCESS", "UK_GDPR")).isEqualTo(Policy.TWO_PEOPLE);
    assertThat(approval.of("PORTABILITY", "CCPA")).isEqualTo(Policy.AUTOMATIC);
  }

  @Test
  void of_several_laws_the_strictest_policy_counts() {
    var approval = approval(List.of("ERASURE/CCPA=two-people", "ERASURE/GDPR=automatic"));
    assertThat(approval.of("ERASURE", List.of("GDPR"))).isEqualTo(Policy.AUTOMATIC);
    assertThat(approval.of("ERASURE", List.of("GDPR", "UK_GDPR"))).isEqualTo(Policy.ONE_PERSON);
    assertThat(approval.of("ERASURE", List.of("GDPR", "CCPA"))).isEqualTo(Policy.TWO_PEOPLE);
    assertThat(approval.of("ERASURE", List.of("CCPA", "GDPR"))).isEqualTo(Policy.TWO_PEOPLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERASURE=two-people",
        "ERASURE/CPPA=two-people",
        "DELETION/CCPA=two-people",
        "ERASURE/CCPA=three-people",
        "ERASURE/CCPA",
        "erasure/ccpa=two-people"
      })
  void what_cannot_be_meant_is_refused_by_the_name_of_the_setting(String policy) {
    assertThatThrownBy(() -> approval(List.of(policy)))
        .hasMessageContaining("WRIT_APPROVAL_POLICIES");
  }

  @Test
  void two_exceptions_for_the_same_are_refused() {
    assertThatThrownBy(() -> approval(List.of("ERASURE/CCPA=two-people", "ERASURE/CCPA=automatic")))
        .hasMessageContaining("once");
  }

  private static Approval approval(List<String> policies) {
    return new Approval(Policy.ONE_PERSON, Policy.ONE_PERSON, Policy.AUTOMATIC, policies);
  }
}
