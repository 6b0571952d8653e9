package dev.writ.finding;

import java.util.Optional;
import java.util.UUID;

/**
 * What a room has found.
 *
 * @param code stable upper-case word for the kind of finding, e.g. {@code RESURFACED}
 * @param key names what it is about, without personal data; while a finding of this key is not
 *     resolved, the same key raises no second one
 * @param summary one or two sentences for an officer, without personal data
 */
public record FindingDraft(
    String code,
    String key,
    Severity severity,
    Optional<UUID> connection,
    Optional<UUID> request,
    Optional<UUID> leg,
    String summary) {
  public FindingDraft {
    if (!code.matches("[A-Z][A-Z0-9_]{2,63}")) {
      throw new IllegalArgumentException("a finding's code is an upper-case word");
    }
  }

  /** About a connection. */
  public static FindingDraft about(
      UUID connection, String code, String key, Severity severity, String summary) {
    return new FindingDraft(
        code, key, severity, Optional.of(connection), Optional.empty(), Optional.empty(), summary);
  }

  /** About a leg of a request at a connection. */
  public static FindingDraft about(
      UUID connection,
      UUID request,
      UUID leg,
      String code,
      String key,
      Severity severity,
      String summary) {
    return new FindingDraft(
        code,
        key,
        severity,
        Optional.of(connection),
        Optional.of(request),
        Optional.of(leg),
        summary);
  }
}
