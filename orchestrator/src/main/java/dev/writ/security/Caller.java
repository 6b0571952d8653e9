package dev.writ.security;

import java.util.Objects;
import java.util.Optional;
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

  /** The same; empty where nobody with a token is calling. */
  public static Optional<Caller> find() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }
}
