package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.spi.VendorHttp;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One call of a route.
 *
 * @param ids what stood for the route's placeholders, in their order
 */
record OpenAiCall(SimulatedRequest request, List<String> ids, Set<Misbehaviour> misbehaviours) {
  private static final int MOST_PAIRS = 16;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 512;

  String id() {
    return ids.getFirst();
  }

  String inner() {
    return ids.get(1);
  }

  /** The JSON body; an empty one is an empty object, an unreadable one a 400. */
  JsonNode body() {
    try {
      var body = VendorHttp.JSON.readTree(request.body().length == 0 ? "{}" : request.text());
      if (body.isObject()) {
        requirePairs(body, "metadata");
        requirePairs(body, "attributes");
        return body;
      }
    } catch (JacksonException unreadable) {
      // answered below
    }
    throw new OpenAiRefusal(OpenAiAnswers.invalid("We could not parse the JSON body.", null));
  }

  /**
   * Up to 16 pairs with short keys; values are short texts, or of attributes also numbers and
   * flags.
   */
  private static void requirePairs(JsonNode body, String field) {
    var pairs = body.path(field);
    if (pairs.isMissingNode() || pairs.isNull()) {
      return;
    }
    boolean sound =
        pairs.isObject()
            && pairs.size() <= MOST_PAIRS
            && pairs.properties().stream()
                .allMatch(
                    pair ->
                        pair.getKey().length() <= LONGEST_KEY
                            && (pair.getValue().isString()
                                ? pair.getValue().asString("").length() <= LONGEST_VALUE
                                : field.equals("attributes")
                                    && (pair.getValue().isNumber()
                                        || pair.getValue().isBoolean())));
    if (!sound) {
      throw new OpenAiRefusal(
          OpenAiAnswers.invalid("Invalid type for '" + field + "'.", field, "invalid_type"));
    }
  }

  OpenAiForm form() {
    return OpenAiForm.of(request);
  }
}
