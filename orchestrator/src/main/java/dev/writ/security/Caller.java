package dev.writ.security;

import java.util.Objects;
import java.util.Optional;
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

  /** The same; empty where nobody with a token is calling. */
  public static Optional<Caller> find() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }
}
