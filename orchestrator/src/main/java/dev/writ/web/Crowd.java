package dev.writ.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets so many calls work at once and no more. Those that would have to wait long are told at once
 * to come again: a crowd that all waits for the database is answered by nobody. Liveness and
 * metrics are never kept waiting.
 */
@Component
class Crowd extends OncePerRequestFilter implements Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

  /** Fewer than the database's connections, so that the engine's work always finds one. */
  static final int AT_ONCE = 24;

  private static final long LONGEST_WAIT_MILLIS = 2_000;
  static final String COME_AGAIN_SECONDS = "2";

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** Before the security filters, which ask the database for the caller. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 100;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!entered()) {
      turnAway(response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (CannotCreateTransactionException | DataAccessResourceFailureException unreachable) {
      LOG.warn("the database does not answer: {}", unreachable.getClass().getSimpleName());
      if (response.isCommitted()) {
        throw unreachable;
      }
      turnAway(response);
    } finally {
      places.release();
    }
  }

  private boolean entered() {
    try {
      return places.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void turnAway(HttpServletResponse response) throws IOException {
    response.reset();
    response.setHeader("Retry-After", COME_AGAIN_SECONDS);
    ProblemDocument.write(response, ProblemType.OVERLOADED);
  }
}
