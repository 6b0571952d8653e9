package dev.writ.web;

import static dev.writ.web.ProblemDocument.answer;
import static dev.writ.web.ProblemType.INTERNAL;
import static dev.writ.web.ProblemType.INVALID_BODY;
import static dev.writ.web.ProblemType.INVALID_PARAMETER;
import static dev.writ.web.ProblemType.MALFORMED_CALL;
import static dev.writ.web.ProblemType.TOO_LARGE;
import static dev.writ.web.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import dev.writ.lifecycle.IllegalMove;
import dev.writ.lifecycle.StaleVersion;
import jakarta.validation.ConstraintViolationException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every refusal becomes an RFC 9457 document without the caller's own words in it. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(Problem.class)
  ResponseEntity<Object> problem(Problem problem) {
    var answer = answer(problem.type(), problem.detail());
    return problem.retryAfterSeconds() == 0
        ? answer
        : ResponseEntity.status(answer.getStatusCode())
            .headers(answer.getHeaders())
            .header("Retry-After", Integer.toString(problem.retryAfterSeconds()))
            .body(answer.getBody());
  }

  @ExceptionHandler(StaleVersion.class)
  ResponseEntity<Object> stale() {
    return problem(Problem.stale());
  }

  @ExceptionHandler(IllegalMove.class)
  ResponseEntity<Object> illegalMove(IllegalMove move) {
    return answer(ProblemType.ILLEGAL_MOVE, move.what());
  }

  @ExceptionHandler(ConstraintViolationException.class)
  ResponseEntity<Object> violated() {
    return answer(INVALID_PARAMETER, "a parameter is outside its documented limits");
  }

  @ExceptionHandler(InvalidParameterException.class)
  ResponseEntity<Object> undecodable() {
    return answer(MALFORMED_CALL, "the query is not percent-encoded UTF-8");
  }

  /** The firewall looks at a header's value only when it is read. */
  @ExceptionHandler(RequestRejectedException.class)
  ResponseEntity<Object> rejected() {
    return answer(MALFORMED_CALL, "a header holds characters that are not allowed there");
  }

  @ExceptionHandler(BodyLimit.BodyTooLarge.class)
  ResponseEntity<Object> tooLarge() {
    return answer(TOO_LARGE, TOO_LARGE.advice());
  }

  @ExceptionHandler(DataIntegrityViolationException.class)
  ResponseEntity<Object> unstorable() {
    return answer(
        ProblemType.UNPROCESSABLE, "a value cannot be stored, or clashes with another: change it");
  }

  @ExceptionHandler(AccessDeniedException.class)
  ResponseEntity<Object> denied() {
    return answer(ProblemType.FORBIDDEN, ProblemType.FORBIDDEN.advice());
  }

  /**
   * The database does not answer, or has taken this call back for another one's sake. {@link Crowd}
   * answers the same before Spring MVC is reached.
   */
  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class
  })
  ResponseEntity<Object> unreachable(RuntimeException unreachable) {
    LOG.warn("the database has not done it: {}", unreachable.getClass().getSimpleName());
    return ResponseEntity.status(ProblemType.OVERLOADED.status())
        .header("Retry-After", Crowd.COME_AGAIN_SECONDS)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemDocument.of(ProblemType.OVERLOADED, ProblemType.OVERLOADED.advice()));
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> broken(Exception broken) {
    LOG.error("a call failed: {}", broken.getClass().getName());
    return answer(INTERNAL, INTERNAL.advice());
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyLimit.BodyTooLarge) {
        return tooLarge();
      }
    }
    var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      return answer(
          UNSUPPORTED_MEDIA_TYPE, "bodies are read as they are: send it without Content-Encoding");
    }
    return answer(INVALID_BODY, BodyMistake.of(unreadable.getCause()));
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(INVALID_BODY, BodyMistake.of(invalid.getBindingResult()));
  }

  @Override
  protected ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        INVALID_PARAMETER,
        missing instanceof MissingRequestHeaderException header
            ? header.getHeaderName() + ": missing"
            : INVALID_PARAMETER.advice());
  }

  @Override
  protected ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        INVALID_PARAMETER,
        mismatch instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName() + ": not as described"
            : INVALID_PARAMETER.advice());
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var type = status.value() == 400 ? INVALID_PARAMETER : ProblemType.of(status.value());
    return ResponseEntity.status(type.status())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemDocument.of(type, type.advice()));
  }
}
