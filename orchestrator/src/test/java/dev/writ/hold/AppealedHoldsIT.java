package dev.writ.hold;

import static dev.writ.hold.HeldCase.exemption;
import static dev.writ.hold.HeldCase.legalHold;
import static dev.writ.hold.HeldCase.ok;
import static dev.writ.hold.HeldCase.release;
import static dev.writ.hold.HeldCase.someone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was refused of an answered request is erased when a complaint about it is upheld. */
class AppealedHoldsIT {
  private final BellAccount bell = BellAccount.open();

  @AfterEach
  void close() {
    for (var hold : ok("GET", "/v1/holds?state=ACTIVE&limit=200", "auditor", null).path("items")) {
      release(hold);
    }
    bell.close();
  }

  @Test
  void exactly_what_was_refused_is_erased_and_the_person_is_told_a_second_time() {
    var request = HeldCase.atBell(bell, someone(), 2);
    exemption(request.asLeg());
    assertThat(request.approved().path("outcome").asString()).isEqualTo("REFUSED");
    assertThat(bell.tower().held).hasSize(2);
    assertThat(letters(request, "REFUSAL")).hasSize(1);
    var decided = decide(request, 200);
    assertThat(decided.has("reopenedAt")).isTrue();
    request.untilAnsweredWith("FULFILLED");
    assertThat(bell.tower().held).isEmpty();
    assertThat(letters(request, "COMPLETION")).hasSize(1);
    var holds = ok("GET", "/v1/holds?state=RELEASED&limit=200", "auditor", null).path("items");
    assertThat(holds.get(0).path("endReason").asString()).contains("appeal");
    request.skipLooks();
  }

  @Test
  void what_a_matter_keeps_is_not_the_appeals_to_give() {
    var request = HeldCase.atBell(bell, someone(), 1);
    var hold = legalHold(request.asLeg());
    request.approved();
    var refused = decide(request, 409);
    assertThat(refused.path("detail").asString()).contains(hold.path("id").asString());
    release(hold);
    request.untilAnsweredWith("FULFILLED");
    assertThat(letters(request, "COMPLETION")).hasSize(1);
    assertThat(decide(request, 409).path("detail").asString()).contains("nothing");
    request.skipLooks();
  }

  @Test
  void the_second_letter_goes_when_nothing_is_held_any_more() {
    var request = HeldCase.atBell(bell, someone(), 1);
    var first = legalHold(request.asLeg());
    request.approved();
    assertThat(letters(request, "REFUSAL")).hasSize(1);
    var second = legalHold("M-2026-015", request.asLeg());
    release(first);
    assertThat(request.state()).as("the other still keeps it").isEqualTo("MONITORING");
    release(second);
    request.untilAnsweredWith("FULFILLED");
    assertThat(letters(request, "COMPLETION")).hasSize(1);
    request.skipLooks();
  }

  private static JsonNode decide(HeldCase request, int status) {
    var path = "/v1/requests/" + request.id() + "/appeals";
    var filed =
        ok(
            "POST",
            path,
            "officer",
            "{\"kind\": \"COMPLAINT\", \"receivedOn\": \"%s\", \"said\": \"Erase it all\"}"
                .formatted(LocalDate.now(ZoneOffset.UTC)));
    var answer =
        RunningWrit.json(
            "POST",
            path + "/" + filed.path("id").asString() + "/decide",
            "approver",
            "{\"version\": 0, \"decision\": \"UPHELD\", \"reasons\": \"Sie hatten recht.\","
                + " \"reopen\": true}");
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
    return RunningWrit.read(answer);
  }

  /** Those of this kind that were sent. */
  private static List<JsonNode> letters(HeldCase request, String kind) {
    var path = "/v1/letters?state=SENT&kind=" + kind + "&request=" + request.id();
    return await()
        .until(
            () -> ok("GET", path, "auditor", null).path("items").valueStream().toList(),
            list -> !list.isEmpty());
  }
}
