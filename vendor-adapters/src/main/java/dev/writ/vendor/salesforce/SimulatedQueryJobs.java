package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Bulk API 2.0's queries. They have ended when they are first asked about; results are CSV. */
final class SimulatedQueryJobs {
  private static final int PAGE = 1_000;

  private final SimulatedSoql soql;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private int made;

  private record Job(
      String id, String operation, List<String> fields, List<Map<String, Object>> rows) {}

  SimulatedQueryJobs(SimulatedSoql soql) {
    this.soql = soql;
  }

  void reset() {
    jobs.clear();
    made = 0;
  }

  /** The path is below {@code jobs/query}. */
  SimulatedResponse answer(String version, SimulatedCall call) {
    var method = call.request().method();
    if (call.rest().isEmpty()) {
      return method.equals("POST") ? create(version, call) : notAllowed();
    }
    var job = jobs.get(call.rest().getFirst());
    if (job == null) {
      return SimulatedOrg.notFound();
    }
    if (call.rest().size() == 1) {
      return switch (method) {
        case "GET" -> SimulatedResponse.json(200, json(version, job, "JobComplete"));
        case "DELETE" -> {
          jobs.remove(job.id());
          yield SimulatedResponse.empty(204);
        }
        default -> notAllowed();
      };
    }
    return method.equals("GET") && call.rest().equals(List.of(job.id(), "results"))
        ? results(job, call)
        : SimulatedOrg.notFound();
  }

  private static SimulatedResponse notAllowed() {
    return SimulatedCall.error(405, "METHOD_NOT_ALLOWED", "HTTP Method not allowed");
  }

  private SimulatedResponse create(String version, SimulatedCall call) {
    var body = call.json();
    var operation = body.path("operation").asString("");
    if (!Set.of("query", "queryAll").contains(operation)) {
      return SimulatedCall.error(400, "INVALIDJOB", "operation is query or queryAll");
    }
    var statement = body.path("query").asString("");
    var rows = soql.rows(version, operation.equals("queryAll"), statement);
    var fields = SimulatedSoqlQuery.parse(statement).fields();
    var job = new Job("750SANDBOXQ%04dAAA".formatted(++made), operation, fields, rows);
    jobs.put(job.id(), job);
    return SimulatedResponse.json(200, json(version, job, "UploadComplete"));
  }

  private static Map<String, Object> json(String version, Job job, String state) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", job.id());
    json.put("operation", job.operation());
    json.put("state", state);
    json.put("apiVersion", Double.parseDouble(version.substring(1)));
    json.put("jobType", "V2Query");
    json.put("concurrencyMode", "Parallel");
    json.put("contentType", "CSV");
    json.put("lineEnding", "LF");
    json.put("columnDelimiter", "COMMA");
    if (state.equals("JobComplete")) {
      json.put("numberRecordsProcessed", job.rows().size());
    }
    return json;
  }

  /** The locator of the next page is the word null on the last one. */
  private static SimulatedResponse results(Job job, SimulatedCall call) {
    int from = number(call, "locator", 0);
    int most = number(call, "maxRecords", PAGE);
    int to = Math.min(job.rows().size(), from + Math.max(1, most));
    var page = job.rows().subList(Math.min(from, to), to);
    var text = new StringBuilder(line(job.fields()));
    for (var row : page) {
      text.append(
          line(
              job.fields().stream()
                  .map(field -> row.get(field) == null ? "" : String.valueOf(row.get(field)))
                  .toList()));
    }
    return new SimulatedResponse(
        200,
        Map.of(
            "Content-Type",
            "text/csv; charset=UTF-8",
            "Sforce-Locator",
            to < job.rows().size() ? Integer.toString(to) : "null",
            "Sforce-NumberOfRecords",
            Integer.toString(page.size())),
        text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static int number(SimulatedCall call, String name, int absent) {
    var text = call.param(name);
    if (!text.isEmpty() && !text.matches("[0-9]{1,6}")) {
      throw SimulatedCall.refused(400, "INVALID_QUERY_LOCATOR", "invalid " + name);
    }
    return text.isEmpty() ? absent : Integer.parseInt(text);
  }

  private static String line(List<String> values) {
    return values.stream()
            .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
            .collect(Collectors.joining(","))
        + "\n";
  }
}
