package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The simulator by the documents' letter, without the adapter. */
class MicrosoftCopilotSimulatorTest {
  private static final String CASES = "/v1.0/security/cases/ediscoveryCases";

  private final MicrosoftCopilotSimulator simulator = new MicrosoftCopilotSimulator();
  private String token = "";

  private SimulatedResponse ask(String method, String path, String body, String... headers) {
    var query = new LinkedHashMap<String, List<String>>();
    int mark = path.indexOf('?');
    for (var pair : mark < 0 ? new String[0] : path.substring(mark + 1).split("&")) {
      query.put(pair.split("=", 2)[0], List.of(pair.split("=", 2)[1]));
    }
    var all = new HashMap<>(Map.of("authorization", "Bearer " + token, "host", "h:1"));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return simulator.answer(
        new SimulatedRequest(
            method,
            mark < 0 ? path : path.substring(0, mark),
            query,
            all,
            body.getBytes(StandardCharsets.UTF_8)),
        Set.of());
  }

  /** The page behind, by the address that this one gives. */
  private JsonNode follow(JsonNode page) {
    var link = URI.create(page.path("@odata.nextLink").asString(""));
    return json(
        ask(
            "GET",
            link.getPath().substring("/microsoft-copilot".length()) + "?" + link.getQuery(),
            ""));
  }

  private static JsonNode json(SimulatedResponse answer) {
    return VendorHttp.JSON.readTree(answer.body());
  }

  private SimulatedResponse signIn(String form) {
    return ask("POST", "/v1.0/" + SimulatedHistory.TENANT + "/oauth2/v2.0/token", form);
  }

  private void signIn() {
    var credentials = simulator.credentials();
    var form =
        "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id="
            + credentials.get("clientId")
            + "&client_secret="
            + credentials.getOrDefault("clientSecret", "").replace("+", "%2B");
    token = json(signIn(form)).path("access_token").asString("");
  }

  @Test
  void sign_in_libraries_are_told_an_address_that_speaks_https() {
    var path = "/" + SimulatedHistory.TENANT + "/v2.0/.well-known/openid-configuration";
    var token = "/" + SimulatedHistory.TENANT + "/oauth2/v2.0/token";
    var behindTls = json(ask("GET", path, "", "x-forwarded-proto", "https"));
    assertThat(behindTls.path("token_endpoint").asString(""))
        .isEqualTo("https://h:1/microsoft-copilot" + token);
    var plain = json(ask("GET", path, ""));
    assertThat(plain.path("token_endpoint").asString(""))
        .isEqualTo("https://login.microsoftonline.com" + token);
    var other = ask("GET", "/nobody/v2.0/.well-known/openid-configuration", "");
    assertThat(json(other).path("error").asString("")).isEqualTo("invalid_tenant");
  }

  @Test
  void an_unknown_segment_is_named_and_a_missing_token_told_from_an_old_one() {
    signIn();
    assertThat(json(ask("GET", "/v1.0/nothing", "")).path("error").path("message").asString(""))
        .isEqualTo("Resource not found for the segment 'nothing'.");
    assertThat(ask("PUT", "/v1.0/users/x", "{}").status()).isEqualTo(405);
    token = "old";
    assertThat(json(ask("GET", "/v1.0/users", "")).path("error").path("message").asString(""))
        .contains("expired");
  }

  @Test
  void every_case_is_on_some_page() {
    signIn();
    for (int i = 0; i < 101; i++) {
      made(CASES, "{\"displayName\":\"case " + i + "\"}");
    }
    var first = json(ask("GET", CASES, ""));
    assertThat(first.path("value")).hasSize(100);
    assertThat(follow(first).path("value")).hasSize(1);
  }

  @Test
  void users_are_found_by_how_a_name_begins() {
    signIn();
    simulator.plant(SandboxPeople.ADA);
    var found = json(ask("GET", "/v1.0/users?$filter=startswith(displayName,'ada')", ""));
    assertThat(found.path("value")).hasSize(1);
  }

  private String made(String path, String body) {
    var answer = ask("POST", path, body);
    assertThat(answer.status()).isEqualTo(201);
    return json(answer).path("id").asString("");
  }

  private String searchOfAda() {
    signIn();
    simulator.plant(SandboxPeople.ADA);
    var one = made(CASES, "{\"displayName\":\"c\"}");
    var query = SimulatedHistory.CLASS + "BizChat";
    var search =
        made(
            CASES + "/" + one + "/searches",
            "{\"displayName\":\"s\",\"contentQuery\":\"ItemClass:" + query + "\"}");
    var path = CASES + "/" + one + "/searches/" + search;
    made(
        path + "/additionalSources",
        "{\"@odata.type\":\"microsoft.graph.security.userSource\",\"email\":\"ada@example.com\",\"includedSources\":\"mailbox\"}");
    return path;
  }

  @Test
  void a_sign_in_is_for_the_default_scope_and_tells_its_errors_by_number() {
    var refused = signIn("grant_type=client_credentials&scope=User.Read.All");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).path("error").asString()).isEqualTo("invalid_scope");
    assertThat(json(refused).path("error_description").asString()).startsWith("AADSTS");
    assertThat(json(refused).path("error_codes").isArray()).isTrue();
    signIn();
    assertThat(token).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "createdDateTime gt 2026-01-01T00:00:00Z, 400",
    "createdDateTime lt 2026-01-01T00:00:00Z, 400",
    "createdDateTime gt 2026-01-01T00:00:00Z and createdDateTime lt 2026-01-01T00:02:30Z, 200",
    "createdDateTime near 2026, 400"
  })
  void a_date_filter_needs_both_bounds(String filter, int status) {
    signIn();
    simulator.plant(SandboxPeople.ADA);
    var id = SimulatedUser.id("ada");
    var path = "/v1.0/copilot/users/" + id + "/interactionHistory/getAllEnterpriseInteractions";
    assertThat(ask("GET", path + "?$filter=" + filter, "").status()).isEqualTo(status);
  }

  @Test
  void short_and_qualified_actions_and_both_key_syntaxes_are_one() {
    var search = searchOfAda();
    var qualified = ask("POST", search + "/microsoft.graph.security.purgeData", "{}");
    assertThat(qualified.status()).isEqualTo(202);
    var location = qualified.headers().get("Location");
    assertThat(location)
        .matches(
            "http://h:1/microsoft-copilot/v1.0/security/cases/ediscoverycases\\('.+'\\)/operations\\('.+'\\)");
    var path = location.substring("http://h:1/microsoft-copilot".length());
    assertThat(ask("GET", path, "").status()).isEqualTo(200);
    var keyed = search.replaceFirst("ediscoveryCases/([^/]+)", "ediscoveryCases('$1')");
    assertThat(ask("GET", keyed, "").status()).isEqualTo(200);
    assertThat(
            ask("POST", search + "/purgeData", "{\"purgeType\":\"permanentlydeleted\"}").status())
        .isEqualTo(400);
  }

  @Test
  void later_enum_members_are_named_to_those_who_ask() {
    var search = searchOfAda();
    ask("POST", search + "/purgeData", "{}");
    var operations = search.substring(0, search.indexOf("/searches")) + "/operations";
    assertThat(json(ask("GET", operations, "")).path("value").path(0).path("action").asString())
        .isEqualTo("unknownFutureValue");
    var asked = ask("GET", operations, "", "prefer", "include-unknown-enum-members");
    assertThat(json(asked).path("value").path(0).path("action").asString()).isEqualTo("purgeData");
  }

  @Test
  void an_estimate_answers_202_by_the_text_and_204_by_the_sample() {
    var search = searchOfAda();
    assertThat(ask("POST", search + "/estimateStatistics", "").headers()).containsKey("Location");
    assertThat(ask("POST", search + "/estimateStatistics", "").status()).isEqualTo(204);
    var last = search + "/lastEstimateStatisticsOperation";
    assertThat(json(ask("GET", last, "")).path("status").asString()).isEqualTo("running");
    var done = json(ask("GET", last, ""));
    assertThat(done.path("status").asString()).isEqualTo("succeeded");
    assertThat(done.path("indexedItemCount").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 503})
  void every_error_has_the_envelope_with_an_inner_error(int status) {
    var error = json(simulator.error(status)).path("error");
    assertThat(error.path("code").asString("")).isNotEmpty();
    assertThat(error.path("innerError").path("request-id").asString("")).isNotEmpty();
    assertThat(simulator.error(status).headers()).containsKey("request-id");
  }

  @Test
  void what_is_held_follows_from_the_changes_alone_after_a_restart() {
    var search = searchOfAda();
    var purge =
        new SimulatedRequest(
            "POST",
            search + "/purgeData",
            Map.of(),
            Map.of("authorization", "Bearer of before", "host", "h:1"),
            new byte[0]);
    assertThat(simulator.answer(purge, Set.of()).status()).isEqualTo(401);
    assertThat(simulator.answer(simulator.again(purge), Set.of()).status()).isEqualTo(202);
    assertThat(simulator.user(SandboxPeople.ADA).messages)
        .filteredOn(message -> message.purged)
        .hasSize(2);
  }

  private void plantSeven() {
    SandboxPeople.all().stream().limit(7).forEach(simulator::plant);
    signIn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&$orderby=displayName desc", "&$orderby=userPrincipalName"})
  void a_list_passes_over_nobody_while_users_are_deleted(String order) {
    plantSeven();
    var page = json(ask("GET", "/v1.0/users?$top=3" + order, ""));
    int deleted = 0;
    while (true) {
      for (var user : page.path("value")) {
        ask("DELETE", "/v1.0/users/" + user.path("id").asString(""), "");
        deleted++;
      }
      if (!page.has("@odata.nextLink")) {
        break;
      }
      page = follow(page);
    }
    assertThat(deleted).isEqualTo(8);
    assertThat(json(ask("GET", "/v1.0/users", "")).path("value")).isEmpty();
  }

  @Test
  void a_skip_token_is_opaque_and_its_name_is_written_in_any_case() {
    plantSeven();
    assertThat(ask("GET", "/v1.0/users?$skipToken=3", "").status()).isEqualTo(400);
    var first = json(ask("GET", "/v1.0/users?$top=3", ""));
    var token =
        URI.create(first.path("@odata.nextLink").asString("")).getQuery().split("token=")[1];
    assertThat(json(ask("GET", "/v1.0/users?$Top=3&$skipToken=" + token, "")).path("value"))
        .hasSize(3)
        .doesNotContainAnyElementsOf(first.path("value"));
    assertThat(ask("GET", CASES + "?$skiptoken=" + token, "").status()).isEqualTo(400);
  }

  @Test
  void users_are_searched_ordered_and_counted() {
    plantSeven();
    var search = "/v1.0/users?$search=\"displayName:lee\"";
    assertThat(ask("GET", search, "").status()).isEqualTo(400);
    assertThat(json(ask("GET", search, "", "consistencylevel", "eventual")).path("value"))
        .hasSize(2);
    assertThat(
            json(ask("GET", "/v1.0/users?$top=1&$orderby=displayName desc", ""))
                .path("value")
                .path(0)
                .path("displayName")
                .asString(""))
        .isEqualTo("Tina Twomails");
    var counted = ask("GET", "/v1.0/users/$count", "", "consistencylevel", "eventual");
    assertThat(new String(counted.body(), StandardCharsets.UTF_8)).isEqualTo("8");
    assertThat(ask("GET", "/v1.0/users/$count", "").status()).isEqualTo(400);
    assertThat(
            json(ask("GET", "/v1.0/users?$top=1&$count=true", "", "consistencylevel", "eventual"))
                .path("@odata.count")
                .asInt(0))
        .isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$skip=1", "$orderby=mobilePhone", "$search=lee", "$filter=shoeSize eq 4"})
  void what_a_list_of_users_cannot_do_is_refused_and_not_passed_over(String asked) {
    plantSeven();
    assertThat(ask("GET", "/v1.0/users?" + asked, "", "consistencylevel", "eventual").status())
        .isEqualTo(400);
  }

  @Test
  void links_speak_the_scheme_that_the_client_spoke() {
    plantSeven();
    var page = ask("GET", "/v1.0/users?$top=1", "", "x-forwarded-proto", "https");
    assertThat(json(page).path("@odata.nextLink").asString(""))
        .startsWith("https://h:1/microsoft-copilot/v1.0/users?");
  }

  @Test
  void the_clients_own_id_of_a_request_comes_back() {
    signIn();
    assertThat(ask("GET", "/v1.0/users", "", "client-request-id", "mine").headers())
        .containsEntry("client-request-id", "mine");
  }

  @Test
  void a_batch_answers_each_request_and_does_not_try_what_depends_on_a_failed_one() {
    plantSeven();
    var id = simulator.user(SandboxPeople.ADA).id;
    var answer =
        json(
            ask(
                "POST",
                "/v1.0/$batch",
                """
                {"requests":[
                 {"id":"1","method":"GET","url":"/users/%1$s?$select=id"},
                 {"id":"2","method":"DELETE","url":"users/nobody"},
                 {"id":"3","method":"DELETE","url":"/users/%1$s","dependsOn":["2"]},
                 {"id":"4","method":"DELETE","url":"/users/%1$s","dependsOn":["1"]},
                 {"id":"5","method":"GET","url":"/users/%1$s","dependsOn":["4"]}]}\
                """
                    .formatted(id)));
    var statuses = new LinkedHashMap<String, Integer>();
    for (var each : answer.path("responses")) {
      statuses.put(each.path("id").asString(""), each.path("status").asInt(0));
    }
    assertThat(statuses).isEqualTo(Map.of("1", 200, "2", 404, "3", 424, "4", 204, "5", 404));
    assertThat(answer.path("responses").path(0).path("body").path("id").asString("")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"requests\":[]}",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\"}]}",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\"},"
            + "{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\"}]}",
        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users\",\"dependsOn\":[\"2\"]}]}"
      })
  void a_batch_that_is_none_is_refused_as_a_whole(String body) {
    signIn();
    assertThat(ask("POST", "/v1.0/$batch", body).status()).isEqualTo(400);
  }

  @Test
  void a_batch_erases_and_changes_when_a_request_in_it_does() {
    var reads = batch("GET");
    var erases = batch("DELETE");
    assertThat(simulator.changes(reads)).isFalse();
    assertThat(simulator.erases(reads)).isFalse();
    assertThat(simulator.changes(erases)).isTrue();
    assertThat(simulator.erases(erases)).isTrue();
  }

  private static SimulatedRequest batch(String method) {
    var body =
        "{\"requests\":[{\"id\":\"1\",\"method\":\"%s\",\"url\":\"/users/x\"}]}".formatted(method);
    return new SimulatedRequest(
        "POST", "/v1.0/$batch", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void any_property_of_a_user_can_be_asked_for_and_what_nobody_filled_in_is_null() {
    simulator.plant(SandboxPeople.ADA);
    signIn();
    var user = "/v1.0/users/ada@example.com?$select=";
    var some = json(ask("GET", user + "id,accountEnabled,department,assignedLicenses", ""));
    assertThat(some.path("accountEnabled").asBoolean(false)).isTrue();
    assertThat(some.path("department").isNull()).isTrue();
    assertThat(some.path("assignedLicenses").isArray()).isTrue();
    assertThat(ask("GET", user + "shoeSize", "").status()).isEqualTo(400);
  }

  @Test
  void the_sessions_of_a_user_are_revoked() {
    simulator.plant(SandboxPeople.ADA);
    signIn();
    var revoked = ask("POST", "/v1.0/users/ada@example.com/revokeSignInSessions", "");
    assertThat(json(revoked).path("value").asBoolean(false)).isTrue();
    assertThat(ask("POST", "/v1.0/users/none/revokeSignInSessions", "").status()).isEqualTo(404);
  }
}
