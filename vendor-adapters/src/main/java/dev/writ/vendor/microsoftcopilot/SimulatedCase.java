package dev.writ.vendor.microsoftcopilot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An eDiscovery case with what belongs to it. */
final class SimulatedCase {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  final String id;
  final String name;
  final String externalId;
  final Map<String, Search> searches = new LinkedHashMap<>();
  final Map<String, Operation> operations = new LinkedHashMap<>();
  String status = "active";
  String description = "";

  SimulatedCase(String id, String name, String externalId) {
    this.id = id;
    this.name = name;
    this.externalId = externalId;
  }

  /** A search; its mailboxes are the ids of users. */
  static final class Search {
    final String id;
    final String name;
    final String query;
    final Set<String> mailboxes = new LinkedHashSet<>();
    final List<Operation> estimates = new ArrayList<>();

    Search(String id, String name, String query) {
      this.id = id;
      this.name = name;
      this.query = query;
    }

    Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("id", id);
      json.put("displayName", name);
      json.put("contentQuery", query);
      json.put("dataSourceScopes", "none");
      return json;
    }
  }

  /** Slow work; what it does to the data is done when it is started. */
  static final class Operation {
    final String id;
    final long number;
    final String action;
    final Search search;
    final String verdict;
    private final @Nullable Integer count;
    private int polls;

    Operation(
        long number,
        String id,
        String action,
        Search search,
        String verdict,
        @Nullable Integer count) {
      this.number = number;
      this.id = id;
      this.action = action;
      this.search = search;
      this.verdict = verdict;
      this.count = count;
    }

    /** Finished at the second look. */
    Map<String, Object> look(boolean knowsMembers) {
      polls++;
      return json(knowsMembers);
    }

    /** Members that came after {@code unknownFutureValue} are named to those alone who ask. */
    Map<String, Object> json(boolean knowsMembers) {
      boolean done = polls > 1;
      var json = new LinkedHashMap<String, Object>();
      json.put("@odata.type", "#microsoft.graph.security." + type());
      json.put("id", id);
      json.put(
          "action", action.equals("purgeData") && !knowsMembers ? "unknownFutureValue" : action);
      json.put("status", done ? verdict : "running");
      json.put("percentProgress", done ? 100 : 0);
      json.put("createdDateTime", FIRST.plusSeconds(number).toString());
      json.put("completedDateTime", done ? FIRST.plusSeconds(number + 60).toString() : null);
      if (done && count != null) {
        json.put("indexedItemCount", count);
        json.put("indexedItemsSize", 1_000 * count);
        json.put("unindexedItemCount", 0);
        json.put("unindexedItemsSize", 0);
        json.put("mailboxCount", search.mailboxes.size());
        json.put("siteCount", 0);
      }
      return json;
    }

    private String type() {
      return count == null ? "ediscoveryPurgeDataOperation" : "ediscoveryEstimateOperation";
    }
  }

  /** It closes while one is looking. */
  Map<String, Object> look() {
    var json = json();
    if (status.equals("closing")) {
      status = "closed";
    }
    return json;
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put("displayName", name);
    json.put("description", description);
    json.put("externalId", externalId);
    json.put("status", status);
    json.put("createdDateTime", FIRST.toString());
    return json;
  }
}
