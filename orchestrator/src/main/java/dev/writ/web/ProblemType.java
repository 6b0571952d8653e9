package dev.writ.web;

import java.util.Locale;

/**
 * Every kind of refusal with its one HTTP status. The table in {@code openapi.yaml} says what the
 * caller does next; a test keeps both equal.
 */
public enum ProblemType {
  MALFORMED_CALL(400),
  INVALID_BODY(400),
  INVALID_PARAMETER(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  ILLEGAL_MOVE(409),
  STALE_VERSION(409),
  SECOND_PERSON_NEEDED(409),
  PACKAGE_NOT_READY(409),
  NAME_TAKEN(409),
  LAST_ADMIN(409),
  GONE(410),
  TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  UNPROCESSABLE(422),
  REFUSED_BY_LAW(422),
  IDEMPOTENCY_CONFLICT(422),
  EGRESS_REFUSED(422),
  RATE_LIMITED(429),
  INTERNAL(500),
  OVERLOADED(503);

  private final int status;

  ProblemType(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** The word in the type's URN. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String urn() {
    return "urn:writ:problem:" + word();
  }

  String title() {
    var words = word().replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The type for a status that Spring or Tomcat chose. */
  static ProblemType of(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      // Tomcat's answers to an unknown transfer encoding or protocol version: the caller's mistake.
      case 501, 505 -> MALFORMED_CALL;
      case 503 -> OVERLOADED;
      default -> status < 500 ? MALFORMED_CALL : INTERNAL;
    };
  }

  /** What to do next, where no better word is known. */
  String advice() {
    return switch (this) {
      case UNAUTHENTICATED -> "send a valid token as Authorization: Bearer";
      case FORBIDDEN -> "the role of this token may not do that";
      case NOT_FOUND -> "there is no such path; see /openapi.yaml";
      case METHOD_NOT_ALLOWED -> "this path knows other methods; see Allow";
      case NOT_ACCEPTABLE -> "ask for a type the description at /openapi.yaml lists";
      case TOO_LARGE -> "send a smaller body, or send it in parts";
      case UNSUPPORTED_MEDIA_TYPE ->
          "send the body as a type the description at /openapi.yaml lists";
      case INVALID_PARAMETER -> "a parameter is not as /openapi.yaml describes it";
      case INVALID_BODY -> "the body is not as /openapi.yaml describes it";
      case GONE -> "it was destroyed with the request's key; states, counts and evidence remain";
      case RATE_LIMITED -> "more than this token may ask at once. Try again after Retry-After.";
      case INTERNAL -> "Writ failed; nothing was lost. Try again.";
      case OVERLOADED ->
          "too much to do at once, or the database does not answer; nothing was done. Try again"
              + " after Retry-After.";
      case MALFORMED_CALL,
          ILLEGAL_MOVE,
          STALE_VERSION,
          SECOND_PERSON_NEEDED,
          PACKAGE_NOT_READY,
          NAME_TAKEN,
          LAST_ADMIN,
          UNPROCESSABLE,
          REFUSED_BY_LAW,
          IDEMPOTENCY_CONFLICT,
          EGRESS_REFUSED ->
          "the call cannot be read or carried out; see /openapi.yaml";
    };
  }
}
