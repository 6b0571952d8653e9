package dev.writ.vendor.hubspot;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a batch: all of it went well, or some of it, which is a 207. */
final class SimulatedBatch {
  private SimulatedBatch() {}

  /**
   * @param status when nothing is missing
   * @param missing ids that lead to nothing
   */
  static SimulatedResponse answer(int status, List<?> results, List<String> missing) {
    var error = new LinkedHashMap<String, Object>();
    error.put("status", "error");
    error.put("category", "OBJECT_NOT_FOUND");
    error.put("message", "Could not get some objects");
    error.put("context", Map.of("ids", missing));
    return failed(status, results, missing.isEmpty() ? List.of() : List.of(error));
  }

  /**
   * @param errors as they are told, one for each thing that went wrong
   */
  static SimulatedResponse failed(int status, List<?> results, List<Map<String, Object>> errors) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", "COMPLETE");
    answer.put("results", results);
    answer.put("startedAt", "2026-01-01T00:00:00Z");
    answer.put("completedAt", "2026-01-01T00:00:00Z");
    if (!errors.isEmpty()) {
      answer.put("numErrors", errors.size());
      answer.put("errors", errors);
    }
    return SimulatedResponse.json(errors.isEmpty() ? status : 207, answer);
  }
}
