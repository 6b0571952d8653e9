package dev.writ.vendor.salesforce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record of the simulated org: live, then in the recycle bin, then purged. */
final class SimulatedRecord {
  /** Purged rows stay only while a lag still shows them. */
  enum State {
    LIVE,
    IN_BIN,
    PURGED
  }

  final String type;
  final String id;
  final String owner;
  final Map<String, String> fields = new LinkedHashMap<>();
  State state = State.LIVE;
  boolean hidden;
  int looksAfterPurge;
  Instant listedUntil = Instant.MIN;
  Instant deleted = Instant.MIN;

  private final Instant made;

  SimulatedRecord(String type, String id, String owner, Instant made) {
    this.type = type;
    this.id = id;
    this.owner = owner;
    this.made = made;
  }

  /** Brings back what it is now. */
  Runnable remembered() {
    var kept = new LinkedHashMap<>(fields);
    var was = state;
    boolean hid = hidden;
    var until = listedUntil;
    var at = deleted;
    return () -> {
      fields.clear();
      fields.putAll(kept);
      state = was;
      hidden = hid;
      listedUntil = until;
      deleted = at;
    };
  }

  /** As Salesforce writes a time. */
  String created() {
    return made.toString().replace("Z", ".000+0000");
  }

  Map<String, Object> attributes(String version) {
    return Map.of(
        "type", type, "url", "/services/data/" + version + "/sobjects/" + type + "/" + id);
  }
}
