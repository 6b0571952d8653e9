package dev.writ.vendor.sandbox;

import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The sandbox's switches for a shell, under {@code /_sandbox}. Asks no one who they are.
 *
 * <pre>
 * GET    /_sandbox                                    what is hosted, held and switched on
 * PUT    /_sandbox/&lt;vendor&gt;/&lt;MISBEHAVIOUR&gt;              strikes every call
 * PUT    /_sandbox/&lt;vendor&gt;/&lt;MISBEHAVIOUR&gt;?probability=0.5
 * PUT    /_sandbox/&lt;vendor&gt;/latency?millis=50         every call takes at least that long
 * PUT    /_sandbox/&lt;vendor&gt;/backup?millis=604800000   when RESTORES_FROM_BACKUP and PURGES_LATE strike
 * POST   /_sandbox/&lt;vendor&gt;/by-hand?kind=a&amp;id=b   a human does the manual work for this object
 * DELETE /_sandbox/&lt;vendor&gt;                           well-behaved and fast again
 * </pre>
 *
 * A wrong vendor is answered with 404, a wrong name or number with 400, both with the reason.
 */
final class Switchboard {
  static final String SEGMENT = "_sandbox";

  private final Map<String, HostedVendor> vendors;
  private final Function<String, String> baseUrl;

  /**
   * @param baseUrl by vendor
   */
  Switchboard(Map<String, HostedVendor> vendors, Function<String, String> baseUrl) {
    this.vendors = vendors;
    this.baseUrl = baseUrl;
  }

  Map<String, HostedVendor> vendors() {
    return vendors;
  }

  SimulatedResponse answer(String method, String path, Map<String, List<String>> query) {
    var words = Arrays.stream(path.split("/")).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      return method.equals("GET") ? shown() : refusal(404, "no such switch");
    }
    var vendor = vendors.get(words.getFirst());
    if (vendor == null) {
      return refusal(404, "no such vendor; there are " + String.join(", ", vendors.keySet()));
    }
    return switch (method + " " + words.size()) {
      case "PUT 2" ->
          switched(
              () ->
                  switch (words.get(1)) {
                    case "latency" -> latency(vendor, query);
                    case "backup" -> backup(vendor, query);
                    default -> misbehaviour(vendor, words.get(1), query);
                  });
      case "POST 2" ->
          switched(
              () ->
                  words.get(1).equals("by-hand")
                      ? byHand(vendor, query)
                      : "the only thing to POST is by-hand");
      case "DELETE 1" ->
          switched(
              () -> {
                vendor.behave();
                return "";
              });
      default -> refusal(404, "no such switch");
    };
  }

  /** Flips a switch that gives the reason why not, or nothing. */
  private SimulatedResponse switched(Supplier<String> flip) {
    var refused = flip.get();
    return refused.isEmpty() ? shown() : refusal(400, refused);
  }

  private static String latency(HostedVendor vendor, Map<String, List<String>> query) {
    try {
      vendor.faults().latency(Duration.ofMillis(Long.parseLong(only(query, "millis", ""))));
      return "";
    } catch (IllegalArgumentException wrong) {
      return "millis is a whole number from 0 to " + Faults.LONGEST_LATENCY.toMillis();
    }
  }

  private static String backup(HostedVendor vendor, Map<String, List<String>> query) {
    try {
      vendor.backup().time(Duration.ofMillis(Long.parseLong(only(query, "millis", ""))));
      return "";
    } catch (IllegalArgumentException wrong) {
      return "millis is a whole number from 0 to " + Backup.LONGEST.toMillis();
    }
  }

  private static String byHand(HostedVendor vendor, Map<String, List<String>> query) {
    try {
      vendor.byHand(
          new VendorObject(
              only(query, "kind", ""), only(query, "id", ""), only(query, "parent", "")));
      return "";
    } catch (IllegalArgumentException wrong) {
      return "kind and id name the object, as the manual task shows them";
    }
  }

  private static String misbehaviour(
      HostedVendor vendor, String name, Map<String, List<String>> query) {
    Misbehaviour misbehaviour;
    try {
      misbehaviour = Misbehaviour.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      return "no such misbehaviour; there are " + Arrays.toString(Misbehaviour.values());
    }
    if (!vendor.canGoWrongBy(misbehaviour)) {
      return "this vendor's simulator knows no " + misbehaviour;
    }
    try {
      vendor
          .faults()
          .probability(misbehaviour, Double.parseDouble(only(query, "probability", "1")));
      return "";
    } catch (IllegalArgumentException wrong) {
      return "probability is a number from 0 to 1";
    }
  }

  private static String only(Map<String, List<String>> query, String name, String absent) {
    return query.getOrDefault(name, List.of(absent)).getFirst();
  }

  private SimulatedResponse shown() {
    var shown = new LinkedHashMap<String, Object>();
    vendors.forEach(
        (name, vendor) -> {
          var state = new LinkedHashMap<String, Object>();
          state.put("baseUrl", baseUrl.apply(name));
          state.put("held", vendor.held());
          state.put("calls", vendor.calls());
          state.put("latencyMillis", vendor.faults().latency().toMillis());
          state.put("backupMillis", vendor.backup().time().toMillis());
          state.put("misbehaviours", vendor.faults().switchedOn());
          shown.put(name, state);
        });
    return SimulatedResponse.json(200, shown);
  }

  private static SimulatedResponse refusal(int status, String why) {
    return SimulatedResponse.json(status, Map.of("sandbox", why));
  }
}
