package dev.writ.web;

import org.springframework.http.HttpStatus;

/**
 * A refusal with a stable type; {@code detail} tells the caller what to do and holds no personal
 * data.
 */
public final class Problem extends RuntimeException {
  private final HttpStatus status;
  private final String type;
  private final String detail;

  private Problem(HttpStatus status, String type, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
    this.detail = detail;
  }

  public static Problem invalid(String detail) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-body", detail);
  }

  public static Problem notFound(String detail) {
    return new Problem(HttpStatus.NOT_FOUND, "not-found", detail);
  }

  public static Problem conflict(String detail) {
    return new Problem(HttpStatus.CONFLICT, "illegal-move", detail);
  }

  public static Problem stale() {
    return new Problem(
        HttpStatus.CONFLICT,
        "stale-version",
        "the request has changed: read it again and decide anew");
  }

  public static Problem idempotency() {
    return new Problem(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "idempotency-conflict",
        "this Idempotency-Key was used with another body");
  }

  public static Problem secondPerson() {
    return new Problem(
        HttpStatus.CONFLICT, "second-person-needed", "a different approver must approve this plan");
  }

  public static Problem notReady() {
    return new Problem(
        HttpStatus.CONFLICT, "package-not-ready", "the package can be fetched after its release");
  }

  public static Problem tooLarge() {
    return new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", "send a smaller body");
  }

  public static Problem egress(String detail) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "egress-refused", detail);
  }

  public String detail() {
    return detail;
  }

  public HttpStatus status() {
    return status;
  }

  public String type() {
    return type;
  }
}
