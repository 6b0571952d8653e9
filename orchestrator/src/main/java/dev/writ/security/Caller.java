package dev.writ.security;

import java.util.Objects;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is calling: a token and its role. */
public record Caller(UUID token, Role role) {

  /** The caller of the current web call. */
  public static Caller current() {
    var authentication =
        Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    return (Caller) Objects.requireNonNull(authentication.getPrincipal());
  }
}
