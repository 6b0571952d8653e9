package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Consent API. Every answer is 200, failures too. With {@code mode=cdp} it is Data 360's, where
 * forgetting is {@code optin} and restricting is {@code optout}; the wrong word is a Success that
 * does nothing. Without the mode it is the org's flags, and deletes nothing either.
 */
final class SimulatedConsent {
  private static final Set<String> ACTIONS = Set.of("shouldforget", "processing", "portability");

  private final SimulatedTenant tenant;

  /** By individual: the actions that were set, and to what. */
  private final Map<String, Map<String, String>> flags = new LinkedHashMap<>();

  SimulatedConsent(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  void reset() {
    flags.clear();
  }

  SimulatedResponse answer(SimulatedCall call) {
    var action = call.rest().isEmpty() ? "" : call.rest().getFirst();
    var ids = List.of(call.param("ids").split(","));
    if (!ACTIONS.contains(action) || ids.getFirst().isEmpty()) {
      return failure("UNKNOWN_EXCEPTION", "no such action, or no ids");
    }
    if (!call.param("mode").equals("cdp")) {
      return SimulatedResponse.json(200, ofOrg(action, ids));
    }
    return switch (call.request().method()) {
      case "PATCH" -> set(action, ids, call);
      case "GET" -> show(action, ids);
      default -> SimulatedCall.error(405, "METHOD_NOT_ALLOWED", "not allowed");
    };
  }

  /** Booleans are words here. */
  private static Map<String, Object> ofOrg(String action, List<String> ids) {
    var answer = new LinkedHashMap<String, Object>();
    for (var id : ids) {
      var proceed = Map.of("shouldForgetResult", "Success", action, "true");
      answer.put(id, Map.of("result", "Success", "proceed", proceed));
    }
    return answer;
  }

  private SimulatedResponse set(String action, List<String> ids, SimulatedCall call) {
    var status = call.param("status");
    if (!status.equals("optin") && !status.equals("optout")) {
      return failure("INVALID_STATUS", "status is optin or optout");
    }
    boolean in = status.equals("optin");
    var results = new LinkedHashMap<String, Object>();
    for (var id : ids) {
      flags.computeIfAbsent(id, any -> new LinkedHashMap<>()).put(action, Boolean.toString(in));
      if (action.equals("shouldforget") && in) {
        tenant.forget(id, call.misbehaviours());
      }
      if (action.equals("processing")) {
        tenant.restrict(id, !in);
      }
      results.put(id, Map.of("result", "Success", action, in));
    }
    return SimulatedResponse.json(200, Map.of("cdpResult", results));
  }

  private SimulatedResponse show(String action, List<String> ids) {
    var answer = new LinkedHashMap<String, Object>();
    for (var id : ids) {
      var set = flags.get(id);
      if (set == null) {
        return failure(
            "PROBLEM_PROCESSING_REQUEST",
            "Problem processing request: INVALID_ID_FIELD: individualId [X] not exists.");
      }
      var proceed = new LinkedHashMap<String, Object>();
      if (set.containsKey(action)) {
        proceed.put(action, set.get(action));
        proceed.put(action + "Result", "Success");
      }
      answer.put(id, Map.of("result", "Success", "proceed", proceed));
    }
    return SimulatedResponse.json(200, answer);
  }

  private static SimulatedResponse failure(String code, String message) {
    var failure = Map.of("result", "Failure", "errorCode", code, "errorMessage", message);
    return SimulatedResponse.json(200, Map.of("results", failure));
  }
}
