package dev.writ.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/** What every refusal looks like, whatever was sent. */
final class Refusals {
  private Refusals() {}

  /**
   * What is wrong with this answer; empty when it is a good answer, or a documented problem that
   * repeats nothing.
   */
  static Optional<String> fault(HttpResponse<byte[]> answer, Collection<String> documented) {
    int status = answer.statusCode();
    if (status < 400) {
      return Optional.empty();
    }
    var text = new String(answer.body(), StandardCharsets.UTF_8);
    if (status >= 500) {
      return Optional.of("answers " + status);
    }
    if (text.contains(BadBodies.MARKER)) {
      return Optional.of("repeats what was sent: " + text);
    }
    var type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json")) {
      return Optional.of(status + " of type " + type);
    }
    var problem = RunningWrit.JSON.readTree(text);
    var word = problem.path("type").asString().replace("urn:writ:problem:", "");
    if (!documented.contains(word)) {
      return Optional.of("undocumented " + word);
    }
    if (problem.size() != 4
        || problem.path("status").asInt() != status
        || Description.problems().get(word) != status
        || problem.path("title").asString().isBlank()
        || problem.path("detail").asString().isBlank()) {
      return Optional.of("an incomplete document " + text);
    }
    return Optional.empty();
  }
}
