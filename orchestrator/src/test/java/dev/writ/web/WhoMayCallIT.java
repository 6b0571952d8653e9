package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Roles, tokens, and what a browser may do with HTTP Basic. */
class WhoMayCallIT {
  private static final List<String> ROLES =
      List.of("officer", "approver", "auditor", "integrator", "admin");

  @Test
  void each_role_may_do_what_the_description_says_and_nothing_else() {
    var wrong = new ArrayList<String>();
    for (var op : Description.operations()) {
      var path = op.at(UUID.randomUUID().toString(), UUID.randomUUID().toString());
      for (var role : ROLES) {
        // An empty body stops an allowed call before it changes anything.
        var answer = RunningWrit.json(op.method(), path, role, op.body() == null ? null : "{}");
        var allowed = answer.statusCode() != 403 && answer.statusCode() != 401;
        if (allowed != op.roles().contains(role)) {
          wrong.add(role + " " + op.id() + " " + answer.statusCode());
        }
        if (op.method().equals("GET")
            && RunningWrit.json("HEAD", path, role, null).statusCode() != answer.statusCode()) {
          wrong.add(role + " HEAD of " + op.id());
        }
      }
      var stranger = RunningWrit.call(op.method(), path, BodyPublishers.noBody());
      if (stranger.statusCode() != 401) {
        wrong.add("stranger " + op.id() + " " + stranger.statusCode());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_token_works_until_it_is_revoked() {
    var issued = issue("APPROVER", "Second approver");
    var secret = issued.path("token").asString();
    assertThat(list("Bearer " + secret).statusCode()).isEqualTo(200);
    assertThat(list("bEARER " + secret).statusCode()).isEqualTo(200);
    assertThat(list("Bearer " + secret + "x").statusCode()).isEqualTo(401);
    var all = RunningWrit.json("GET", "/v1/tokens", "auditor", null);
    assertThat(new String(all.body(), StandardCharsets.UTF_8)).doesNotContain(secret);
    assertThat(find(all, issued).path("lastUsedAt").isMissingNode()).isFalse();
    assertThat(revoke(issued)).isEqualTo(204);
    var refused = list("Bearer " + secret);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    all = RunningWrit.json("GET", "/v1/tokens", "auditor", null);
    assertThat(find(all, issued).path("revokedAt").isMissingNode()).isFalse();
  }

  @Test
  void the_last_admin_stays() {
    var admins =
        RunningWrit.read(RunningWrit.json("GET", "/v1/tokens", "admin", null))
            .valueStream()
            .filter(t -> t.path("role").asString().equals("ADMIN") && !t.has("revokedAt"))
            .toList();
    assertThat(admins).hasSize(1);
    assertThat(revoke(admins.getFirst())).isEqualTo(409);
    var second = issue("ADMIN", "Second admin");
    assertThat(revoke(second)).isEqualTo(204);
    assertThat(RunningWrit.json("GET", "/v1/tokens", "admin", null).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/",
        "/docs/page.js",
        "/docs/swagger-ui-bundle.js",
        "/docs/swagger-ui.css",
        "/openapi.yaml"
      })
  void a_browser_reads_the_documentation_with_a_token_as_its_password(String path) {
    var stranger = RunningWrit.call("GET", path, BodyPublishers.noBody());
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    assertThat(basic("GET", path, RunningWrit.token("auditor")).statusCode()).isEqualTo(200);
    assertThat(basic("GET", path, "wrong").statusCode()).isEqualTo(401);
    assertThat(basic("POST", path, RunningWrit.token("auditor")).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/requests", "/v1/vendors", "/docsx", "/actuator/prometheus"})
  void elsewhere_a_browsers_password_counts_for_nothing(String path) {
    var answer = basic("GET", path, RunningWrit.token("officer"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @Test
  void the_page_loads_only_from_here() {
    var page = basic("GET", "/docs/", RunningWrit.token("officer"));
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .contains("swagger-ui-bundle.js")
        .doesNotContain("http://", "https://", "<style", "onload");
    var bare = basic("GET", "/docs", RunningWrit.token("officer"));
    assertThat(bare.statusCode()).isEqualTo(308);
    assertThat(bare.headers().firstValue("Location")).hasValue("/docs/");
    assertThat(basic("GET", "/docs/nothing.js", RunningWrit.token("officer")).statusCode())
        .isEqualTo(404);
  }

  private static JsonNode issue(String role, String name) {
    var answer =
        RunningWrit.json(
            "POST", "/v1/tokens", "admin", "{\"role\":\"" + role + "\",\"name\":\"" + name + "\"}");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    return RunningWrit.read(answer);
  }

  private static int revoke(JsonNode token) {
    return RunningWrit.json("DELETE", "/v1/tokens/" + token.path("id").asString(), "admin", null)
        .statusCode();
  }

  private static JsonNode find(HttpResponse<byte[]> all, JsonNode token) {
    return RunningWrit.read(all)
        .valueStream()
        .filter(t -> t.path("id").equals(token.path("id")))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<byte[]> list(String authorization) {
    return RunningWrit.call(
        "GET", "/v1/requests", BodyPublishers.noBody(), "Authorization", authorization);
  }

  private static HttpResponse<byte[]> basic(String method, String path, String password) {
    var pair =
        Base64.getEncoder().encodeToString(("anyone:" + password).getBytes(StandardCharsets.UTF_8));
    return RunningWrit.call(
        method, path, BodyPublishers.noBody(), "Authorization", "Basic " + pair);
  }
}
