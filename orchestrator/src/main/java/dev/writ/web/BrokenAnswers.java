package dev.writ.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * An answer that breaks off after it has begun gets no problem document at its end: the exception
 * goes on to the server, which closes the connection, so that the caller sees a broken transfer and
 * takes nothing for the whole.
 */
@Component
class BrokenAnswers implements HandlerExceptionResolver, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(BrokenAnswers.class);

  /** Before {@link ProblemAdvice}. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception broken) {
    boolean nobodyListens = broken instanceof AsyncRequestNotUsableException;
    // The server counts an answer as begun when it could not read the question.
    boolean unread = broken instanceof HttpMessageNotReadableException;
    if (response.isCommitted() && !nobodyListens && !unread) {
      LOG.error("an answer broke off: {}", broken.getClass().getName());
      throw new BrokenOff();
    }
    return null;
  }

  /** Says nothing of the cause: the server logs it. */
  private static final class BrokenOff extends RuntimeException {
    BrokenOff() {
      super("an answer broke off", null, false, false);
    }
  }
}
