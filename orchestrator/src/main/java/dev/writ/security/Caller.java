package dev.writ.security;

import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is calling: a token and its role. */
public record Caller(UUID token, Role role) {

  /** The caller of the current web call. */
  public static Caller current() {
    return (Caller) SecurityContextHolder.getContext().getAuthentication().getPrincipal();
  }
}
