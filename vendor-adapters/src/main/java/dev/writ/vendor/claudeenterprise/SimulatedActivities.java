package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.SimulatedPaging.ok;

import dev.writ.vendor.claudeenterprise.SimulatedPaging.Row;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import tools.jackson.databind.node.ObjectNode;

/** The activity feed, newest first: of what can be in it, the deletions made by a key. */
final class SimulatedActivities {
  static final String PATH = "/activities";

  private static final int USUAL = 100;
  private static final int MOST = 5_000;
  private static final Map<String, IntPredicate> TIMES =
      Map.of(
          "created_at.gt", order -> order > 0,
          "created_at.gte", order -> order >= 0,
          "created_at.lt", order -> order < 0,
          "created_at.lte", order -> order <= 0);

  private final Instant first;
  private final List<ObjectNode> activities = new ArrayList<>();

  SimulatedActivities(Instant first) {
    this.first = first;
  }

  void reset() {
    activities.clear();
  }

  /** A deletion that was answered with yes; its activity bears the word of the answer. */
  void record(SimulatedResponse answer, String keyId) {
    var said = VendorHttp.JSON.readTree(answer.body());
    var type = said.path("type").asString("");
    int number = activities.size();
    var activity = VendorHttp.JSON.createObjectNode();
    activity.put("id", "activity_%06d".formatted(number));
    activity.put("type", type);
    activity.put("created_at", first.plusSeconds(number).toString());
    activity.put("organization_id", "org_010");
    activity.put("organization_uuid", SimulatedTenant.ORGANIZATION);
    activity.putObject("actor").put("type", "api_actor").put("api_key_id", keyId);
    activity.set(type.replaceFirst("_deleted$", "_id"), said.path("id"));
    activities.add(activity);
  }

  SimulatedResponse list(SimulatedCall call) {
    call.checkTimes();
    var rows = new ArrayList<Row>();
    for (int i = activities.size() - 1; i >= 0; i--) {
      if (wanted(activities.get(i), call)) {
        rows.add(new Row(-i, activities.get(i)));
      }
    }
    return ok(SimulatedPaging.cursors(call, "activities", rows, call.limit(USUAL, MOST), "data"));
  }

  private static boolean wanted(ObjectNode activity, SimulatedCall call) {
    return among(call, "activity_types[]", activity.path("type").asString(""))
        && among(call, "actor_ids[]", activity.path("actor").path("api_key_id").asString(""))
        && among(call, "organization_ids[]", activity.path("organization_id").asString(""))
        && TIMES.entrySet().stream()
            .allMatch(
                bound ->
                    call.values(bound.getKey()).stream()
                        .allMatch(time -> bound.getValue().test(order(activity, time))));
  }

  private static boolean among(SimulatedCall call, String name, String held) {
    return call.values(name).isEmpty() || call.values(name).contains(held);
  }

  private static int order(ObjectNode activity, String time) {
    return OffsetDateTime.parse(activity.path("created_at").asString(""))
        .toInstant()
        .compareTo(OffsetDateTime.parse(time).toInstant());
  }
}
