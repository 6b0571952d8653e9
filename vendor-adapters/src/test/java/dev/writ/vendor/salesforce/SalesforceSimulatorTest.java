package dev.writ.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.FileJournal;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxJournal;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SeenCall;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** The simulator's own side: what survives a restart, and what it says about calls. */
class SalesforceSimulatorTest {
  private static final String DATA = "/services/data/v67.0/";
  private static final SandboxPerson ADA = SandboxPeople.ADA;

  private static List<VendorObject> eraseAll(SalesforceBench bench) {
    var located = bench.locate(ADA);
    for (var object : located) {
      if (bench.erase(object) instanceof Erasure.ByHand) {
        assertThat(object.kind()).startsWith("a");
      }
    }
    return located;
  }

  @Test
  void what_was_erased_before_a_restart_stays_erased(@TempDir Path folder) {
    var file = folder.resolve("journal");
    List<VendorObject> located;
    try (var bench =
        new SalesforceBench(ADA, new FileJournal(file, bytes -> bytes, bytes -> bytes))) {
      located = eraseAll(bench);
      assertThat(bench.simulator.held(ADA)).isEqualTo(3);
    }
    try (var bench =
        new SalesforceBench(ADA, new FileJournal(file, bytes -> bytes, bytes -> bytes))) {
      assertThat(bench.sandbox.replayed().entries()).isPositive();
      assertThat(bench.sandbox.replayed().deviating()).isZero();
      assertThat(bench.simulator.held(ADA)).isEqualTo(3);
      assertThat(bench.simulator.jobsKept()).isZero();
      for (var object : located) {
        assertThat(bench.adapter.read(bench.connection(), object))
            .as("%s", object)
            .isEqualTo(object.kind().startsWith("a") ? Presence.PRESENT : Presence.ABSENT);
      }
    }
  }

  @Test
  void a_backup_brings_back_what_was_erased_as_it_was() {
    var now = new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
    var org = new SimulatedOrg(now::get, new SimulatedSwitches());
    var record = org.make("Contact", "003000000000001AAA", "nobody");
    org.remove(record, SimulatedRecord.State.IN_BIN, Set.of());
    org.remove(record, SimulatedRecord.State.PURGED, Set.of(Misbehaviour.RESTORES_FROM_BACKUP));
    assertThat(record.state).isEqualTo(SimulatedRecord.State.PURGED);
    now.set(now.get().plusSeconds(60));
    org.catchUp();
    assertThat(record.state).isEqualTo(SimulatedRecord.State.IN_BIN);
  }

  @Test
  void the_read_and_the_erase_of_an_object_speak_of_the_same_object() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var erasable =
          bench.locate(ADA).stream().filter(object -> !object.kind().startsWith("a")).toList();
      bench.sandbox.keepLog(true);
      for (var object : erasable) {
        bench.erase(object);
        bench.adapter.read(bench.connection(), object);
      }
      var erased = objects(bench, SeenCall.Effect.ERASE);
      assertThat(erased).hasSize(erasable.size());
      assertThat(objects(bench, SeenCall.Effect.READ)).containsAll(erased);
    }
  }

  private static Set<String> objects(SalesforceBench bench, SeenCall.Effect effect) {
    return bench.sandbox.log().stream()
        .filter(call -> call.effect() == effect)
        .map(SeenCall::object)
        .filter(object -> !object.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String query(SalesforceBench bench, String soql) {
    var answer =
        bench.simulator.answer(
            new SimulatedRequest(
                "GET",
                "/services/data/v67.0/query",
                Map.of("q", List.of(soql)),
                Map.of("authorization", "Bearer " + bench.simulator.session()),
                new byte[0]),
            Set.of());
    var json = VendorHttp.JSON.readTree(answer.body());
    return answer.status() == 200
        ? json.path("totalSize").toString()
        : json.path(0).path("errorCode").asString("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT Id, Name, CreatedDate FROM Contact WHERE Name = 'Ada Example' | 1",
        "SELECT COUNT() FROM Contact WHERE Email LIKE 'ADA%' | 1",
        "SELECT Id FROM Contact WHERE Email IN ('ada@example.com', 'x') ORDER BY Email DESC NULLS"
            + " LAST | 1",
        "SELECT Id FROM Contact WHERE (Email = 'x' OR Name != null) AND NOT IsDeleted = true | 1",
        "SELECT Id FROM Contact WHERE CreatedDate > 2030-01-01T00:00:00Z | 0",
        "SELECT Id FROM Contact LIMIT 5 OFFSET 1 | 0",
        "SELECT Id FROM Contact WHERE Email = 'x' OR Name = 'y' AND Phone = 'z' | MALFORMED_QUERY",
        "SELECT Id Email FROM Contact | MALFORMED_QUERY",
        "SELECT Shoe FROM Contact | INVALID_FIELD",
        "SELECT Id FROM Shoe | INVALID_TYPE"
      })
  void a_statement_is_read_as_soql_has_it(String soql, String seen) {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      assertThat(query(bench, soql)).isEqualTo(seen);
    }
  }

  private static SimulatedResponse ask(
      SalesforceBench bench, String method, String path, Map<String, String> query, String body) {
    var parameters = new LinkedHashMap<String, List<String>>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    return bench.simulator.answer(
        new SimulatedRequest(
            method,
            path.startsWith("/") ? path : DATA + path,
            parameters,
            Map.of("authorization", "Bearer " + bench.simulator.session()),
            body.getBytes(StandardCharsets.UTF_8)),
        Set.of());
  }

  private static JsonNode json(SimulatedResponse answer) {
    assertThat(answer.status()).isEqualTo(200);
    return VendorHttp.JSON.readTree(answer.body());
  }

  private static String contact(SalesforceBench bench, String name) {
    var body = "{\"LastName\":\"" + name + "\"}";
    var made = ask(bench, "POST", "sobjects/Contact", Map.of(), body);
    return VendorHttp.JSON.readTree(made.body()).path("id").asString("");
  }

  private static int status(SalesforceBench bench, String id) {
    return ask(bench, "GET", "sobjects/Contact/" + id, Map.of(), "").status();
  }

  @Test
  void all_or_none_takes_back_the_deletes_that_went_well() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var id = contact(bench, "Adams");
      var ids = Map.of("ids", id + ",003000000000000AAA", "allOrNone", "true");
      var results = json(ask(bench, "DELETE", "composite/sobjects", ids, ""));
      assertThat(results.path(0).path("success").asBoolean(true)).isFalse();
      assertThat(results.path(0).path("errors").path(0).path("statusCode").asString(""))
          .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
      assertThat(status(bench, id)).isEqualTo(200);
      var some = Map.of("ids", id + ",003000000000000AAA");
      assertThat(json(ask(bench, "DELETE", "composite/sobjects", some, "")).path(0).path("success"))
          .isEqualTo(BooleanNode.TRUE);
      assertThat(status(bench, id)).isEqualTo(404);
    }
  }

  @Test
  void many_records_are_made_changed_and_read_at_once() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var body =
          "{\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Adams\"},"
              + "{\"attributes\":{\"type\":\"Contact\"},\"FirstName\":\"Nameless\"}]}";
      var made = json(ask(bench, "POST", "composite/sobjects", Map.of(), body));
      assertThat(made.path(1).path("errors").path(0).path("statusCode").asString(""))
          .isEqualTo("REQUIRED_FIELD_MISSING");
      var id = made.path(0).path("id").asString("");
      var change =
          "{\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"id\":\"%s\",\"FirstName\":\"Amy\"}]}"
              .formatted(id);
      assertThat(
              json(ask(bench, "PATCH", "composite/sobjects", Map.of(), change)).path(0).path("id"))
          .isEqualTo(StringNode.valueOf(id));
      var wanted =
          "{\"ids\":[\"%s\",\"003000000000000AAA\"],\"fields\":[\"FirstName\"]}".formatted(id);
      var rows = json(ask(bench, "POST", "composite/sobjects/Contact", Map.of(), wanted));
      assertThat(rows.path(0).path("FirstName").asString("")).isEqualTo("Amy");
      assertThat(rows.path(0).propertyNames())
          .containsExactlyInAnyOrder("attributes", "FirstName", "Id");
      assertThat(rows.path(1).isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 404, 400", "false, 200, 201"})
  void a_composite_names_what_came_before_and_takes_all_back_when_it_is_asked_to(
      boolean allOrNone, int after, int made) {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var body =
          """
          {"allOrNone":%s,"compositeRequest":[
           {"method":"POST","url":"%2$ssobjects/Contact","referenceId":"made","body":{"LastName":"Adams"}},
           {"method":"PATCH","url":"%2$ssobjects/Contact/@{made.id}","referenceId":"named","body":{"FirstName":"Amy"}},
           {"method":"GET","url":"%2$ssobjects/Contact/@{made.id}?fields=FirstName","referenceId":"read"},
           {"method":"DELETE","url":"%2$ssobjects/Contact/003000000000000AAA","referenceId":"gone"}]}
          """
              .formatted(allOrNone, DATA);
      var responses =
          json(ask(bench, "POST", "composite", Map.of(), body)).path("compositeResponse");
      assertThat(responses.path(0).path("httpStatusCode").asInt(0)).isEqualTo(made);
      assertThat(responses.path(3).path("httpStatusCode").asInt(0)).isEqualTo(404);
      if (!allOrNone) {
        assertThat(responses.path(2).path("body").path("FirstName").asString("")).isEqualTo("Amy");
      }
      assertThat(status(bench, "003SANDBOX00001AAA")).isEqualTo(after);
    }
  }

  @Test
  void a_composite_erases_and_changes_when_a_request_in_it_does() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      for (var method : List.of("GET", "DELETE")) {
        var body =
            "{\"compositeRequest\":[{\"method\":\"%s\",\"url\":\"%ssobjects/Contact/x\"}]}"
                .formatted(method, DATA);
        var request =
            new SimulatedRequest(
                "POST",
                DATA + "composite",
                Map.of(),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(bench.simulator.erases(request)).isEqualTo(method.equals("DELETE"));
        assertThat(bench.simulator.changes(request)).isEqualTo(method.equals("DELETE"));
      }
    }
  }

  @Test
  void a_read_has_the_fields_that_were_asked_for_and_the_id() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var path = "sobjects/Contact/" + contact(bench, "Adams");
      var row = json(ask(bench, "GET", path, Map.of("fields", "LastName,Email"), ""));
      assertThat(row.propertyNames())
          .containsExactlyInAnyOrder("attributes", "Id", "LastName", "Email");
      assertThat(ask(bench, "GET", path, Map.of("fields", "ShoeSize"), "").status()).isEqualTo(400);
    }
  }

  @Test
  void an_address_that_is_none_is_refused() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var body = "{\"LastName\":\"Adams\",\"Email\":\"no-address\"}";
      var refused = ask(bench, "POST", "sobjects/Contact", Map.of(), body);
      assertThat(VendorHttp.JSON.readTree(refused.body()).path(0).path("errorCode").asString(""))
          .isEqualTo("INVALID_EMAIL_ADDRESS");
    }
  }

  @Test
  void a_session_tells_whose_it_is() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      assertThat(json(ask(bench, "GET", DATA, Map.of(), "")).path("identity").asString(""))
          .endsWith("/id/00DSANDBOX00001AAA/005SANDBOX00001AAA");
      var identity =
          json(ask(bench, "GET", "/id/00DSANDBOX00001AAA/005SANDBOX00001AAA", Map.of(), ""));
      assertThat(identity.path("username").asString(""))
          .isEqualTo(bench.simulator.credentials().get("username"));
      assertThat(identity.path("user_id").asString("")).hasSize(18);
    }
  }

  private static SimulatedResponse asked(
      SalesforceSimulator simulator, String resource, Map<String, List<String>> query) {
    return simulator.answer(
        new SimulatedRequest(
            "GET",
            DATA + resource,
            query,
            Map.of("authorization", "Bearer " + simulator.session()),
            new byte[0]),
        Set.of());
  }

  private static List<String> found(
      SalesforceSimulator simulator, String resource, Map<String, List<String>> query) {
    var records =
        VendorHttp.JSON.readTree(asked(simulator, resource, query).body()).path("searchRecords");
    return records.valueStream().map(record -> record.path("Id").asString("")).toList();
  }

  @Test
  void a_search_finds_words_and_never_what_lies_in_the_bin() {
    var simulator = new SalesforceSimulator();
    var fields = Map.of("FirstName", "Bo", "LastName", "Berg", "Email", "bo@example.com");
    var bo = simulator.record("Contact", "003SANDBOX99999AAA", fields);
    simulator.record("Lead", "00QSANDBOX99999AAA", Map.of("LastName", "Bergmann"));
    var all = List.of(bo.id, "00QSANDBOX99999AAA");
    assertThat(found(simulator, "search", q("FIND {berg}"))).containsExactly(bo.id);
    assertThat(found(simulator, "search/", q("FIND {Berg*}"))).containsExactlyElementsOf(all);
    assertThat(
            found(
                simulator,
                "search",
                q("FIND {bo@example.com} IN EMAIL FIELDS RETURNING Contact(Id, Email)")))
        .containsExactly(bo.id);
    assertThat(found(simulator, "search", q("FIND {bo} IN PHONE FIELDS"))).isEmpty();
    assertThat(found(simulator, "search", q("FIND {Berg*} RETURNING Lead, Contact LIMIT 1")))
        .containsExactly("00QSANDBOX99999AAA");
    var contacts =
        Map.of(
            "q", List.of("Berg*"),
            "sobject", List.of("Contact"),
            "Contact.fields", List.of("id,Email"));
    assertThat(found(simulator, "parameterizedSearch", contacts)).containsExactly(bo.id);
    for (var wrong :
        List.of(
            "berg",
            "FIND {a OR b}",
            "FIND {a} IN SIDEBAR FIELDS",
            "FIND {a} RETURNING Contact(Id WHERE Id = null)")) {
      assertThat(asked(simulator, "search", q(wrong)).status()).as(wrong).isEqualTo(400);
    }
    bo.state = SimulatedRecord.State.IN_BIN;
    assertThat(found(simulator, "search", q("FIND {berg}"))).isEmpty();
  }

  @Test
  void a_posted_search_has_its_words_in_the_body_and_changes_nothing() {
    var simulator = new SalesforceSimulator();
    simulator.record("Contact", "003SANDBOX99998AAA", Map.of("LastName", "Berg"));
    simulator.record("Contact", "003SANDBOX99999AAA", Map.of("LastName", "Berg", "Phone", "1"));
    simulator.record("Lead", "00QSANDBOX99999AAA", Map.of("LastName", "Bergmann"));
    assertThat(posted(simulator, "{\"q\":\"Berg*\"}").findValuesAsString("Id"))
        .containsExactlyInAnyOrder(
            "003SANDBOX99998AAA", "003SANDBOX99999AAA", "00QSANDBOX99999AAA");
    var contacts =
        posted(
            simulator,
            """
            {"q":"berg","in":"NAME","fields":["id","lastName"],"defaultLimit":1,
             "sobjects":[{"name":"Contact","fields":["id","phone"],"limit":2},{"name":"Lead"}]}
            """);
    assertThat(contacts.findValuesAsString("Id"))
        .containsExactly("003SANDBOX99998AAA", "003SANDBOX99999AAA");
    assertThat(contacts.findValuesAsString("Phone")).contains("1");
    assertThat(contacts.findValues("LastName")).isEmpty();
    for (var wrong :
        List.of(
            "{}",
            "{\"q\":\"Berg\",\"defaultLimit\":\"many\"}",
            "{\"q\":\"Berg\",\"sobjects\":[{\"name\":\"Nothing\"}]}",
            "{\"q\":\"Berg\",\"sobjects\":[{\"name\":\"Lead\",\"where\":\"a=1\"}]}")) {
      assertThat(posted(simulator, wrong).path(0).path("errorCode").asString(""))
          .as(wrong)
          .isIn("MALFORMED_SEARCH", "INVALID_TYPE");
    }
  }

  private static JsonNode posted(SalesforceSimulator simulator, String body) {
    var request =
        new SimulatedRequest(
            "POST",
            DATA + "parameterizedSearch/",
            Map.of(),
            Map.of("authorization", "Bearer " + simulator.session()),
            body.getBytes(StandardCharsets.UTF_8));
    assertThat(simulator.changes(request)).isFalse();
    return read(simulator.answer(request, Set.of()));
  }

  private static JsonNode read(SimulatedResponse answer) {
    return VendorHttp.JSON.readTree(answer.body());
  }

  @Test
  void a_tree_is_made_whole_or_not_at_all() {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var tree =
          """
          {"records":[{"attributes":{"type":"Individual","referenceId":"bo"},"LastName":"Berg",
            "Contacts":{"records":[{"attributes":{"type":"Contact","referenceId":"atWork"},
              "LastName":"Berg","Email":"%s",
              "Tasks":{"records":[{"attributes":{"type":"Task","referenceId":"call"},"Subject":"x"}]}}]}},
            {"attributes":{"type":"Individual","referenceId":"else"},"LastName":"Else"}]}
          """;
      var refused =
          ask(bench, "POST", "composite/tree/Individual", Map.of(), tree.formatted("no address"));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(read(refused).path("hasErrors").asBoolean(false)).isTrue();
      assertThat(read(refused).path("results").toString())
          .contains("\"referenceId\":\"atWork\"", "INVALID_EMAIL_ADDRESS", "[\"Email\"]")
          .doesNotContain("\"bo\"");
      assertThat(lastNames(bench, "Individual")).doesNotContain("Berg", "Else");

      var made =
          ask(
              bench,
              "POST",
              "composite/tree/Individual",
              Map.of(),
              tree.formatted("bo@example.com"));
      assertThat(made.status()).isEqualTo(201);
      var results = read(made).path("results");
      assertThat(results.findValuesAsString("referenceId"))
          .as("level by level")
          .containsExactly("bo", "else", "atWork", "call");
      assertThat(lastNames(bench, "Individual")).contains("Berg", "Else");
      var ids = results.findValuesAsString("id");
      assertThat(fieldOf(bench, "Contact", ids.get(2), "IndividualId")).isEqualTo(ids.get(0));
      assertThat(fieldOf(bench, "Task", ids.get(3), "WhoId")).isEqualTo(ids.get(2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"records\":[]}",
        "{\"records\":[{\"attributes\":{\"type\":\"Lead\",\"referenceId\":\"a\"}}]}",
        "{\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"A\"}]}",
        "{\"records\":[{\"attributes\":{\"type\":\"Contact\",\"referenceId\":\"a\"},"
            + "\"Pets\":{\"records\":[]}}]}"
      })
  void a_tree_that_is_none_is_refused(String tree) {
    try (var bench = new SalesforceBench(ADA, SandboxJournal.none())) {
      var refused = ask(bench, "POST", "composite/tree/Contact", Map.of(), tree);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(read(refused).path(0).path("errorCode").asString("")).isEqualTo("INVALID_INPUT");
    }
  }

  private static List<String> lastNames(SalesforceBench bench, String type) {
    var rows = ask(bench, "GET", "query", Map.of("q", "SELECT Id,LastName FROM " + type), "");
    return json(rows).findValuesAsString("LastName");
  }

  private static String fieldOf(SalesforceBench bench, String type, String id, String field) {
    var row = ask(bench, "GET", "sobjects/" + type + "/" + id, Map.of(), "");
    return json(row).path(field).asString("");
  }

  private static Map<String, List<String>> q(String text) {
    return Map.of("q", List.of(text));
  }
}
