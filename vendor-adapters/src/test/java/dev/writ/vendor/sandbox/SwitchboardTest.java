package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.VendorHttp;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class SwitchboardTest {
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(0, List.of(new ThingsVendor("fake"), new ThingsVendor("other"))).start();
    sandbox.plantEveryone();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource(Misbehaviour.class)
  void switches_each_misbehaviour_on_and_off(Misbehaviour misbehaviour) throws Exception {
    put("/fake/" + misbehaviour, 200);
    assertThat(sandbox.misbehaviours("fake")).containsExactly(misbehaviour);
    put("/fake/" + misbehaviour + "?probability=0", 200);
    assertThat(sandbox.misbehaviours("fake")).isEmpty();
  }

  @Test
  void does_not_switch_on_what_a_simulator_does_not_know() throws Exception {
    sandbox.close();
    var backupless =
        new ThingsVendor("fake") {
          @Override
          public synchronized boolean uses(Backup given) {
            return false;
          }

          @Override
          public boolean endsByItself() {
            return false;
          }
        };
    sandbox = new Sandbox(0, List.of(backupless)).start();
    var refused = put("/fake/RESTORES_FROM_BACKUP", 400);
    assertThat(refused.path("sandbox").asString()).contains("knows no RESTORES_FROM_BACKUP");
    assertThat(sandbox.misbehaviours("fake")).isEmpty();
    assertThatThrownBy(() -> sandbox.misbehave("fake", Set.of(Misbehaviour.PURGES_LATE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sandbox.misbehave("fake", Set.of(Misbehaviour.KEEPS_PAST_END)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shows_what_is_held_called_and_switched() throws Exception {
    Calls.call(sandbox, "fake", "DELETE", "/things/ada");
    put("/fake/DOWN?probability=0.5", 200);
    var shown = put("/fake/latency?millis=50", 200);
    assertThat(shown.path("fake").path("held").asInt()).isEqualTo(203);
    assertThat(shown.path("other").path("held").asInt()).isEqualTo(204);
    assertThat(shown.path("fake").path("calls").asInt()).isEqualTo(1);
    assertThat(shown.path("fake").path("latencyMillis").asInt()).isEqualTo(50);
    assertThat(shown.path("fake").path("misbehaviours").toString()).isEqualTo("{\"DOWN\":0.5}");
    assertThat(shown.path("fake").path("baseUrl").asString())
        .isEqualTo(sandbox.baseUrl("fake").toString());
    assertThat(send("GET", "", 200)).isEqualTo(shown);
  }

  @Test
  void makes_one_vendor_well_behaved_and_fast_again() throws Exception {
    sandbox.misbehave("other", Set.of(Misbehaviour.DOWN));
    put("/fake/DOWN", 200);
    put("/fake/latency?millis=40", 200);
    assertThat(put("/fake/backup?millis=604800000", 200).path("fake").path("backupMillis").asLong())
        .isEqualTo(604_800_000);
    var shown = send("DELETE", "/fake", 200);
    assertThat(shown.path("fake").path("backupMillis").asInt()).isEqualTo(1_000);
    assertThat(shown.path("fake").path("latencyMillis").asInt()).isZero();
    assertThat(sandbox.misbehaviours("fake")).isEmpty();
    assertThat(sandbox.misbehaviours("other")).containsExactly(Misbehaviour.DOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /stranger/DOWN, 404, no such vendor; there are",
    "PUT, /stranger/latency?millis=1, 404, no such vendor; there are",
    "DELETE, /stranger, 404, no such vendor; there are",
    "PUT, /fake/NONSENSE, 400, no such misbehaviour; there are [RATE_LIMITED",
    "PUT, /fake/down, 400, no such misbehaviour",
    "PUT, /fake/DOWN?probability=2, 400, probability is a number from 0 to 1",
    "PUT, /fake/DOWN?probability=-0.1, 400, probability is a number from 0 to 1",
    "PUT, /fake/DOWN?probability=NaN, 400, probability is a number from 0 to 1",
    "PUT, /fake/DOWN?probability=often, 400, probability is a number from 0 to 1",
    "PUT, /fake/backup, 400, millis is a whole number from 0 to 86400000000",
    "PUT, /fake/backup?millis=86400000001, 400, millis is a whole number from 0 to 86400000000",
    "PUT, /fake/latency, 400, millis is a whole number from 0 to 60000",
    "PUT, /fake/latency?millis=-1, 400, millis is a whole number from 0 to 60000",
    "PUT, /fake/latency?millis=60001, 400, millis is a whole number from 0 to 60000",
    "PUT, /fake/latency?millis=9223372036854775807, 400, millis is a whole number from 0 to 60000",
    "PUT, /fake/latency?millis=x, 400, millis is a whole number from 0 to 60000",
    "PUT, /fake, 404, no such switch",
    "PUT, /fake/DOWN/x, 404, no such switch",
    "GET, /fake, 404, no such switch",
    "POST, '', 404, no such switch",
    "DELETE, /fake/DOWN, 404, no such switch"
  })
  void says_what_is_wrong(String method, String path, int status, String why) throws Exception {
    assertThat(send(method, path, status).path("sandbox").asString()).contains(why);
    assertThat(sandbox.misbehaviours("fake")).isEmpty();
  }

  private JsonNode put(String path, int status) throws Exception {
    return send("PUT", path, status);
  }

  private JsonNode send(String method, String path, int status) throws Exception {
    var answer = Calls.send(method, Calls.switches(sandbox, path), "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return VendorHttp.JSON.readTree(answer.body());
  }
}
