package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code composite/sobjects}: up to 200 records at once, of any types. The answer is 200 whatever
 * became of them, each with its own result; with {@code allOrNone} one that fails takes the others
 * back.
 */
final class SimulatedCollections {
  private static final int MOST = 200;

  private final SimulatedOrg org;
  private final SimulatedCreation creation;

  SimulatedCollections(SimulatedOrg org, SimulatedCreation creation) {
    this.org = org;
    this.creation = creation;
  }

  /**
   * Null where there is no such endpoint.
   *
   * @param rest what follows {@code composite/sobjects}
   */
  @Nullable SimulatedResponse answer(String version, List<String> rest, SimulatedCall call) {
    var method = call.request().method();
    if (rest.size() == 1 && (method.equals("GET") || method.equals("POST"))) {
      return org.knows(rest.getFirst()) ? read(version, rest.getFirst(), call) : null;
    }
    if (!rest.isEmpty()) {
      return null;
    }
    return switch (method) {
      case "DELETE" ->
          each(
              List.of(call.param("ids").split(",")),
              call.param("allOrNone").equals("true"),
              id -> delete(id, call));
      case "POST" ->
          each(
              records(call),
              call.json().path("allOrNone").asBoolean(false),
              record -> creation.make(requireType(record), record));
      case "PATCH" ->
          each(records(call), call.json().path("allOrNone").asBoolean(false), this::change);
      default -> null;
    };
  }

  private static List<JsonNode> records(SimulatedCall call) {
    return StreamSupport.stream(call.json().path("records").spliterator(), false).toList();
  }

  private <T> SimulatedResponse each(
      List<T> items, boolean allOrNone, Function<T, String> carriedOut) {
    if (items.isEmpty() || items.size() > MOST) {
      throw SimulatedCall.refused(400, "EXCEEDED_ID_LIMIT", "1 to 200 records at once");
    }
    var undo = org.remembered();
    var results = new ArrayList<Map<String, Object>>();
    for (var item : items) {
      try {
        var id = carriedOut.apply(item);
        results.add(Map.of("id", id, "success", true, "errors", List.of()));
      } catch (SimulatedCall.Refused refused) {
        results.add(failure(errors(refused)));
      }
    }
    boolean failed = results.stream().anyMatch(result -> !done(result));
    if (!failed || !allOrNone) {
      return SimulatedResponse.json(200, results);
    }
    undo.run();
    return SimulatedResponse.json(
        200,
        results.stream()
            .map(
                result ->
                    done(result)
                        ? failure(
                            errors(
                                "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                                "Record rolled back because not all records were valid and the"
                                    + " request was using AllOrNone header",
                                List.of()))
                        : result)
            .toList());
  }

  private static boolean done(Map<String, Object> result) {
    return Boolean.TRUE.equals(result.get("success"));
  }

  /** A refusal as the errors of one among several records. */
  static List<Map<String, Object>> errors(SimulatedCall.Refused refused) {
    var error = VendorHttp.JSON.readTree(refused.answer.body()).path(0);
    return errors(
        error.path("errorCode").asString(""),
        error.path("message").asString(""),
        error.path("fields").valueStream().map(JsonNode::asString).toList());
  }

  private static List<Map<String, Object>> errors(
      String code, String message, List<String> fields) {
    var error = new LinkedHashMap<String, Object>();
    error.put("statusCode", code);
    error.put("message", message);
    error.put("fields", fields);
    return List.of(error);
  }

  private static Map<String, Object> failure(List<Map<String, Object>> errors) {
    return Map.of("success", false, "errors", errors);
  }

  private String delete(String id, SimulatedCall call) {
    var found = requireLive(id);
    org.remove(found, State.IN_BIN, call.misbehaviours());
    return found.id;
  }

  private SimulatedRecord requireLive(String id) {
    if (!id.matches("[A-Za-z0-9]{15}|[A-Za-z0-9]{18}")) {
      throw SimulatedCall.refused(400, "MALFORMED_ID", "malformed id " + id);
    }
    var found = org.find(id);
    if (found == null) {
      throw SimulatedCall.refused(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }
    if (found.state != State.LIVE) {
      throw SimulatedCall.refused(404, "ENTITY_IS_DELETED", "entity is deleted");
    }
    return found;
  }

  private String change(JsonNode given) {
    var record = given.deepCopy();
    var found = requireLive(given.path("id").asString(given.path("Id").asString("")));
    if (record instanceof ObjectNode fields) {
      fields.remove(List.of("id", "Id"));
    }
    found.fields.putAll(SimulatedCreation.fields(found.type, record));
    return found.id;
  }

  private String requireType(JsonNode record) {
    var type = record.path("attributes").path("type").asString("");
    if (!org.knows(type)) {
      throw SimulatedCall.refused(
          400, "INVALID_TYPE", "sObject type '" + type + "' is not supported.");
    }
    return type;
  }

  /** In the order of the ids, with null for each that leads to no record. */
  private SimulatedResponse read(String version, String type, SimulatedCall call) {
    boolean posted = call.request().method().equals("POST");
    var ids = posted ? strings(call.json().path("ids")) : List.of(call.param("ids").split(","));
    var fields =
        posted ? String.join(",", strings(call.json().path("fields"))) : call.param("fields");
    if (fields.isEmpty()) {
      throw SimulatedCall.refused(400, "MISSING_ARGUMENT", "fields is required");
    }
    var rows = new ArrayList<@Nullable Map<String, Object>>();
    for (var id : ids) {
      var found = org.find(id);
      rows.add(
          found == null || found.state != State.LIVE || !found.type.equals(type)
              ? null
              : SimulatedOrg.shown(version, found, fields));
    }
    return SimulatedResponse.json(200, rows);
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(node -> node.asString("")).toList();
  }
}
