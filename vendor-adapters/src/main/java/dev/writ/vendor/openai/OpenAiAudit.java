package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The organization's audit log of what the admin key did, and its usage and costs, of which there
 * are none: nothing that is simulated is paid for.
 */
final class OpenAiAudit {
  private static final String LOGS = "organization/audit_logs";
  private static final String ACTOR = "user_owner@example.com";
  private static final Map<String, BiPredicate<Long, Long>> TIMES =
      Map.of(
          "gt", (at, bound) -> at > bound,
          "gte", (at, bound) -> at >= bound,
          "lt", (at, bound) -> at < bound,
          "lte", (at, bound) -> at <= bound);
  private static final int DAY = 86_400;

  private final OpenAiShelves shelves;

  OpenAiAudit(OpenAiShelves shelves, OpenAiRoutes routes) {
    this.shelves = shelves;
    routes.get(LOGS, this::logs);
    routes.get("organization/costs", OpenAiAudit::nothingUsed);
    routes.get("organization/usage/{of}", OpenAiAudit::nothingUsed);
  }

  /** The admin key has done this, which counts as done in the default project. */
  void record(String type, String id) {
    var entry =
        json(
            """
            {"id":?,"type":?,"effective_at":?,"project":{"id":?,"name":?},
             "actor":{"type":"api_key","api_key":{"id":"key_admin","type":"user",
              "user":{"id":"user_owner","email":?}}}}
            """,
            shelves.newId("audit_log-"),
            type,
            shelves.now(),
            OpenAiAdminRoutes.OWN_PROJECT,
            OpenAiAdminRoutes.OWN_PROJECT,
            ACTOR);
    entry.set(type, json("{\"id\":?}", id));
    shelves.add(LOGS, entry, null);
  }

  private SimulatedResponse logs(OpenAiCall call) {
    var request = call.request();
    var types = all(request, "event_types");
    var resources = all(request, "resource_ids");
    var actors = all(request, "actor_ids");
    var emails = all(request, "actor_emails");
    var projects = all(request, "project_ids");
    return OpenAiPaging.NEWEST_FIRST.answer(
        request,
        shelves.listed(LOGS).stream()
            .filter(row -> within(request, row.json.path("effective_at").asLong(0)))
            .filter(row -> types.isEmpty() || types.contains(row.json.path("type").asString("")))
            .filter(row -> resources.isEmpty() || resources.contains(resource(row)))
            .filter(
                row ->
                    projects.isEmpty()
                        || projects.contains(row.json.path("project").path("id").asString("")))
            .filter(row -> actors.isEmpty() || actors.contains("user_owner"))
            .filter(row -> emails.isEmpty() || emails.contains(ACTOR))
            .toList());
  }

  private static String resource(OpenAiStored row) {
    return row.json.path(row.json.path("type").asString("")).path("id").asString("");
  }

  /** Clients send the name of a list with brackets and without. */
  static List<String> all(SimulatedRequest request, String name) {
    return Stream.of(name, name + "[]")
        .flatMap(spelling -> request.query().getOrDefault(spelling, List.of()).stream())
        .toList();
  }

  private static boolean within(SimulatedRequest request, long at) {
    return TIMES.entrySet().stream()
        .allMatch(
            bound ->
                request
                    .param("effective_at[" + bound.getKey() + "]")
                    .map(text -> bound.getValue().test(at, seconds(text, "effective_at")))
                    .orElse(true));
  }

  private static long seconds(String text, String param) {
    if (!text.matches("[0-9]{1,12}")) {
      throw new OpenAiRefusal(invalid("Invalid time.", param, "invalid_value"));
    }
    return Long.parseLong(text);
  }

  private static SimulatedResponse nothingUsed(OpenAiCall call) {
    var start = call.request().param("start_time");
    if (start.isEmpty()) {
      return invalid("Missing required parameter: 'start_time'.", "start_time");
    }
    long from = seconds(start.get(), "start_time");
    return ok(
        json(
            """
            {"object":"page","data":[{"object":"bucket","start_time":?,"end_time":?,"results":[]}],
             "has_more":false,"next_page":null}
            """,
            from,
            from + DAY));
  }
}
