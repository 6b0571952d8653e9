package dev.writ.manualtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.connection.ConnectionService;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A setting that no API shows is looked up by somebody, once a period and account. */
class SettingLookUpsIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final SettingLookUps lookUps = RunningWrit.bean(SettingLookUps.class);
  private final BellAccount bell = BellAccount.open();

  @AfterEach
  void close() {
    sql.sql("delete from leg_object where leg_id = ?").param(bell.connection()).update();
    for (var table : new String[] {"leg", "request"}) {
      sql.sql("delete from " + table + " where id = ?").param(bell.connection()).update();
    }
    sql.sql("update connection set state = 'ACTIVE' where id = ?")
        .param(bell.connection())
        .update();
    bell.close();
  }

  @Test
  void somebody_is_asked_once_where_a_person_was_erased_and_again_after_the_period() {
    lookUps.run();
    assertThat(open()).as("nobody was erased there").isEmpty();
    found("ACCESS");
    lookUps.run();
    assertThat(open()).as("an erasure rests on it, a copy does not").isEmpty();
    sql.sql("update request set kind = 'ERASURE' where id = ?").param(bell.connection()).update();
    lookUps.run();
    lookUps.run();
    var task = open();
    assertThat(task.size()).isEqualTo(1);
    var path = "/v1/manual-tasks/" + task.get(0).path("id").asString();
    var asked = get(path);
    assertThat(asked.path("purpose").asString()).isEqualTo("LOOK_UP");
    assertThat(asked.path("code").asString()).isEqualTo("BELL_RETENTION");
    assertThat(asked.has("request") || asked.has("leg") || asked.has("subject")).isFalse();
    assertThat(asked.path("steps").toString())
        .contains("Read the plate", "claim RETENTION", "screenshot");

    assertThat(result(path, "{\"version\": 0, \"result\": \"DONE\"}")).as("no file").isEqualTo(409);
    assertThat(result(path, "{\"version\": 0, \"result\": \"NOT_FOUND\"}")).isEqualTo(422);
    upload(path);
    RunningWrit.json("POST", path + "/comments", "officer", "{\"text\": \"seen by the desk\"}");
    assertThat(get(path).path("comments").size()).isOne();
    assertThat(result(path, "{\"version\": 0, \"result\": \"DONE\"}")).isEqualTo(200);
    assertThat(findings()).isEmpty();
    assertThat(get(path).path("evidence").get(0).path("name").asString()).isEqualTo("plate.txt");
    lookUps.run();
    assertThat(open()).as("what was seen holds for a while").isEmpty();
    sql.sql(
            "update manual_task set closed_at = closed_at - interval '91 days' where connection_id"
                + " = ?")
        .param(bell.connection())
        .update();
    lookUps.run();
    assertThat(open().size()).isEqualTo(1);
    var again = "/v1/manual-tasks/" + open().get(0).path("id").asString();
    upload(again);
    assertThat(get(path).path("evidence").size()).as("until somebody has shown it anew").isOne();
    assertThat(result(again, "{\"version\": 0, \"result\": \"DONE\"}")).isEqualTo(200);
    assertThat(get(path).path("evidence")).isEmpty();
    assertThat(get(path).path("comments")).isEmpty();
    assertThat(get(again).path("evidence").size()).isOne();
    assertThat(files()).isOne();
  }

  @Test
  void what_nobody_could_confirm_is_found_until_somebody_can() {
    found("ERASURE");
    lookUps.run();
    var refused = "{\"version\": 0, \"result\": \"REFUSED\", \"reason\": \"kept for a year\"}";
    var first = "/v1/manual-tasks/" + open().get(0).path("id").asString();
    assertThat(result(first, refused)).isEqualTo(200);
    var found = findings();
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.get(0).path("summary").asString())
        .contains("BELL_RETENTION")
        .doesNotContain("kept for a year");
    longAgo(first);
    lookUps.run();
    var second = "/v1/manual-tasks/" + open().get(0).path("id").asString();
    upload(second);
    assertThat(result(second, "{\"version\": 0, \"result\": \"DONE\"}")).isEqualTo(200);
    assertThat(findings()).isEmpty();
    assertThat(get(first).has("reason")).isFalse();
  }

  @Test
  void of_an_account_that_was_left_nothing_is_asked_and_nothing_is_amiss() {
    found("ERASURE");
    lookUps.run();
    var first = "/v1/manual-tasks/" + open().get(0).path("id").asString();
    var refused = "{\"version\": 0, \"result\": \"REFUSED\", \"reason\": \"no access\"}";
    assertThat(result(first, refused)).isEqualTo(200);
    longAgo(first);
    lookUps.run();
    var second = "/v1/manual-tasks/" + open().get(0).path("id").asString();
    assertThat(findings().size()).isEqualTo(1);

    RunningWrit.bean(ConnectionService.class).left(bell.connection());
    assertThat(open()).isEmpty();
    assertThat(findings()).isEmpty();
    var ended = get(second);
    assertThat(ended.path("state").asString()).isEqualTo("REFUSED");
    assertThat(ended.path("closedBy").asString()).isEqualTo("SYSTEM");
    assertThat(ended.path("reason").asString()).isEqualTo("the vendor was left");
    longAgo(second);
    lookUps.run();
    assertThat(open()).isEmpty();
  }

  private int files() {
    return sql.sql("select count(*) from sealed_file where owner = ?")
        .param("connection/" + bell.connection())
        .query(Integer.class)
        .single();
  }

  private void longAgo(String path) {
    sql.sql("update manual_task set closed_at = closed_at - interval '91 days' where id = ?::uuid")
        .param(path.substring(path.lastIndexOf('/') + 1))
        .update();
  }

  /** Something of a person was found at the account. */
  private void found(String kind) {
    UUID id = bell.connection();
    sql.sql(
            "insert into request (id, kind, regime, received_on, identity_method, state,"
                + " identifiers) values (?, ?, 'GDPR', current_date, 'TEST', 'CLOSED', '')")
        .params(id, kind)
        .update();
    sql.sql(
            "insert into leg (id, request_id, connection_id, vendor, state) values (?, ?, ?,"
                + " 'bell', 'CANCELLED')")
        .params(id, id, id)
        .update();
    sql.sql(
            "insert into leg_object (leg_id, ord, kind, sealed, state) values (?, 1, 'chime', '',"
                + " 'LOCATED')")
        .param(id)
        .update();
  }

  private JsonNode open() {
    return get("/v1/manual-tasks?state=OPEN&connection=" + bell.connection()).path("items");
  }

  private JsonNode findings() {
    return RunningWrit.JSON.valueToTree(
        get("/v1/findings?limit=200&connection=" + bell.connection())
            .path("items")
            .valueStream()
            .filter(found -> found.path("code").asString().equals("SETTING_NOT_CONFIRMED"))
            .filter(found -> !found.path("state").asString().equals("RESOLVED"))
            .toList());
  }

  private static int result(String path, String body) {
    return RunningWrit.json("POST", path + "/result", "officer", body).statusCode();
  }

  private static void upload(String path) {
    var kept =
        RunningWrit.call(
            "POST",
            path + "/evidence",
            BodyPublishers.ofString("thirty days"),
            "Authorization",
            RunningWrit.bearer("officer"),
            "Content-Type",
            "text/plain",
            "Writ-File-Name",
            "plate.txt");
    assertThat(kept.statusCode()).isEqualTo(201);
  }

  private static JsonNode get(String path) {
    var answer = RunningWrit.json("GET", path, "officer", null);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return RunningWrit.read(answer);
  }
}
