package dev.writ.security;

import java.util.Objects;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is calling: a token, its role, and who holds it.
 *
 * @param person a function or a pseudonym; two tokens of one person are one caller where four eyes
 *     are needed
 */
public record Caller(UUID token, Role role, String person) {

  /** The caller of the current web call. */
  public static Caller current() {
    var authentication =
        Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    return (Caller) Objects.requireNonNull(authentication.getPrincipal());
  }
}
