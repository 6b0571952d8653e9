package dev.writ.web;

import dev.writ.lifecycle.IllegalMove;
import dev.writ.lifecycle.StaleVersion;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every refusal becomes an RFC 9457 document without the caller's own words in it. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  static ResponseEntity<Object> document(HttpStatusCode status, String type, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:writ:problem:" + type));
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  @ExceptionHandler(Problem.class)
  ResponseEntity<Object> problem(Problem problem) {
    return document(problem.status(), problem.type(), problem.detail());
  }

  @ExceptionHandler(StaleVersion.class)
  ResponseEntity<Object> stale() {
    return problem(Problem.stale());
  }

  @ExceptionHandler(IllegalMove.class)
  ResponseEntity<Object> illegalMove(IllegalMove move) {
    return document(HttpStatus.CONFLICT, "illegal-move", move.what());
  }

  @ExceptionHandler(jakarta.validation.ConstraintViolationException.class)
  ResponseEntity<Object> violated() {
    return document(
        HttpStatus.BAD_REQUEST,
        "invalid-parameter",
        "a parameter is outside its documented limits");
  }

  @ExceptionHandler(DataIntegrityViolationException.class)
  ResponseEntity<Object> unstorable() {
    return document(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "invalid-body",
        "a value cannot be stored, or clashes with another");
  }

  @ExceptionHandler(org.springframework.security.access.AccessDeniedException.class)
  ResponseEntity<Object> denied() {
    return document(HttpStatus.FORBIDDEN, "forbidden", "this role may not do that");
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> broken(Exception broken) {
    LOG.error("a call failed: {}", broken.getClass().getName());
    return document(
        HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Writ failed; nothing was lost. Try again.");
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var type =
        status.value() == 404
            ? "not-found"
            : status.value() == 400 ? "invalid-body" : "invalid-parameter";
    var answer =
        document(status, type, "the call does not match the API description at /openapi.yaml");
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(answer.getBody());
  }
}
