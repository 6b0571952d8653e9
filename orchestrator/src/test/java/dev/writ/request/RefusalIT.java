package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.request.Asked.Wish;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal names its ground, and only one that the law of the request knows. */
class RefusalIT {
  private final BellAccount bell = BellAccount.open();
  private final Wish wish = Wish.erasure(Asked.somebodyAt(bell), bell.connection());

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void the_ground_is_shown_and_stands_in_the_timeline_and_the_reason_stays_sealed() {
    var asked = wish.file();
    asked.until("AWAITING_APPROVAL");
    var answer = deny(asked, ", \"ground\": \"EXCESSIVE\", \"reason\": \"The fifth this month\"");
    assertThat(answer).isEqualTo(200);
    var denied = asked.now();
    assertThat(denied.path("ground").asString()).isEqualTo("EXCESSIVE");
    assertThat(denied.path("decisionReason").asString()).isEqualTo("The fifth this month");
    assertThat(asked.events()).contains("DENY", "GROUND_EXCESSIVE");
    assertThat(
            RunningWrit.read(RunningWrit.json("GET", asked.path(), "auditor", null))
                .has("decisionReason"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GDPR, EXCESSIVE",
    "GDPR, MANIFESTLY_UNFOUNDED",
    "GDPR, LEGAL_CLAIMS",
    "GDPR, BACKUP_DEFERRED",
    "CCPA, NOT_IDENTIFIABLE_ART11",
    "CCPA, DEBUG"
  })
  void a_ground_without_its_reason_of_a_part_or_of_another_law_is_refused(
      String regime, String ground) {
    var asked = wish.regime(regime).file();
    asked.until("AWAITING_APPROVAL");
    assertThat(deny(asked, ", \"ground\": \"" + ground + "\"")).isEqualTo(422);
    assertThat(asked.state()).isEqualTo("AWAITING_APPROVAL");
    assertThat(asked.now().has("ground")).isFalse();
    assertThat(asked.now().has("outcome")).isFalse();
  }

  @Test
  void a_ground_that_one_of_several_laws_knows_is_taken() {
    var asked = wish.regime("CCPA").alsoUnder("GDPR").file();
    asked.until("AWAITING_APPROVAL");
    assertThat(deny(asked, ", \"ground\": \"BACKUP_DEFERRED\"")).as("of a part").isEqualTo(422);
    assertThat(deny(asked, ", \"ground\": \"NOT_IDENTIFIABLE_ART11\"")).isEqualTo(200);
  }

  @Test
  void a_ground_may_be_left_out_or_need_no_reason() {
    var first = wish.file();
    first.until("AWAITING_APPROVAL");
    assertThat(deny(first, "")).isEqualTo(200);
    var second = wish.file();
    second.until("AWAITING_APPROVAL");
    assertThat(deny(second, ", \"ground\": \"IDENTITY_NOT_VERIFIED\"")).isEqualTo(200);
  }

  private static int deny(Asked asked, String more) {
    return asked.act("deny", RunningWrit.token("officer"), more).statusCode();
  }
}
