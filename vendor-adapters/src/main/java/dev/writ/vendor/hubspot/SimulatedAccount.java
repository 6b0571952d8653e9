package dev.writ.vendor.hubspot;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated HubSpot account holds. Ids and dates come from a counter, so that the same
 * requests lead to the same account; the clock only ends the lag of searches.
 */
final class SimulatedAccount {
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
  private static final long FIRST_ID = 900_000_000_000_000L;

  private final InstantSource clock;
  private Backup backup;
  private final Map<String, Map<String, SimulatedItem>> items = new LinkedHashMap<>();
  private final Set<String> blocklist = new LinkedHashSet<>();
  private long made;

  SimulatedAccount(InstantSource clock) {
    this.clock = clock;
    this.backup = new Backup(clock);
  }

  void use(Backup given) {
    backup = given;
  }

  /** What the vendor does behind its back happens now, as far as it is due. */
  void catchUp() {
    backup.catchUp();
  }

  void reset() {
    items.clear();
    blocklist.clear();
    made = 0;
  }

  Set<String> blocklist() {
    return Set.copyOf(blocklist);
  }

  SimulatedItem make(String type, String owner) {
    return make(type, Long.toString(FIRST_ID + made), owner);
  }

  SimulatedItem make(String type, String id, String owner) {
    var item = new SimulatedItem(type, id, owner, OPENED.plusSeconds(made++));
    items.computeIfAbsent(type, any -> new LinkedHashMap<>()).put(id, item);
    return item;
  }

  /** Sets what is given, and leaves all else as it was. */
  void change(SimulatedItem item, Map<String, String> properties) {
    item.properties.putAll(properties);
    item.updated = OPENED.plusSeconds(made++);
  }

  Stream<SimulatedItem> all() {
    return items.values().stream().flatMap(byId -> byId.values().stream());
  }

  List<SimulatedItem> all(String type) {
    return List.copyOf(items.getOrDefault(type, Map.of()).values());
  }

  /** Archived or not. */
  @Nullable SimulatedItem find(String type, String id) {
    var item = items.getOrDefault(type, Map.of()).get(id);
    return item == null || item.deleted ? null : item;
  }

  /** The living before the archived. */
  @Nullable SimulatedItem find(String type, String property, String value, boolean archived) {
    return all(type).stream()
        .filter(item -> !item.deleted && item.archived == archived)
        .filter(item -> value.equalsIgnoreCase(item.properties.get(property)))
        .findFirst()
        .orElse(null);
  }

  /** Whether lists and searches show it. */
  boolean listed(SimulatedItem item) {
    return !item.hidden
        && ((!item.archived && !item.deleted) || clock.instant().isBefore(item.listedUntil));
  }

  /** Puts it into the recycle bin. */
  void archive(SimulatedItem item, SimulatedCall call) {
    if (!item.archived) {
      backup.erase(
          call.misbehaviours(),
          () -> item.hidden = true,
          () -> {
            lag(item, call);
            bin(item);
            return () -> {
              item.archived = false;
              item.archivedAt = null;
            };
          });
    }
  }

  /** What lies in the recycle bin goes for good; contacts are deleted by their own call. */
  void emptyBin() {
    all()
        .filter(item -> item.archived && !item.type.equals(HubSpotKind.CONTACT.type()))
        .forEach(item -> item.deleted = true);
  }

  private void bin(SimulatedItem item) {
    item.archived = true;
    item.archivedAt = OPENED.plusSeconds(made);
  }

  /** Permanently. A contact's satellites stay, and nothing leads to them any more. */
  void delete(SimulatedItem item, SimulatedCall call) {
    backup.erase(
        call.misbehaviours(),
        () -> item.hidden = true,
        () -> {
          lag(item, call);
          var satellites = all().filter(other -> other.contacts.contains(item.id)).toList();
          boolean wasArchived = item.archived;
          delete(item);
          return () -> {
            item.deleted = false;
            item.archived = wasArchived;
            satellites.forEach(other -> other.contacts.add(item.id));
          };
        });
  }

  private void delete(SimulatedItem item) {
    item.deleted = true;
    var email = item.properties.get("email");
    if (item.type.equals("contacts")) {
      if (email != null) {
        blocklist.add(email);
      }
      all().forEach(other -> other.contacts.remove(item.id));
    }
  }

  /** A permanent delete by an address that no contact has still blocks the address. */
  void block(String email) {
    blocklist.add(email);
  }

  private void lag(SimulatedItem item, SimulatedCall call) {
    if (call.has(Misbehaviour.SEARCH_LAGS)) {
      item.listedUntil = clock.instant().plus(LAG);
    }
  }
}
