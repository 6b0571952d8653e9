package dev.writ.vendor.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A request's headers as the journal keeps them: without those that only the transport needs, and
 * with the name of each of the simulator's own credentials in place of its value.
 */
final class JournalledHeaders {
  private static final Set<String> OF_THE_TRANSPORT =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "cookie",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  /** By value. */
  private final Map<String, String> marks = new LinkedHashMap<>();

  JournalledHeaders(Map<String, String> credentials) {
    credentials.entrySet().stream()
        .filter(credential -> !credential.getValue().isEmpty())
        .sorted((a, b) -> b.getValue().length() - a.getValue().length())
        .forEach(credential -> marks.put(credential.getValue(), "{{" + credential.getKey() + "}}"));
  }

  SimulatedRequest masked(SimulatedRequest request) {
    return with(
        request,
        value -> {
          for (var mark : marks.entrySet()) {
            value = value.replace(mark.getKey(), mark.getValue());
          }
          return value;
        });
  }

  SimulatedRequest unmasked(SimulatedRequest request) {
    return with(
        request,
        value -> {
          for (var mark : marks.entrySet()) {
            value = value.replace(mark.getValue(), mark.getKey());
          }
          return value;
        });
  }

  private static SimulatedRequest with(SimulatedRequest request, UnaryOperator<String> each) {
    var headers = new TreeMap<String, String>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!OF_THE_TRANSPORT.contains(name)) {
                headers.put(name, each.apply(value));
              }
            });
    return new SimulatedRequest(
        request.method(), request.path(), request.query(), headers, request.body());
  }
}
