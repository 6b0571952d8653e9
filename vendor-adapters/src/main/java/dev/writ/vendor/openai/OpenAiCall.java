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
        return body;
      }
    } catch (JacksonException unreadable) {
      // answered below
    }
    throw new OpenAiRefusal(OpenAiAnswers.invalid("We could not parse the JSON body.", null));
  }

  OpenAiForm form() {
    return OpenAiForm.of(request);
  }
}
