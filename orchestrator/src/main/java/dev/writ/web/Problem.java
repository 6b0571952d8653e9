package dev.writ.web;

/**
 * A refusal with a stable type; {@code detail} tells the caller what to do and holds no personal
 * data and nothing of what was sent.
 */
public final class Problem extends RuntimeException {
  private final ProblemType type;
  private final String detail;
  private final int retryAfterSeconds;

  private Problem(ProblemType type, String detail) {
    this(type, detail, 0);
  }

  private Problem(ProblemType type, String detail, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.type = type;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The body reads well but cannot be carried out. */
  public static Problem invalid(String detail) {
    return new Problem(ProblemType.UNPROCESSABLE, detail);
  }

  /** A law that the request stands under does not allow it; the detail names the article. */
  public static Problem law(String detail) {
    return new Problem(ProblemType.REFUSED_BY_LAW, detail);
  }

  /** The body breaks its description. */
  public static Problem body(String detail) {
    return new Problem(ProblemType.INVALID_BODY, detail);
  }

  /** A path, query or header parameter cannot be used. */
  public static Problem parameter(String detail) {
    return new Problem(ProblemType.INVALID_PARAMETER, detail);
  }

  /** A call that would need a vendor's signature; says no more, whatever is wrong with it. */
  public static Problem unsigned() {
    return new Problem(
        ProblemType.UNAUTHENTICATED,
        "there is no such connection, or the call is not signed as its vendor signs");
  }

  public static Problem notFound(String detail) {
    return new Problem(ProblemType.NOT_FOUND, detail);
  }

  public static Problem conflict(String detail) {
    return new Problem(ProblemType.ILLEGAL_MOVE, detail);
  }

  public static Problem nameTaken() {
    return new Problem(ProblemType.NAME_TAKEN, "another connection has this name: choose another");
  }

  public static Problem lastAdmin() {
    return new Problem(
        ProblemType.LAST_ADMIN, "this is the last admin token: issue another before revoking it");
  }

  public static Problem stale() {
    return new Problem(
        ProblemType.STALE_VERSION, "the request has changed: read it again and decide anew");
  }

  public static Problem idempotency() {
    return new Problem(
        ProblemType.IDEMPOTENCY_CONFLICT, "this Idempotency-Key was used with another body");
  }

  public static Problem secondPerson() {
    return new Problem(
        ProblemType.SECOND_PERSON_NEEDED, "a different approver must approve this plan");
  }

  public static Problem notReady() {
    return new Problem(
        ProblemType.PACKAGE_NOT_READY,
        "there is no package: one can be fetched from AWAITING_RELEASE on");
  }

  /** Of an erasure nothing is handed out. */
  public static Problem noPackage() {
    return new Problem(
        ProblemType.PACKAGE_NOT_READY,
        "an erasure has no package: only access and portability requests do");
  }

  /** What was asked for was destroyed with the request's key. */
  public static Problem gone() {
    return new Problem(ProblemType.GONE, ProblemType.GONE.advice());
  }

  /** The same, with what can be done instead. */
  public static Problem gone(String detail) {
    return new Problem(ProblemType.GONE, detail);
  }

  /** The caller asks more than it may, and may ask again after so many seconds. */
  public static Problem rateLimited(int retryAfterSeconds) {
    return new Problem(
        ProblemType.RATE_LIMITED, ProblemType.RATE_LIMITED.advice(), retryAfterSeconds);
  }

  /** What keeps the time is away: the caller tries again. */
  public static Problem engineAway() {
    return new Problem(
        ProblemType.OVERLOADED, "the engine cannot be reached; nothing was done. Try again.", 10);
  }

  public static Problem tooLarge() {
    return new Problem(ProblemType.TOO_LARGE, ProblemType.TOO_LARGE.advice());
  }

  public static Problem egress(String detail) {
    return new Problem(ProblemType.EGRESS_REFUSED, detail);
  }

  public String detail() {
    return detail;
  }

  /** Seconds to wait before the call is made again, or 0. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public ProblemType type() {
    return type;
  }
}
