package dev.writ.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the caller of a token. It comes as {@code Authorization: Bearer}; a browser may also send
 * it as the password of HTTP Basic, and only to read the documentation: a page elsewhere can make a
 * browser send Basic, but nothing there changes anything.
 */
final class TokenFilter extends OncePerRequestFilter {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private final Tokens tokens;

  TokenFilter(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    token(request)
        .flatMap(tokens::find)
        .ifPresent(
            caller ->
                SecurityContextHolder.getContext()
                    .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(
                            caller,
                            null,
                            List.of(new SimpleGrantedAuthority("ROLE_" + caller.role())))));
    chain.doFilter(request, response);
  }

  /** Whether a browser may authenticate here. */
  static boolean readsDocumentation(HttpServletRequest request) {
    var path = request.getServletPath();
    return "GET".equals(request.getMethod())
        && (path.equals("/openapi.yaml") || path.equals("/docs") || path.startsWith("/docs/"));
  }

  private static Optional<String> token(HttpServletRequest request) {
    var header = request.getHeader("Authorization");
    if (header == null) {
      return Optional.empty();
    }
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length()) && readsDocumentation(request)) {
      return password(header.substring(BASIC.length()).strip());
    }
    return Optional.empty();
  }

  private static Optional<String> password(String encoded) {
    try {
      var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1).strip());
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
