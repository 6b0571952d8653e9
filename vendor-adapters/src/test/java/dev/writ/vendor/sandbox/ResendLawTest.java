package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.ResendLaw.Breach;
import dev.writ.vendor.sandbox.SeenCall.Effect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each story is about one object: {@code E} an erase, {@code R} a read, behind it the status, or
 * {@code lost}, {@code cut} (before the vendor) or {@code garbled}.
 */
class ResendLawTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E204",
        "R200 E204 R404",
        "Elost R200 E204",
        "Ecut R200 E204 R404",
        "Egarbled R404",
        "Elost R404 E404",
        "E503 E204",
        "E429 E429 E503 E204",
        "E404 E404",
        "E204 R200 E204",
        "Elost R200 Elost R200 E204"
      })
  void lets_pass(String story) {
    assertThat(ResendLaw.violations(told(story))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "E204 E204, SENT_AGAIN_AFTER_SUCCESS",
    "E204 E404, SENT_AGAIN_AFTER_SUCCESS",
    "E204 R404 E204, SENT_AGAIN_AFTER_SUCCESS",
    "E204 R503 E204, SENT_AGAIN_AFTER_SUCCESS",
    "Elost E204, SENT_AGAIN_UNREAD",
    "Ecut E204, SENT_AGAIN_UNREAD",
    "Egarbled E204, SENT_AGAIN_UNREAD",
    "Elost R503 E204, SENT_AGAIN_UNREAD",
    "Elost R429 E204, SENT_AGAIN_UNREAD",
    "Elost R401 E204, SENT_AGAIN_UNREAD",
    "Elost Rcut E204, SENT_AGAIN_UNREAD",
    "Elost Rgarbled E204, SENT_AGAIN_UNREAD",
    "R200 Elost E204, SENT_AGAIN_UNREAD"
  })
  void convicts(String story, Breach breach) {
    assertThat(ResendLaw.violations(told(story)))
        .extracting(ResendLaw.Violation::breach)
        .containsExactly(breach);
  }

  @Test
  void a_refusal_in_between_does_not_make_a_lost_answer_known() {
    assertThat(ResendLaw.violations(told("Elost E503 E204")))
        .extracting(v -> v.earlier().seq() + " again at " + v.again().seq())
        .containsExactly("1 again at 2", "1 again at 3");
  }

  @Test
  void other_objects_other_vendors_and_other_changes_do_not_matter() {
    var log =
        List.of(
            call(1, "one", Effect.ERASE, "/a", 204),
            call(2, "one", Effect.ERASE, "/b", 204),
            call(3, "two", Effect.ERASE, "/a", 204),
            call(4, "one", Effect.CHANGE, "/a", 200),
            call(5, "one", Effect.ERASE, "", 204),
            call(6, "one", Effect.ERASE, "", 204));
    assertThat(ResendLaw.violations(log)).isEmpty();
  }

  private static List<SeenCall> told(String story) {
    var calls = new ArrayList<SeenCall>();
    for (var word : story.split(" ")) {
      var effect = word.startsWith("E") ? Effect.ERASE : Effect.READ;
      var end = word.substring(1);
      int status =
          switch (end) {
            case "lost", "cut" -> 0;
            case "garbled" -> 200;
            default -> Integer.parseInt(end);
          };
      boolean imposed = status == 503 || status == 429 || status == 401;
      calls.add(
          new SeenCall(
              calls.size() + 1L,
              "one",
              effect == Effect.ERASE ? "DELETE" : "GET",
              "/x",
              "",
              effect,
              "/x",
              status,
              !imposed && !end.equals("cut"),
              !List.of("lost", "cut", "garbled").contains(end)));
    }
    return calls;
  }

  private static SeenCall call(long seq, String vendor, Effect effect, String object, int status) {
    return new SeenCall(seq, vendor, "POST", "/p", "", effect, object, status, true, true);
  }
}
