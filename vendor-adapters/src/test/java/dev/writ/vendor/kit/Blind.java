package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What credentials without any sight are answered: 200, every list empty, every fact unsaid. */
final class Blind {
  /** What an answer says of itself, and no fact of the account. */
  private static final Set<String> WORDS = Set.of("id", "type", "result", "errorMessage");

  private Blind() {}

  /** Signing in and asking by POST go on as ever. */
  static SimulatedResponse seen(
      SimulatedRequest request, Function<SimulatedRequest, SimulatedResponse> simulator) {
    var answer = simulator.apply(request);
    if (!request.method().equals("GET") || answer.status() != 200) {
      return answer;
    }
    var json = VendorHttp.JSON.readTree(answer.body());
    return SimulatedResponse.json(200, json.isObject() ? emptied((ObjectNode) json) : json);
  }

  /** A list's own words stay; of what is no list only what it says of itself does, at any depth. */
  private static ObjectNode emptied(ObjectNode json) {
    boolean list = json.properties().stream().anyMatch(field -> field.getValue().isArray());
    var emptied = json.objectNode();
    json.properties()
        .forEach(
            field -> {
              if (list || WORDS.contains(field.getKey())) {
                emptied.set(field.getKey(), emptied(field.getValue()));
              } else if (field.getValue() instanceof ObjectNode inner) {
                emptied.set(field.getKey(), emptied(inner));
              }
            });
    return emptied;
  }

  private static JsonNode emptied(JsonNode value) {
    return switch (value) {
      case ArrayNode rows -> rows.arrayNode();
      case JsonNode number when number.isNumber() -> VendorHttp.JSON.valueToTree(0);
      default -> value;
    };
  }
}
