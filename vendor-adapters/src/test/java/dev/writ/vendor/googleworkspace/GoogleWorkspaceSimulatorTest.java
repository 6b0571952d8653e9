package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.writ.vendor.sandbox.FileJournal;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxSettings;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The simulator keeps what Google documents, whatever our adapter makes of it. */
class GoogleWorkspaceSimulatorTest {
  private static final String SCOPES =
      "https://www.googleapis.com/auth/admin.directory.user https://mail.google.com/"
          + " https://www.googleapis.com/auth/drive";
  private static final String USERS = "/admin/directory/v1/users";
  private static final String ADA = "ada@example.com";

  private final GoogleWorkspaceSimulator simulator = new GoogleWorkspaceSimulator();

  @BeforeEach
  void plant() {
    simulator.plant(SandboxPeople.ADA);
    SandboxPeople.all().stream().limit(7).forEach(simulator::plant);
  }

  private SimulatedResponse ask(
      String as, String method, String path, Map<String, String> query, String body) {
    var parameters = new LinkedHashMap<String, List<String>>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    var token = simulator.identity().accessToken(as, SCOPES);
    return simulator.answer(
        new SimulatedRequest(
            method,
            path,
            parameters,
            Map.of("authorization", "Bearer " + token),
            body.getBytes(StandardCharsets.UTF_8)),
        Set.of());
  }

  private JsonNode read(String as, String path, Map<String, String> query) {
    return VendorHttp.JSON.readTree(ask(as, "GET", path, query, "").body());
  }

  private JsonNode users(String query) {
    return read(
            SimulatedTenant.ADMIN,
            USERS,
            Map.of("customer", "my_customer", "query", query, "orderBy", "email"))
        .path("users");
  }

  @ParameterizedTest
  @CsvSource({"email:ada*,1", "email=nobody@example.com,0", "familyName=Lee isAdmin=false,2"})
  void a_search_for_users_finds_those_who_fit(String query, int found) {
    assertThat(users(query)).hasSize(found);
  }

  @Test
  void a_deleted_account_ends_after_twenty_days_unless_the_vendor_keeps_it_past_its_end() {
    var now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    var patient = new GoogleWorkspaceSimulator(now::get);
    patient.plant(SandboxPeople.ADA);
    assertThat(patient.endsByItself()).isTrue();
    patient.byHand(
        new VendorObject("account", patient.tenant().find(ADA).orElseThrow().account.id));
    assertThat(deleted(patient, Set.of())).hasSize(1);
    now.updateAndGet(at -> at.plus(Duration.ofDays(20)));
    assertThat(deleted(patient, Set.of(Misbehaviour.KEEPS_PAST_END))).hasSize(1);
    assertThat(deleted(patient, Set.of())).isEmpty();
  }

  @Test
  void what_was_restored_in_time_is_there_after_a_restart_much_later(@TempDir Path folder)
      throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    var before = new GoogleWorkspaceSimulator(now::get);
    try (var sandbox = sandbox(before, folder, now::get)) {
      var user = USERS + "/" + before.tenant().find(ADA).orElseThrow().account.id;
      assertThat(call(sandbox, before, "DELETE", user, "")).isEqualTo(204);
      var place = "{\"orgUnitPath\":\"/\"}";
      assertThat(call(sandbox, before, "POST", user + "/undelete", place)).isEqualTo(204);
    }
    now.updateAndGet(at -> at.plus(Duration.ofDays(30)));
    var after = new GoogleWorkspaceSimulator(now::get);
    try (var sandbox = sandbox(after, folder, now::get)) {
      assertThat(sandbox.replayed().entries()).isEqualTo(2);
      assertThat(after.tenant().find(ADA)).isPresent();
    }
  }

  private static Sandbox sandbox(
      GoogleWorkspaceSimulator simulator, Path folder, InstantSource clock) throws IOException {
    var journal = new FileJournal(folder.resolve("journal"), bytes -> bytes, bytes -> bytes);
    var sandbox = new Sandbox(SandboxSettings.onPort(0).keptIn(journal), List.of(simulator), clock);
    sandbox.plant(List.of(SandboxPeople.ADA));
    return sandbox.start();
  }

  private static int call(
      Sandbox sandbox, GoogleWorkspaceSimulator simulator, String method, String path, String body)
      throws Exception {
    var token = simulator.identity().accessToken(SimulatedTenant.ADMIN, SCOPES);
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(sandbox.baseUrl(simulator.vendor()) + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static JsonNode deleted(GoogleWorkspaceSimulator simulator, Set<Misbehaviour> lies) {
    var token = simulator.identity().accessToken(SimulatedTenant.ADMIN, SCOPES);
    var request =
        new SimulatedRequest(
            "GET",
            USERS,
            Map.of("customer", List.of("my_customer"), "showDeleted", List.of("true")),
            Map.of("authorization", "Bearer " + token),
            new byte[0]);
    return VendorHttp.JSON.readTree(simulator.answer(request, lies).body()).path("users");
  }

  @Test
  void a_search_that_cannot_be_read_is_refused() {
    var answer =
        ask(
            SimulatedTenant.ADMIN,
            "GET",
            USERS,
            Map.of("customer", "my_customer", "query", "shoeSize=44"),
            "");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void an_answer_has_the_fields_that_were_asked_for_and_no_others() {
    var user =
        read(SimulatedTenant.ADMIN, USERS + "/" + ADA, Map.of("fields", "id,name/givenName"));
    assertThat(user.propertyNames()).containsExactlyInAnyOrder("id", "name");
    assertThat(user.path("name").propertyNames()).containsExactly("givenName");
    var files = read(ADA, "/drive/v3/files", Map.of("fields", "files(id)"));
    assertThat(files.propertyNames()).containsExactly("files");
    assertThat(files.path("files").path(0).propertyNames()).containsExactly("id");
    var wrong = ask(ADA, "GET", "/drive/v3/files", Map.of("fields", "files(id"), "");
    assertThat(wrong.status()).isEqualTo(400);
  }

  @Test
  void files_are_found_by_owner_and_type_and_trashed_by_an_update() {
    var mine = Map.of("q", "'me' in owners and trashed = false");
    int before = read(ADA, "/drive/v3/files", mine).path("files").size();
    var id = read(ADA, "/drive/v3/files", mine).path("files").path(0).path("id").asString("");
    assertThat(ask(ADA, "PATCH", "/drive/v3/files/" + id, Map.of(), "{\"trashed\":true}").status())
        .isEqualTo(200);
    assertThat(read(ADA, "/drive/v3/files", mine).path("files")).hasSize(before - 1);
    assertThat(ask(ADA, "GET", "/drive/v3/files", Map.of("q", "nonsense"), "").status())
        .isEqualTo(400);
  }

  @Test
  void a_message_in_full_has_its_headers_and_its_text() {
    var list = read(ADA, "/gmail/v1/users/me/messages", Map.of()).path("messages");
    var path = "/gmail/v1/users/me/messages/" + list.path(0).path("id").asString("");
    var full = read(ADA, path, Map.of());
    assertThat(full.path("payload").path("headers").path(2).path("value").asString(""))
        .isEqualTo("Hello");
    assertThat(full.path("payload").path("body").path("size").asInt(0)).isPositive();
    assertThat(read(ADA, path, Map.of("format", "metadata")).path("payload").has("body")).isFalse();
    assertThat(full.has("raw")).isFalse();
  }

  @Test
  void a_path_that_ends_too_early_is_not_found() {
    assertThat(ask(ADA, "GET", "/gmail/v1/users", Map.of(), "").status()).isEqualTo(404);
    assertThat(ask(ADA, "GET", "/gmail/v1/users/me", Map.of(), "").status()).isEqualTo(404);
  }

  @Test
  void an_administrator_makes_suspends_and_reads_an_account() {
    var body =
        "{\"primaryEmail\":\"new@example.com\",\"name\":{\"givenName\":\"N\",\"familyName\":\"W\"},"
            + "\"password\":\"invented-1\"}";
    assertThat(ask(SimulatedTenant.ADMIN, "POST", USERS, Map.of(), body).status()).isEqualTo(200);
    assertThat(ask(SimulatedTenant.ADMIN, "POST", USERS, Map.of(), body).status()).isEqualTo(409);
    ask(
        SimulatedTenant.ADMIN,
        "PATCH",
        USERS + "/new@example.com",
        Map.of(),
        "{\"suspended\":true}");
    assertThat(users("isSuspended=true")).hasSize(1);
    var aliases = read(SimulatedTenant.ADMIN, USERS + "/" + ADA + "/aliases", Map.of());
    assertThat(aliases.path("aliases").path(0).path("alias").asString(""))
        .isEqualTo("ada.example@example.com");
  }

  @Test
  void an_account_needs_a_password_and_a_domain_of_the_customer() {
    var names = "\"name\":{\"givenName\":\"N\",\"familyName\":\"W\"}";
    assertThat(
            ask(
                    SimulatedTenant.ADMIN,
                    "POST",
                    USERS,
                    Map.of(),
                    "{\"primaryEmail\":\"new@example.com\"," + names + "}")
                .status())
        .isEqualTo(400);
    assertThat(
            ask(
                    SimulatedTenant.ADMIN,
                    "POST",
                    USERS,
                    Map.of(),
                    "{\"primaryEmail\":\"new@example.org\",\"password\":\"invented-1\","
                        + names
                        + "}")
                .status())
        .isEqualTo(404);
  }

  /** Google's client for Node signs without naming the type or the key. */
  @Test
  void an_assertion_need_not_name_its_type_or_its_key() throws Exception {
    var key =
        ServiceAccountCredentials.fromStream(
            new ByteArrayInputStream(
                SimulatedIdentity.serviceAccountKey().getBytes(StandardCharsets.UTF_8)));
    assertThat(signIn(key, new JWSHeader.Builder(JWSAlgorithm.RS256).build())).isEqualTo(200);
    assertThat(signIn(key, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("another").build()))
        .isEqualTo(400);
  }

  private int signIn(ServiceAccountCredentials key, JWSHeader header) throws Exception {
    var now = Clock.systemUTC().instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(key.getClientEmail())
            .subject(SimulatedTenant.ADMIN)
            .audience("https://oauth2.googleapis.com/token")
            .claim("scope", GoogleScope.DIRECTORY.url())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(600)))
            .build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new RSASSASigner(key.getPrivateKey()));
    var body =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
            + jwt.serialize();
    return simulator
        .answer(
            new SimulatedRequest(
                "POST", "/token", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8)),
            Set.of())
        .status();
  }

  @Test
  void a_report_of_an_application_that_has_nothing_is_empty_and_one_of_none_is_refused() {
    var path = "/admin/reports/v1/activity/users/all/applications/";
    var scope = "https://www.googleapis.com/auth/admin.reports.audit.readonly";
    for (var asked : Map.of("gemini_in_workspace_apps", 200, "nonsense", 400).entrySet()) {
      var token = simulator.identity().accessToken(SimulatedTenant.ADMIN, scope);
      var answer =
          simulator.answer(
              new SimulatedRequest(
                  "GET",
                  path + asked.getKey(),
                  Map.of(),
                  Map.of("authorization", "Bearer " + token),
                  new byte[0]),
              Set.of());
      assertThat(answer.status()).isEqualTo(asked.getValue());
    }
  }

  private SimulatedResponse upload(
      String method, String path, Map<String, String> query, String body, String... headers) {
    var parameters = new LinkedHashMap<String, List<String>>();
    query.forEach((name, value) -> parameters.put(name, List.of(value)));
    var all = new LinkedHashMap<String, String>();
    all.put("authorization", "Bearer " + simulator.identity().accessToken(ADA, SCOPES));
    all.put("host", "h:1");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return simulator.answer(
        new SimulatedRequest(method, path, parameters, all, body.getBytes(StandardCharsets.UTF_8)),
        Set.of());
  }

  private String content(SimulatedResponse made) {
    var id = VendorHttp.JSON.readTree(made.body()).path("id").asString("");
    var path = "/drive/v3/files/" + id;
    return new String(
        ask(ADA, "GET", path, Map.of("alt", "media"), "").body(), StandardCharsets.UTF_8);
  }

  /** As Google's client for Python writes it, with line feeds alone. */
  @Test
  void a_file_is_uploaded_with_its_description_and_read_again() {
    var body =
        "--==b==\n"
            + "Content-Type: application/json\n"
            + "MIME-Version: 1.0\n\n"
            + "{\"name\":\"t.txt\"}\n"
            + "--==b==\n"
            + "Content-Type: text/plain\n"
            + "Content-Transfer-Encoding: binary\n\n"
            + "gr\u00fc\u00df\r\n"
            + "dich\n"
            + "--==b==--";
    var made =
        upload(
            "POST",
            "/upload/drive/v3/files",
            Map.of("uploadType", "multipart", "fields", "id,name,size,mimeType"),
            body,
            "content-type",
            "multipart/related; boundary=\"==b==\"");
    var file = VendorHttp.JSON.readTree(made.body());
    assertThat(file.path("name").asString("")).isEqualTo("t.txt");
    assertThat(file.path("mimeType").asString("")).isEqualTo("text/plain");
    assertThat(file.path("size").asString("")).isEqualTo("12");
    assertThat(content(made)).isEqualTo("gr\u00fc\u00df\r\ndich");
    var newer = Map.of("q", "createdTime > '2026-02-01T00:00:00' and 'me' in owners");
    assertThat(read(ADA, "/drive/v3/files", newer).path("files")).hasSize(1);
  }

  @Test
  void a_file_is_uploaded_in_pieces() {
    var begun =
        upload(
            "POST",
            "/upload/drive/v3/files",
            Map.of("uploadType", "resumable"),
            "{\"name\":\"p\"}",
            "x-upload-content-type",
            "text/plain");
    var place = begun.headers().getOrDefault("Location", "");
    assertThat(place).startsWith("http://h:1/google-workspace/upload/drive/v3/files?");
    var query =
        Map.of("uploadType", "resumable", "upload_id", place.substring(place.indexOf("_id=") + 4));
    var path = "/upload/drive/v3/files";
    var first = upload("PUT", path, query, "abc", "content-range", "bytes 0-2/5");
    assertThat(first.status()).isEqualTo(308);
    assertThat(first.headers()).containsEntry("Range", "bytes=0-2");
    assertThat(upload("PUT", path, query, "abc", "content-range", "bytes 0-2/5").status())
        .isEqualTo(400);
    assertThat(upload("PUT", path, query, "", "content-range", "bytes */5").status())
        .isEqualTo(308);
    var done = upload("PUT", path, query, "de", "content-range", "bytes 3-4/5");
    assertThat(content(done)).isEqualTo("abcde");
    assertThat(upload("PUT", path, query, "x").status()).isEqualTo(404);
  }

  @Test
  void a_message_is_uploaded_under_its_labels() {
    var text = "From: a@example.com\r\nSubject: Tea\r\n\r\nHello\r\n";
    var made =
        upload(
            "POST",
            "/upload/gmail/v1/users/me/messages",
            Map.of("uploadType", "media"),
            text,
            "content-type",
            "message/rfc822");
    var id = VendorHttp.JSON.readTree(made.body()).path("id").asString("");
    var path = "/gmail/v1/users/me/messages/" + id;
    var seen = read(ADA, path, Map.of("format", "metadata", "metadataHeaders", "Subject"));
    assertThat(seen.path("payload").path("headers").toString())
        .isEqualTo("[{\"name\":\"Subject\",\"value\":\"Tea\"}]");
    var batch = "{\"ids\":[\"" + id + "\"],\"addLabelIds\":[\"STARRED\"]}";
    ask(ADA, "POST", "/gmail/v1/users/me/messages/batchModify", Map.of(), batch);
    assertThat(read(ADA, path, Map.of()).path("labelIds").toString()).isEqualTo("[\"STARRED\"]");
  }
}
