package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message, a file, a token or an account: something with an id that can be erased. */
final class SimulatedItem {
  private static final Duration LAG = Duration.ofSeconds(30);

  final String id;

  /** What the API shows of it. */
  final Map<String, Object> shown = new LinkedHashMap<>();

  private boolean erased;
  private boolean hidden;
  private @Nullable Instant listedUntil;

  SimulatedItem(String id) {
    this.id = id;
  }

  boolean there() {
    return !erased;
  }

  boolean listed(Instant now) {
    return (!erased && !hidden) || (listedUntil != null && now.isBefore(listedUntil));
  }

  /** An erase that was answered with yes. */
  void erase(Set<Misbehaviour> misbehaviours, Instant now) {
    if (misbehaviours.contains(Misbehaviour.HIDES_FROM_LIST)) {
      hidden = true;
    } else if (!misbehaviours.contains(Misbehaviour.KEEPS_DATA)) {
      erased = true;
      listedUntil = misbehaviours.contains(Misbehaviour.SEARCH_LAGS) ? now.plus(LAG) : null;
    }
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
