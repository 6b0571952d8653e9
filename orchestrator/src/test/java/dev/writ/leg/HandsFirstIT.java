package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.hold.HeldCase;
import dev.writ.recheck.ErasedAtBell;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a human needs for the work by hand, or what would undo it, is erased after that work. */
class HandsFirstIT {
  private static final VendorObject ROPE = new VendorObject("rope", "rope_1");

  private final BellAccount bell = BellAccount.open();
  private VendorObject chime;
  private HeldCase request;
  private JsonNode task;

  @BeforeEach
  void erasure() {
    var email = HeldCase.someone();
    bell.tower().held.add(ROPE);
    ErasedAtBell.enter(bell, email, ROPE);
    chime = HeldCase.ring(bell, email, 1).getFirst();
    request = HeldCase.planned(email, bell.connection().toString());
    request.approve();
    var leg = request.leg().path("id").asString();
    task =
        await()
            .until(
                () ->
                    RunningWrit.read(
                            RunningWrit.json(
                                "GET",
                                "/v1/manual-tasks?state=OPEN&connection=" + bell.connection(),
                                "officer",
                                null))
                        .path("items"),
                open -> open.valueStream().anyMatch(one -> one.path("leg").asString().equals(leg)))
            .get(0);
    await().until(() -> request.leg().path("state").asString().equals("MANUAL_TASK"));
  }

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void the_vendor_is_not_asked_for_what_waits_before_the_human_has_spoken() {
    assertThat(bell.tower().asked).containsExactly(ROPE);
    bell.tower().held.remove(ROPE);
    closed("\"result\": \"DONE\"");
    request.until("MONITORING");
    assertThat(bell.tower().asked).containsExactly(ROPE, chime);
    assertThat(request.leg().path("state").asString()).isEqualTo("VERIFIED_ABSENT");
  }

  @Test
  void a_leg_that_waits_for_a_human_is_not_tried_again_and_says_why() {
    var path = "/v1/requests/" + request.id() + "/legs/" + request.leg().path("id").asString();
    var refused = RunningWrit.json("POST", path + "/retry", "officer", null);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(RunningWrit.read(refused).path("detail").asString())
        .startsWith("the leg is MANUAL_TASK: only one that is BLOCKED, FAILED or STILL_PRESENT");
  }

  @Test
  void what_waits_stays_by_the_same_word_where_the_human_left_it_there() {
    var copy = "\"result\": \"REFUSED\", \"ground\": \"THIRD_PARTY_RIGHTS\", \"reason\": \"x\"";
    assertThat(said(copy).statusCode()).as("keeps a copy back, and nothing else").isEqualTo(422);
    closed("\"result\": \"REFUSED\", \"ground\": \"LEGAL_CLAIMS\", \"reason\": \"In dispute\"");
    var answered = request.until("MONITORING");
    assertThat(bell.tower().asked).containsExactly(ROPE);
    assertThat(bell.tower().held).contains(ROPE, chime);
    assertThat(answered.path("outcome").asString()).isEqualTo("FULFILLED_WITH_EXCEPTIONS");
    assertThat(answered.path("grounds").toString()).isEqualTo("[\"LEGAL_CLAIMS\"]");
    assertThat(request.leg().path("reason").asString())
        .contains(
            "1 chime: what goes before it was left there by decision",
            "1 rope: whoever was asked to do it by hand could not");
  }

  @Test
  void what_waits_goes_all_the_same_where_the_human_could_not_do_it() {
    closed("\"result\": \"REFUSED\", \"ground\": \"VENDOR_IMPOSSIBLE\", \"reason\": \"Knotted\"");
    await().until(() -> !bell.tower().held.contains(chime));
    assertThat(bell.tower().asked).containsExactly(ROPE, chime);
  }

  @Test
  void what_waits_goes_when_nothing_was_there_for_the_human() {
    bell.tower().held.remove(ROPE);
    closed("\"result\": \"NOT_FOUND\"");
    request.until("MONITORING");
    assertThat(bell.tower().held).isEmpty();
    assertThat(List.copyOf(bell.tower().asked)).isEqualTo(List.of(ROPE, chime));
  }

  private HttpResponse<byte[]> said(String word) {
    var path = "/v1/manual-tasks/" + task.path("id").asString() + "/result";
    var body = "{\"version\": " + task.path("version") + ", " + word + "}";
    return RunningWrit.json("POST", path, "officer", body);
  }

  private void closed(String word) {
    var answer = said(word);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
  }
}
