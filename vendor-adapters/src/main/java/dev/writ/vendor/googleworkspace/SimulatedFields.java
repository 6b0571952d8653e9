package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.VendorHttp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's partial responses: {@code fields=nextPageToken,files(id,owners/emailAddress)} leaves
 * nothing else in an answer.
 */
final class SimulatedFields {
  private final String text;
  private int at;

  private SimulatedFields(String text) {
    this.text = text;
  }

  /** The answer with the fields that were asked for, or all of it when none were. */
  static SimulatedResponse of(SimulatedRequest request, SimulatedResponse answer) {
    var asked = request.param("fields").orElse("");
    boolean json = answer.headers().getOrDefault("Content-Type", "").startsWith("application/json");
    if (asked.isEmpty() || answer.status() != 200 || !json) {
      return answer;
    }
    var parser = new SimulatedFields(asked);
    var mask = parser.list();
    if (parser.at < asked.length()) {
      throw SimulatedErrors.invalid("Invalid field selection " + asked);
    }
    return SimulatedResponse.json(200, kept(VendorHttp.JSON.readTree(answer.body()), mask));
  }

  /** An empty mask keeps everything. */
  private record Mask(Map<String, Mask> below) {}

  private Mask list() {
    var below = new LinkedHashMap<String, Mask>();
    do {
      var names = new ArrayList<String>();
      do {
        names.add(name());
      } while (take('/'));
      var inner = new Mask(Map.of());
      if (take('(')) {
        inner = list();
        if (!take(')')) {
          throw SimulatedErrors.invalid("Invalid field selection " + text);
        }
      }
      for (var name : List.copyOf(names).reversed().subList(0, names.size() - 1)) {
        inner = new Mask(Map.of(name, inner));
      }
      below.merge(names.getFirst(), inner, SimulatedFields::both);
    } while (take(','));
    return new Mask(below);
  }

  private static Mask both(Mask one, Mask other) {
    if (one.below().isEmpty() || other.below().isEmpty()) {
      return new Mask(Map.of());
    }
    var below = new LinkedHashMap<>(one.below());
    other.below().forEach((name, mask) -> below.merge(name, mask, SimulatedFields::both));
    return new Mask(below);
  }

  private String name() {
    int from = at;
    while (at < text.length() && "(),/".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    var name = text.substring(from, at).strip();
    if (name.isEmpty()) {
      throw SimulatedErrors.invalid("Invalid field selection " + text);
    }
    return name;
  }

  private boolean take(char sign) {
    boolean there = at < text.length() && text.charAt(at) == sign;
    at += there ? 1 : 0;
    return there;
  }

  private static JsonNode kept(JsonNode node, Mask mask) {
    if (mask.below().isEmpty() || mask.below().containsKey("*")) {
      return node;
    }
    if (node.isArray()) {
      var rows = VendorHttp.JSON.createArrayNode();
      node.forEach(row -> rows.add(kept(row, mask)));
      return rows;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    var kept = VendorHttp.JSON.createObjectNode();
    mask.below()
        .forEach(
            (name, below) -> {
              if (object.has(name)) {
                kept.set(name, kept(object.path(name), below));
              }
            });
    return kept;
  }
}
