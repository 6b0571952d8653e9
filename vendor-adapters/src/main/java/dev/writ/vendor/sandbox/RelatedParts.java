package dev.writ.vendor.sandbox;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.Filter;
import wiremock.jakarta.servlet.FilterChain;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletRequest;
import wiremock.jakarta.servlet.ServletResponse;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Brings a body in parts that is no form, as an upload with its description is, past WireMock,
 * which takes every such body apart as a form and fails with 500 where it is none.
 */
final class RelatedParts implements Filter {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String MARK = "whole ";

  /** What was sent under this name. */
  static String sent(String header, String value) {
    return header.equalsIgnoreCase(CONTENT_TYPE) && value.startsWith(MARK)
        ? value.substring(MARK.length())
        : value;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var type = request.getContentType();
    var lower = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    boolean related = lower.startsWith("multipart/") && !lower.startsWith("multipart/form-data");
    chain.doFilter(
        related && request instanceof HttpServletRequest http ? new Marked(http) : request,
        response);
  }

  private static final class Marked extends HttpServletRequestWrapper {
    Marked(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getContentType() {
      return getHeader(CONTENT_TYPE);
    }

    @Override
    public @Nullable String getHeader(String name) {
      var value = super.getHeader(name);
      return value != null && name.equalsIgnoreCase(CONTENT_TYPE) ? MARK + value : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      var value = getHeader(name);
      return value != null && name.equalsIgnoreCase(CONTENT_TYPE)
          ? Collections.enumeration(List.of(value))
          : super.getHeaders(name);
    }
  }
}
