package dev.writ.vendor.googleworkspace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message, a file, a token or an account: something with an id that can be erased. */
final class SimulatedItem {
  final String id;

  /** What the API shows of it. */
  final Map<String, Object> shown = new LinkedHashMap<>();

  /** Of a file that was uploaded. */
  byte @Nullable [] content;

  private boolean erased;
  private boolean hidden;
  private @Nullable Instant listedUntil;
  private @Nullable Instant erasedAt;

  SimulatedItem(String id) {
    this.id = id;
  }

  boolean there() {
    return !erased;
  }

  boolean listed(Instant now) {
    return (!erased && !hidden) || (listedUntil != null && now.isBefore(listedUntil));
  }

  void hide() {
    hidden = true;
  }

  /**
   * @param until lists show it so long
   */
  void erase(Instant at, @Nullable Instant until) {
    erased = true;
    erasedAt = at;
    listedUntil = until;
  }

  /** When it was erased; null while it is there. */
  @Nullable Instant erasedAt() {
    return erased ? erasedAt : null;
  }

  void restore() {
    erased = false;
  }

  boolean is(String name) {
    return Boolean.TRUE.equals(shown.get(name));
  }

  String text(String name) {
    return String.valueOf(shown.getOrDefault(name, ""));
  }
}
