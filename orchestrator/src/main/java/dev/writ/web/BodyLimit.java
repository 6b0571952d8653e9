package dev.writ.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a body at its limit: at once when its length is announced, else after the last allowed byte.
 * Runs behind the security filters, so that a stranger learns nothing.
 */
@Component
@Order(0)
class BodyLimit extends OncePerRequestFilter {
  private static final long USUAL = 1L << 20;
  private static final long EVIDENCE = 256L << 20;
  private static final Pattern EVIDENCE_PATH =
      Pattern.compile(
          "/v1/manual-tasks/[^/]+/evidence|/v1/connections/[^/]+/claims/[^/]+/documents");

  /** A person's document is at most 5 MiB, and a form is around it. */
  private static final long DOCUMENT = 6L << 20;

  private static final Pattern PERSONS_PATH = Pattern.compile("/subject/requests/[^/]+");
  private static final long LEDGER_JSON = 8L << 20;
  private static final long LEDGER_LINES = 64L << 20;
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

  /** The body went past its limit while it was read. */
  static final class BodyTooLarge extends IOException {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (WITHOUT_BODY.contains(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    var limit = limit(request);
    if (request.getContentLengthLong() > limit) {
      ProblemDocument.write(response, ProblemType.TOO_LARGE);
      return;
    }
    chain.doFilter(new Limited(request, limit), response);
  }

  private static long limit(HttpServletRequest request) {
    if (EVIDENCE_PATH.matcher(request.getServletPath()).matches()) {
      return EVIDENCE;
    }
    if (PERSONS_PATH.matcher(request.getServletPath()).matches() && isType(request, "multipart/")) {
      return DOCUMENT;
    }
    if (!request.getServletPath().startsWith("/v1/ledger/")) {
      return USUAL;
    }
    return isType(request, "application/x-ndjson") ? LEDGER_LINES : LEDGER_JSON;
  }

  private static boolean isType(HttpServletRequest request, String prefix) {
    var type = request.getContentType();
    return type != null && type.startsWith(prefix);
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long limit;

    Limited(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), limit);
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream body;
    private long left;

    Counted(ServletInputStream body, long left) {
      this.body = body;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int one = body.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int some = body.read(bytes, from, length);
      count(Math.max(some, 0));
      return some;
    }

    private void count(int read) throws BodyTooLarge {
      left -= read;
      if (left < 0) {
        throw new BodyTooLarge();
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
