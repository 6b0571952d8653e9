package dev.writ.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The simulator keeps what HubSpot documents, whatever our adapter makes of it. */
class HubSpotSimulatorTest {
  private static final String SEARCH = "/crm/v3/objects/contacts/search";

  private HubSpotSimulator simulator = new HubSpotSimulator();

  private SimulatedResponse ask(String method, String path, Object body) {
    return simulator.answer(
        new SimulatedRequest(
            method,
            path,
            Map.of(),
            Map.of("authorization", "Bearer " + simulator.credentials().get("accessToken")),
            VendorHttp.JSON.writeValueAsBytes(body)),
        Set.of());
  }

  private static JsonNode json(SimulatedResponse answer) {
    return VendorHttp.JSON.readTree(answer.body());
  }

  private String create(String email) {
    var answer =
        ask("POST", "/crm/v3/objects/contacts", Map.of("properties", Map.of("email", email)));
    assertThat(answer.status()).isEqualTo(201);
    return json(answer).path("id").asString("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit\":201}",
        "{\"limit\":200,\"after\":\"9900\"}",
        "{\"filterGroups\":[{\"filters\":[{\"property\":\"email\",\"operator\":\"EQ\",\"value\":\"x\"}]}]}",
        "{\"filterGroups\":[{},{},{},{},{},{}]}",
        "{\"sorts\":[{\"propertyName\":\"a\"},{\"propertyName\":\"b\"}]}",
        "not json"
      })
  void a_search_out_of_bounds_is_a_400(String body) {
    var request =
        new SimulatedRequest(
            "POST",
            SEARCH,
            Map.of(),
            Map.of("authorization", "Bearer " + simulator.credentials().get("accessToken")),
            body.getBytes(StandardCharsets.UTF_8));
    assertThat(simulator.answer(request, Set.of()).status()).isEqualTo(400);
  }

  @Test
  void a_record_is_made_of_an_object_with_properties_and_a_true_address() {
    var path = "/crm/v3/objects/contacts";
    assertThat(ask("POST", path, List.of(1)).status()).isEqualTo(400);
    assertThat(ask("POST", path, Map.of()).status()).isEqualTo(400);
    var wrong = ask("POST", path, Map.of("properties", Map.of("email", "no-address")));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(json(wrong).path("errors").path(0).path("code").asString(""))
        .isEqualTo("INVALID_EMAIL");
  }

  @Test
  void many_records_are_made_and_changed_at_once() {
    var path = "/crm/v3/objects/0-1/batch/";
    var email = Map.of("properties", Map.of("email", "b1@example.com"));
    var made = ask("POST", path + "create", Map.of("inputs", List.of(email)));
    assertThat(made.status()).isEqualTo(201);
    var id = json(made).path("results").path(0).path("id").asString("");
    var input = Map.of("id", id, "properties", Map.of("firstname", "Bo"));
    var changed = ask("POST", path + "update", Map.of("inputs", List.of(input)));
    assertThat(json(changed).path("results").path(0).path("id").asString("")).isEqualTo(id);
  }

  @Test
  void a_note_is_associated_shown_with_its_contact_and_let_go() {
    var contact = create("c@example.com");
    var made = ask("POST", "/crm/v3/objects/notes", Map.of("properties", Map.of()));
    var note = json(made).path("id").asString("");
    var link = "/crm/v4/objects/notes/" + note + "/associations/";
    assertThat(ask("PUT", link + "default/contacts/" + contact, Map.of()).status()).isEqualTo(200);
    var seen = json(ask("GET", "/crm/v4/objects/contacts/" + contact + "/associations/notes", ""));
    assertThat(seen.path("results").path(0).path("toObjectId").asString("")).isEqualTo(note);
    assertThat(
            seen.path("results").path(0).path("associationTypes").path(0).path("typeId").asInt(0))
        .isEqualTo(201);
    assertThat(ask("DELETE", link + "contacts/" + contact, Map.of()).status()).isEqualTo(204);
    var gone = json(ask("GET", "/crm/v4/objects/contacts/" + contact + "/associations/notes", ""));
    assertThat(gone.path("results")).isEmpty();
  }

  @Test
  void records_are_found_by_when_they_were_made() {
    create("early@example.com");
    create("late@example.com");
    var filter =
        Map.of("propertyName", "createdate", "operator", "GT", "value", "2026-01-01T00:00:00Z");
    var body = Map.of("filterGroups", List.of(Map.of("filters", List.of(filter))));
    var found = json(ask("POST", SEARCH, body));
    assertThat(found.path("total").asInt(0)).isOne();
    assertThat(found.path("results").path(0).path("properties").path("email").asString(""))
        .isEqualTo("late@example.com");
  }

  @Test
  void a_search_is_sorted_and_tells_the_total() {
    create("b@example.com");
    create("a@example.com");
    var found =
        json(
            ask(
                "POST",
                SEARCH,
                Map.of(
                    "sorts",
                    List.of(Map.of("propertyName", "email", "direction", "DESCENDING")),
                    "limit",
                    1)));
    assertThat(found.path("total").asInt(0)).isEqualTo(2);
    assertThat(found.path("results").path(0).path("properties").path("email").asString(""))
        .isEqualTo("b@example.com");
    assertThat(found.path("paging").path("next").path("after").asString("")).isEqualTo("1");
  }

  @Test
  void a_permanent_delete_by_an_unknown_email_blocks_it_and_a_create_still_succeeds() {
    var body = Map.of("idProperty", "email", "objectId", "new@example.com");
    assertThat(ask("POST", "/crm/v3/objects/contacts/gdpr-delete", body).status()).isEqualTo(204);
    assertThat(simulator.blocklist()).containsExactly("new@example.com");
    assertThat(create("new@example.com")).isNotEmpty();
  }

  @Test
  void a_batch_with_missing_ids_is_a_207() {
    var path = "/crm/v3/objects/contacts/batch/read";
    var known = Map.of("id", create("a@example.com"));
    assertThat(ask("POST", path, Map.of("inputs", List.of(known))).status()).isEqualTo(200);
    var mixed = ask("POST", path, Map.of("inputs", List.of(known, Map.of("id", "404"))));
    assertThat(mixed.status()).isEqualTo(207);
    assertThat(json(mixed).path("numErrors").asInt(0)).isEqualTo(1);
    assertThat(json(mixed).path("results").size()).isEqualTo(1);
  }

  @Test
  void the_same_address_twice_is_a_409() {
    create("a@example.com");
    var again = Map.of("properties", Map.of("email", "A@example.com"));
    assertThat(ask("POST", "/crm/v3/objects/contacts", again).status()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/crm/objects/2026-09/contacts/1/associations/notes",
        "/conversations/conversations/2026-03/threads",
        "/files/2026-09/files/1"
      })
  void what_a_family_does_not_document_is_not_there(String path) {
    simulator.plant(SandboxPeople.ADA);
    assertThat(ask("GET", path, Map.of()).status()).isEqualTo(404);
  }

  private JsonNode found(String operator, String value) {
    var filter = Map.of("propertyName", "email", "operator", operator, "value", value);
    return json(
        ask("POST", SEARCH, Map.of("filterGroups", List.of(Map.of("filters", List.of(filter))))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*@example.com", "iris*", "*ris@exam*", "iris@example.com"})
  void a_star_of_a_token_stands_for_what_is_before_it_or_behind_it(String wanted) {
    create("iris@example.com");
    assertThat(found("CONTAINS_TOKEN", wanted).path("total").asInt(0)).isOne();
    assertThat(found("NOT_CONTAINS_TOKEN", wanted).path("total").asInt(0)).isZero();
    assertThat(found("CONTAINS_TOKEN", "*@example.org").path("total").asInt(0)).isZero();
  }

  @Test
  void a_record_shows_what_was_written_and_the_usual_properties_of_its_type() {
    var written = Map.of("name", "Example Ltd", "city", "Bonn");
    var made = json(ask("POST", "/crm/v3/objects/companies", Map.of("properties", written)));
    assertThat(made.path("properties").path("city").asString("")).isEqualTo("Bonn");
    var path = "/crm/v3/objects/companies/" + made.path("id").asString("");
    var read = json(ask("GET", path, Map.of())).path("properties");
    assertThat(read.path("name").asString("")).isEqualTo("Example Ltd");
    assertThat(read.has("city")).isFalse();
  }

  @Test
  void a_batch_of_changes_carries_out_what_it_can() {
    var known = Map.of("id", create("a@example.com"), "properties", Map.of("firstname", "Bo"));
    var unknown = Map.of("id", "404", "properties", Map.of("firstname", "Bo"));
    var mixed =
        ask(
            "POST",
            "/crm/v3/objects/contacts/batch/update",
            Map.of("inputs", List.of(unknown, known)));
    assertThat(mixed.status()).isEqualTo(207);
    assertThat(
            json(mixed).path("results").path(0).path("properties").path("firstname").asString(""))
        .isEqualTo("Bo");
    assertThat(json(mixed).path("errors").path(0).path("context").path("ids").toString())
        .isEqualTo("[\"404\"]");
  }

  @Test
  void an_upsert_changes_who_is_there_and_makes_who_is_not() {
    create("a@example.com");
    var inputs =
        List.of(
            Map.of(
                "idProperty",
                "email",
                "id",
                "A@example.com",
                "properties",
                Map.of("firstname", "Bo")),
            Map.of("idProperty", "email", "id", "b@example.com", "properties", Map.of()));
    var answer = ask("POST", "/crm/v3/objects/contacts/batch/upsert", Map.of("inputs", inputs));
    assertThat(answer.status()).isEqualTo(201);
    var results = json(answer).path("results");
    assertThat(results.path(0).path("new").asBoolean(true)).isFalse();
    assertThat(results.path(1).path("new").asBoolean(false)).isTrue();
    assertThat(results.path(1).path("properties").path("email").asString(""))
        .isEqualTo("b@example.com");
    assertThat(found("EQ", "b@example.com").path("total").asInt(0)).isOne();
  }

  @Test
  void what_hangs_on_many_contacts_is_read_at_once() {
    simulator.plant(SandboxPeople.ADA);
    var ada = found("EQ", "ada@example.com").path("results").path(0).path("id").asString("");
    var alone = create("a@example.com");
    var answer =
        ask(
            "POST",
            "/crm/v4/associations/contacts/notes/batch/read",
            Map.of("inputs", List.of(Map.of("id", ada), Map.of("id", alone))));
    assertThat(answer.status()).isEqualTo(207);
    assertThat(json(answer).path("results")).hasSize(1);
    assertThat(json(answer).path("results").path(0).path("to")).hasSize(1);
    assertThat(json(answer).path("errors").path(0).path("subCategory").asString(""))
        .isEqualTo("crm.associations.NO_ASSOCIATIONS_FOUND");
  }

  @Test
  void a_type_that_there_is_has_a_list_and_one_that_there_is_not_is_refused() {
    assertThat(json(ask("GET", "/crm/v3/objects/line_items", Map.of())).path("results")).isEmpty();
    assertThat(ask("GET", "/crm/v3/objects/nonsense", Map.of()).status()).isEqualTo(400);
    var contact = create("a@example.com");
    var linked = "/crm/v4/objects/contacts/" + contact + "/associations/";
    assertThat(ask("GET", linked + "nonsense", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void the_members_of_staff_who_own_records_are_read() {
    var owners = json(ask("GET", "/crm/v3/owners", Map.of())).path("results");
    assertThat(owners).hasSize(1);
    var path = "/crm/v3/owners/" + owners.path(0).path("id").asString("");
    assertThat(json(ask("GET", path, Map.of()))).isEqualTo(owners.path(0));
    assertThat(ask("GET", "/crm/v3/owners/1", Map.of()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/crm/v3/properties/", "/crm/properties/2026-03/"})
  void the_properties_of_a_type_are_those_it_has_and_those_its_records_carry(String path) {
    create("a@example.com");
    var custom = Map.of("properties", Map.of("shoe_size", "41"));
    ask("POST", "/crm/v3/objects/contacts", custom);
    var all = json(ask("GET", path + "0-1", "")).path("results");
    assertThat(all)
        .extracting(one -> one.path("name").asString(""))
        .contains("email", "lastmodifieddate", "shoe_size")
        .doesNotHaveDuplicates();
    var mail = json(ask("GET", path + "contacts/email", ""));
    assertThat(mail).isIn(all);
    assertThat(mail.path("type").asString("")).isEqualTo("string");
    assertThat(mail.path("hubspotDefined").asBoolean(false)).isTrue();
    var size = json(ask("GET", path + "contacts/shoe_size", ""));
    assertThat(size.path("modificationMetadata").path("archivable").asBoolean(false)).isTrue();
    assertThat(ask("GET", path + "contacts/glove_size", "").status()).isEqualTo(404);
    assertThat(ask("GET", path + "nonsense", "").status()).isEqualTo(400);
    assertThat(ask("POST", path + "contacts", Map.of()).status()).isEqualTo(404);
  }

  private static Map<String, Object> view(String format, String objectType) {
    var filter = Map.of("propertyName", "email", "operator", "EQ", "value", "a@example.com");
    return Map.of(
        "exportType",
        "VIEW",
        "exportName",
        "x",
        "format",
        format,
        "language",
        "EN",
        "objectType",
        objectType,
        "objectProperties",
        List.of("email", "firstname"),
        "publicCrmSearchRequest",
        Map.of("filters", List.of(filter)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/crm/v3/exports", "/crm/exports/2026-03", "/crm/exports/2026-09"})
  void an_export_is_a_file_whose_link_needs_no_key_and_ends_after_five_minutes(String family) {
    var now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    simulator = new HubSpotSimulator(now::get);
    var id = create("a@example.com");
    create("b@example.com");
    var path = family + "/export/";
    var begun = ask("POST", path + "async", view("CSV", "CONTACT"));
    assertThat(begun.status()).isEqualTo(202);
    var task = json(begun).path("id").asString("");
    var status = path + "async/tasks/" + task + "/status";
    assertThat(json(begun).path("links").path("status").asString("")).endsWith(status);
    var result = json(ask("GET", status, "")).path("result").asString("");
    var link = URI.create(result).getPath().replace("/hubspot", "");
    var file = open(link);
    assertThat(file.status()).isEqualTo(200);
    assertThat(new String(file.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "\"Record ID\",\"email\",\"firstname\"\n\"" + id + "\",\"a@example.com\",\"\"\n");
    assertThat(json(ask("GET", path + task, "")).path("recordCount").asInt(0)).isOne();
    now.updateAndGet(then -> then.plus(Duration.ofMinutes(5)));
    assertThat(open(link).status()).isEqualTo(403);
    assertThat(json(ask("GET", status, "")).path("result").asString("")).isNotEqualTo(result);
    assertThat(ask("GET", path + "async/tasks/99/status", "").status()).isEqualTo(404);
  }

  private SimulatedResponse open(String link) {
    return simulator.answer(
        new SimulatedRequest("GET", link, Map.of(), Map.of(), new byte[0]), Set.of());
  }

  @ParameterizedTest
  @CsvSource({"csv,CONTACT", "XLSX,CONTACT", "CSV,contact", "CSV,NONSENSE"})
  void an_export_that_keeps_not_to_the_schema_is_a_400(String format, String objectType) {
    var answer = ask("POST", "/crm/v3/exports/export/async", view(format, objectType));
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void a_change_is_told_by_its_time() {
    var id = create("changed@example.com");
    var path = "/crm/v3/objects/contacts/" + id;
    var before = json(ask("GET", path, ""));
    var after = json(ask("PATCH", path, Map.of("properties", Map.of("firstname", "Bo"))));
    assertThat(Instant.parse(after.path("updatedAt").asString("")))
        .isAfter(Instant.parse(before.path("updatedAt").asString("")))
        .isEqualTo(after.at("/properties/lastmodifieddate").asString(""));
    assertThat(after.path("createdAt")).isEqualTo(before.path("createdAt"));
  }

  @Test
  void an_answer_tells_of_the_limits_and_a_searchs_does_not() {
    var account = "/account-info/v3/details";
    var first = ask("GET", account, "").headers();
    assertThat(first)
        .containsEntry("X-HubSpot-RateLimit-Max", "100")
        .containsEntry("X-HubSpot-RateLimit-Remaining", "99")
        .containsEntry("X-HubSpot-RateLimit-Interval-Milliseconds", "10000");
    assertThat(ask("GET", account, "").headers())
        .containsEntry("X-HubSpot-RateLimit-Daily-Remaining", "249998");
    assertThat(ask("POST", SEARCH, Map.of()).headers().keySet())
        .noneMatch(name -> name.startsWith("X-HubSpot"));
  }

  /** So ends HubSpot's own client for Python the address of the owners. */
  @Test
  void a_slash_at_the_end_changes_nothing() {
    var owners = ask("GET", "/crm/v3/owners/", "");
    assertThat(owners.status()).isEqualTo(200);
    assertThat(json(owners).path("results")).hasSize(1);
  }
}
