package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.sandbox.SeenCall.Effect;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxLogTest {
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(0, List.of(new ThingsVendor("one"), new ThingsVendor("two"))).start();
    sandbox.plant(SandboxPeople.all());
    sandbox.keepLog(true);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void is_off_until_it_is_switched_on() throws Exception {
    sandbox.keepLog(false);
    call("DELETE", "/things/ada");
    assertThat(sandbox.log()).isEmpty();
    try (var fresh = new Sandbox(0, List.of(new ThingsVendor("one"))).start()) {
      Calls.call(fresh, "one", "DELETE", "/things/ada");
      assertThat(fresh.log()).isEmpty();
    }
  }

  @Test
  void tells_all_vendors_calls_in_order_of_arrival() throws Exception {
    call("GET", "/things/ada");
    Calls.call(sandbox, "two", "POST", "/things", "made by ada@example.com");
    Calls.call(sandbox, "one", "POST", "/things/forget", "ada");
    call("POST", "/things/search");
    var log = sandbox.log();
    assertThat(log).extracting(SeenCall::vendor).containsExactly("one", "two", "one", "one");
    assertThat(log)
        .extracting(SeenCall::effect)
        .containsExactly(Effect.READ, Effect.CHANGE, Effect.ERASE, Effect.READ);
    assertThat(log)
        .extracting(SeenCall::object)
        .containsExactly("/v1/things/ada", "", "/v1/things/ada", "");
    assertThat(log).extracting(SeenCall::status).containsExactly(200, 201, 204, 200);
    assertThat(log).extracting(SeenCall::seq).isSorted().doesNotHaveDuplicates();
    assertThat(log.get(1).bodyDigest()).matches("[0-9a-f]{64}");
    assertThat(log.toString()).doesNotContain("ada");
    sandbox.reset();
    assertThat(sandbox.log()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTION_RESET,  0, false, false",
    "DOWN,            503, false, true",
    "TOKEN_EXPIRED,   401, false, true",
    "RATE_LIMITED,    429, false, true",
    "RATE_LIMITED_BARE,429,false, true",
    "ANSWER_LOST,       0, true,  false",
    "MALFORMED,       200, true,  false",
    "KEEPS_DATA,      204, true,  true"
  })
  void tells_how_far_a_call_came(
      Misbehaviour misbehaviour, int status, boolean acted, boolean answered) throws Exception {
    sandbox.misbehave("one", Set.of(misbehaviour));
    if (status == 0) {
      assertThatThrownBy(() -> call("DELETE", "/things/ada")).isInstanceOf(IOException.class);
    } else {
      call("DELETE", "/things/ada");
    }
    assertThat(sandbox.log())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.status()).isEqualTo(status);
              assertThat(seen.acted()).isEqualTo(acted);
              assertThat(seen.answered()).isEqualTo(answered);
            });
  }

  @Test
  void convicts_who_sends_again_unread_and_acquits_who_reads() throws Exception {
    sandbox.misbehave("one", Set.of(Misbehaviour.ANSWER_LOST));
    assertThatThrownBy(() -> call("DELETE", "/things/ada")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> call("DELETE", "/things/single")).isInstanceOf(IOException.class);
    sandbox.misbehave("one", Set.of());
    call("GET", "/things/single");
    call("DELETE", "/things/single");
    Calls.call(sandbox, "one", "POST", "/things/forget", "ada");
    assertThat(ResendLaw.violations(sandbox.log()))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.breach()).isEqualTo(ResendLaw.Breach.SENT_AGAIN_UNREAD);
              assertThat(violation.again().object()).isEqualTo("/v1/things/ada");
            });
  }

  @Test
  void a_look_that_brings_the_vendors_work_on_is_a_read() throws Exception {
    var working =
        new ThingsVendor("working") {
          @Override
          public boolean changes(SimulatedRequest request) {
            return super.changes(request) || request.path().endsWith("/ada");
          }
        };
    try (var fresh = new Sandbox(0, List.of(working)).start()) {
      fresh.plant(SandboxPeople.all());
      fresh.keepLog(true);
      fresh.misbehave("working", Set.of(Misbehaviour.KEEPS_DATA));
      for (var method : List.of("DELETE", "GET", "DELETE")) {
        Calls.call(fresh, "working", method, "/things/ada");
      }
      assertThat(fresh.log())
          .extracting(SeenCall::effect)
          .containsExactly(Effect.ERASE, Effect.READ, Effect.ERASE);
      assertThat(ResendLaw.violations(fresh.log())).isEmpty();
    }
  }

  @Test
  void keeps_the_last_calls_only_and_sorts_late_comers() {
    var log = new CallLog(3);
    LongStream.of(1, 2, 5, 4, 3)
        .forEach(
            seq ->
                log.add(
                    new SeenCall(seq, "v", "GET", "/x", "", Effect.READ, "/x", 200, true, true)));
    assertThat(log.inOrderOfArrival()).extracting(SeenCall::seq).containsExactly(3L, 4L, 5L);
  }

  private void call(String method, String path) throws Exception {
    Calls.call(sandbox, "one", method, path);
  }
}
