package dev.writ.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * An RFC 9457 document. Without {@code instance}: that would repeat the caller's own path, which
 * may hold anything.
 */
public record ProblemDocument(String type, String title, int status, String detail) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static ProblemDocument of(ProblemType type, String detail) {
    return new ProblemDocument(type.urn(), type.title(), type.status(), detail);
  }

  static ResponseEntity<Object> answer(ProblemType type, String detail) {
    return ResponseEntity.status(type.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(of(type, detail));
  }

  /** Answers from a filter, before Spring MVC is reached. */
  public static void write(HttpServletResponse response, ProblemType type) throws IOException {
    response.setStatus(type.status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(JSON.writeValueAsBytes(of(type, type.advice())));
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
