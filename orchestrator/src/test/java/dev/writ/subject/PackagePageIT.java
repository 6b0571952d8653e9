package dev.writ.subject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.writ.recheck.ErasedAtBell;
import dev.writ.support.Traces;
import dev.writ.vault.Vault;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.RunningWrit;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A person gets the package of an answered access request by the link of the first letter. */
class PackagePageIT {
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);
  private final Browser browser = new Browser(URI.create("http://127.0.0.1:" + RunningWrit.port()));
  private final BellAccount bell = BellAccount.open();
  private final String email = "package-" + UUID.randomUUID() + "@example.com";
  private final String path = filed();

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void the_first_letter_has_a_link_in_its_language_that_an_officers_does_not_end() {
    var text = letter("ACKNOWLEDGEMENT", 1).path("text").asString();
    assertThat(text).contains("jederzeit hier");
    var link = link(text);
    assertThat(link).endsWith("?lang=de");
    var made = RunningWrit.json("POST", path + "/status-link", "officer", null);
    var officers = RunningWrit.read(made).path("link").asString();
    for (var each : List.of(link, officers + "?lang=de")) {
      var page = browser.reads(each);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<h1>Ihre Anfrage</h1>");
    }
    assertThat(Traces.of(List.of(link.replaceAll(".*/|\\?.*", "")), sql)).isEmpty();
  }

  @Test
  void the_package_is_the_answer_to_the_right_digits_once() {
    var link = link(letter("ACKNOWLEDGEMENT", 1).path("text").asString());
    release(link);
    assertThat(browser.reads(link).body()).contains("value=\"package\"");
    var asked = act(link, Map.of("do", "package"));
    assertThat(asked.statusCode()).isEqualTo(200);
    Reader.assertAccessible(asked.body(), "de");
    var digits = digits(1);
    var wrong = act(link, Map.of("do", "fetch", "code", other(digits)));
    assertThat(wrong.statusCode()).isEqualTo(400);
    Reader.assertAccessible(wrong.body(), "de");
    var fetched =
        act(
            link,
            Map.of("do", "fetch", "code", digits.substring(0, 3) + " " + digits.substring(3)));
    assertThat(fetched.statusCode()).isEqualTo(200);
    assertThat(fetched.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(fetched.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(fetched.headers().firstValue("Content-Disposition").orElseThrow())
        .doesNotContain(path.substring(path.lastIndexOf('/') + 1));
    assertThat(fetched.body()).startsWith("PK").contains("manifest.json", ".ndjson");
    assertThat(act(link, Map.of("do", "fetch", "code", digits)).statusCode()).isEqualTo(409);
    assertThat(timeline()).containsOnlyOnce("PACKAGE_CODE_ASKED", "PACKAGE_FETCHED");
  }

  @Test
  void a_package_that_breaks_off_is_no_shorter_package_and_can_be_fetched_again() {
    var link = link(letter("ACKNOWLEDGEMENT", 1).path("text").asString());
    release(link);
    exported(1001, "unreadable".getBytes(UTF_8));
    var small = RunningWrit.json("GET", path + "/package", "officer", null);
    assertThat(small.statusCode()).as("nothing was sent yet").isEqualTo(500);
    assertThat(RunningWrit.read(small).path("type").asString())
        .isEqualTo("urn:writ:problem:internal");
    exported(1000, sealedNoise());
    assertBroken(() -> RunningWrit.json("GET", path + "/package", "officer", null));
    act(link, Map.of("do", "package"));
    var first = Map.of("do", "fetch", "code", digits(1));
    assertBroken(() -> act(link, first));
    assertThat(timeline()).containsSubsequence("PACKAGE_FETCHED", "PACKAGE_BROKEN_OFF");

    sql.sql("delete from export_record where leg_id = ? and part = 1001").param(leg()).update();
    act(link, Map.of("do", "package"));
    var fetched = act(link, Map.of("do", "fetch", "code", digits(2)));
    assertThat(fetched.statusCode()).isEqualTo(200);
    assertThat(fetched.body()).contains("manifest.json");
    assertThat(timeline()).containsOnlyOnce("PACKAGE_BROKEN_OFF");
  }

  private static void assertBroken(Callable<HttpResponse<?>> fetching) {
    assertThatThrownBy(fetching::call).isInstanceOf(UncheckedIOException.class);
  }

  /** More than a server keeps back before it sends the first of it. */
  private byte[] sealedNoise() {
    var key = sql.sql("select wrapped_key from request where id = ?").param(id());
    var noise =
        Stream.generate(UUID::randomUUID)
            .limit(5_000)
            .map(UUID::toString)
            .collect(Collectors.joining());
    return RunningWrit.bean(Vault.class)
        .unwrap(key.query((row, n) -> row.getBytes(1)).single(), id().toString())
        .seal("\"" + noise + "\"", "export/" + leg());
  }

  private void exported(int part, byte[] sealed) {
    sql.sql(
            "insert into export_record (leg_id, object_id, part, sealed)"
                + " select leg_id, id, ?, ? from leg_object where leg_id = ?")
        .params(part, sealed, leg())
        .update();
  }

  private UUID leg() {
    return sql.sql("select id from leg where request_id = ?")
        .param(id())
        .query(UUID.class)
        .single();
  }

  @Test
  void three_wrong_tries_end_the_digits_and_five_asks_the_day() {
    var link = link(letter("ACKNOWLEDGEMENT", 1).path("text").asString());
    assertThat(act(link, Map.of("do", "package")).statusCode())
        .as("before its release")
        .isEqualTo(409);
    release(link);
    act(link, Map.of("do", "package"));
    var digits = digits(1);
    for (int status : new int[] {400, 400, 409}) {
      assertThat(act(link, Map.of("do", "fetch", "code", other(digits))).statusCode())
          .isEqualTo(status);
    }
    assertThat(act(link, Map.of("do", "fetch", "code", digits)).statusCode()).isEqualTo(409);
    for (int n = 2; n <= 5; n++) {
      assertThat(act(link, Map.of("do", "package")).statusCode()).isEqualTo(200);
    }
    assertThat(act(link, Map.of("do", "package")).statusCode()).isEqualTo(409);
    assertThat(timeline()).contains("PACKAGE_CODE_SPENT").doesNotContain("PACKAGE_FETCHED");
    assertThat(
            sql.sql(
                    "select count(*) from package_code where request_id = ? and code_hash is not"
                        + " null")
                .param(id())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void a_word_that_leads_nowhere_is_the_same_page_whatever_is_asked() {
    var nowhere = "/subject/requests/unknown?lang=de";
    var page = browser.reads(nowhere);
    for (var wish : List.of("package", "fetch", "withdraw")) {
      var answer = act(nowhere, Map.of("do", wish, "code", "123456"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(page.body());
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .isEqualTo(page.headers().firstValue("Content-Security-Policy"));
    }
  }

  private void release(String link) {
    decide("AWAITING_APPROVAL");
    until("AWAITING_RELEASE");
    assertThat(browser.reads(link).body()).doesNotContain("value=\"package\"");
    decide("AWAITING_RELEASE");
    await().until(() -> timeline().contains("RELEASE"));
  }

  private void decide(String state) {
    var version = until(state).path("version");
    var answer =
        RunningWrit.json("POST", path + "/approve", "approver", "{\"version\": " + version + "}");
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
  }

  private JsonNode until(String state) {
    return await().until(() -> read(path), now -> now.path("state").asString().equals(state));
  }

  private HttpResponse<String> act(String link, Map<String, String> form) {
    return browser.sends(link, form);
  }

  private String digits(int sent) {
    var found =
        Pattern.compile("(?m)^(\\d{6})$")
            .matcher(letter("PACKAGE_CODE", sent).path("text").asString());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String other(String digits) {
    return digits.equals("000000") ? "000001" : "000000";
  }

  private static String link(String text) {
    var found = Pattern.compile("https?://\\S+(/subject/requests/\\S+)").matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }

  private JsonNode letter(String kind, int sent) {
    var query = "/v1/letters?state=SENT&kind=" + kind + "&request=" + id();
    var items = await().until(() -> read(query).path("items"), list -> list.size() == sent);
    return read("/v1/letters/" + items.get(0).path("id").asString());
  }

  private List<String> timeline() {
    return read(path + "/timeline").valueStream().map(e -> e.path("event").asString()).toList();
  }

  private UUID id() {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  private String filed() {
    var chime = new VendorObject("chime", "chime_" + UUID.randomUUID().toString().substring(0, 8));
    bell.tower().held.add(chime);
    ErasedAtBell.enter(bell, email, chime);
    var body =
        """
        {"kind": "ACCESS", "regime": "GDPR", "receivedOn": "2026-11-02", "language": "de",
         "subject": {"identifiers": [{"type": "EMAIL", "value": "%s"}]},
         "identity": {"method": "OFFICER_ATTESTED", "note": "Called back"}, "connections": ["%s"]}
        """
            .formatted(email, bell.connection());
    var filed = RunningWrit.json("POST", "/v1/requests", "officer", body);
    assertThat(filed.statusCode()).as(new String(filed.body(), UTF_8)).isEqualTo(201);
    return "/v1/requests/" + RunningWrit.read(filed).path("id").asString();
  }

  private static JsonNode read(String path) {
    return RunningWrit.read(RunningWrit.json("GET", path, "officer", null));
  }
}
