package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a simulated org, and the plain REST calls on them. A REST delete puts a record
 * into the recycle bin, whence nothing but a purge removes it; the clock only ends the lag of
 * searches.
 */
final class SimulatedOrg {
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");

  private final InstantSource clock;
  private Backup backup;
  private final SimulatedSwitches switches;
  private final Map<String, Map<String, SimulatedRecord>> records = new LinkedHashMap<>();
  private long changes;
  private long count;

  SimulatedOrg(InstantSource clock, SimulatedSwitches switches) {
    this.clock = clock;
    this.backup = new Backup(clock);
    this.switches = switches;
  }

  void use(Backup given) {
    backup = given;
  }

  /** What the vendor does behind its back happens now, as far as it is due. */
  void catchUp() {
    backup.catchUp();
  }

  void reset() {
    records.clear();
    changes = 0;
    count = 0;
  }

  SimulatedRecord make(String type, String id, String owner) {
    var made = new SimulatedRecord(type, id, owner, OPENED.plusSeconds(count++));
    records.computeIfAbsent(type, any -> new LinkedHashMap<>()).put(id, made);
    return made;
  }

  /** Undoes all that happens to records from here on. */
  Runnable remembered() {
    var undo =
        records.values().stream()
            .flatMap(byId -> byId.values().stream())
            .map(SimulatedRecord::remembered)
            .toList();
    var known =
        records.values().stream()
            .flatMap(byId -> byId.keySet().stream())
            .collect(Collectors.toSet());
    return () -> {
      records.values().forEach(byId -> byId.keySet().retainAll(known));
      undo.forEach(Runnable::run);
    };
  }

  boolean knows(String type) {
    return records.containsKey(type) || SimulatedSoql.STANDARD.containsKey(type);
  }

  List<SimulatedRecord> all(String type) {
    return List.copyOf(records.getOrDefault(type, Map.of()).values());
  }

  Stream<SimulatedRecord> held() {
    return records.values().stream()
        .flatMap(byId -> byId.values().stream())
        .filter(record -> record.state != State.PURGED);
  }

  /** By either form of the id. */
  @Nullable SimulatedRecord find(String id) {
    return records.values().stream()
        .flatMap(byId -> byId.values().stream())
        .filter(record -> record.id.regionMatches(0, id, 0, 15))
        .filter(record -> id.length() == 15 || record.id.equals(id))
        .filter(record -> record.state != State.PURGED)
        .findFirst()
        .orElse(null);
  }

  /** Whether a search shows it; by its id even what hides from lists is found. */
  boolean shown(SimulatedRecord record, boolean withBin, boolean byId) {
    return switch (record.state) {
      case LIVE -> byId || !record.hidden;
      case IN_BIN -> withBin && (byId || !record.hidden);
      case PURGED ->
          byId
              ? withBin && record.looksAfterPurge-- > 0
              : clock.instant().isBefore(record.listedUntil);
    };
  }

  /** Moves it one way to its end, unless the vendor lies today. */
  void remove(SimulatedRecord record, State to, Set<Misbehaviour> misbehaviours) {
    backup.erase(
        misbehaviours,
        () -> record.hidden = true,
        () -> {
          if (misbehaviours.contains(Misbehaviour.SEARCH_LAGS)) {
            record.listedUntil = clock.instant().plus(LAG);
          }
          var before = record.state;
          record.state = to;
          record.deleted = OPENED.plusSeconds(changes++);
          record.looksAfterPurge = switches.looksAfterPurge;
          return () -> record.state = before;
        });
  }

  /** {@code sobjects/{type}/{id}} and {@code sobjects/{type}/deleted}. */
  SimulatedResponse row(String version, SimulatedCall call) {
    if (call.rest().size() > 2 || (!call.rest().isEmpty() && !knows(call.rest().getFirst()))) {
      return notFound();
    }
    boolean get = call.request().method().equals("GET");
    if (call.rest().isEmpty()) {
      return get ? SimulatedDescribe.all(version) : notAllowed();
    }
    var type = call.rest().getFirst();
    if (call.rest().size() == 1) {
      return get ? SimulatedDescribe.basics(version, type) : notAllowed();
    }
    switch (call.rest().get(1)) {
      case "describe" -> {
        return get ? SimulatedDescribe.of(version, type, all(type)) : notAllowed();
      }
      case "deleted" -> {
        return deleted(type);
      }
      case "updated" -> {
        return updated(type);
      }
      default -> {}
    }
    var found = find(call.rest().get(1));
    if (found == null || !found.type.equals(type)) {
      return notFound();
    }
    if (found.state == State.IN_BIN) {
      return SimulatedCall.error(404, "ENTITY_IS_DELETED", "entity is deleted");
    }
    return switch (call.request().method()) {
      case "GET" -> SimulatedResponse.json(200, shown(version, found, call.param("fields")));
      case "DELETE" -> {
        remove(found, State.IN_BIN, call.misbehaviours());
        yield SimulatedResponse.empty(204);
      }
      default -> notAllowed();
    };
  }

  /**
   * With all fields, or with those that are asked for and the id.
   *
   * @param fields separated by commas, or empty
   */
  static Map<String, Object> shown(String version, SimulatedRecord found, String fields) {
    var row = new LinkedHashMap<String, Object>();
    row.put("attributes", found.attributes(version));
    if (fields.isEmpty()) {
      row.put("Id", found.id);
      row.put("IsDeleted", false);
      SimulatedDescribe.fields(found.type)
          .forEach(name -> row.put(name, SimulatedSoql.value(found, name)));
      row.putAll(found.fields);
      return row;
    }
    for (var field : fields.split(",")) {
      SimulatedSoql.requireField(found.type, field.strip());
      row.put(field.strip(), SimulatedSoql.value(found, field.strip()));
    }
    row.put("Id", found.id);
    return row;
  }

  private static SimulatedResponse notAllowed() {
    return SimulatedCall.error(405, "METHOD_NOT_ALLOWED", "HTTP Method not allowed");
  }

  private SimulatedResponse updated(String type) {
    var ids =
        all(type).stream()
            .filter(record -> record.state == State.LIVE)
            .map(record -> record.id)
            .toList();
    return SimulatedResponse.json(
        200, Map.of("ids", ids, "latestDateCovered", "2026-12-31T00:00:00.000+0000"));
  }

  private SimulatedResponse deleted(String type) {
    var gone =
        all(type).stream()
            .filter(record -> record.state == State.IN_BIN)
            .map(
                record ->
                    Map.of(
                        "id",
                        record.id,
                        "deletedDate",
                        record.deleted.toString().replace("Z", ".000+0000")))
            .toList();
    return SimulatedResponse.json(
        200,
        Map.of(
            "deletedRecords", gone,
            "earliestDateAvailable", "2026-01-01T00:00:00.000+0000",
            "latestDateCovered", "2026-12-31T00:00:00.000+0000"));
  }

  static SimulatedResponse notFound() {
    return SimulatedCall.error(404, "NOT_FOUND", "The requested resource does not exist");
  }
}
