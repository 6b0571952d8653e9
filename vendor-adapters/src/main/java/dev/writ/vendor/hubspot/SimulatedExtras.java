package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.SimulatedCall.invalid;
import static dev.writ.vendor.hubspot.SimulatedCall.notFound;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What lies beside the CRM records: files, call transcripts and communication preferences. */
final class SimulatedExtras {
  private static final String OWNER = "1001001";

  private final SimulatedAccount account;

  SimulatedExtras(SimulatedAccount account) {
    this.account = account;
  }

  @Nullable SimulatedResponse files(SimulatedCall call) {
    var item = named("files", call);
    boolean gdprDelete =
        call.rest().size() == 2
            && call.rest().get(1).equals("gdpr-delete")
            && call.request().method().equals("DELETE");
    if (!gdprDelete && (call.rest().size() != 1 || !call.get())) {
      return null;
    }
    if (item == null) {
      return notFound();
    }
    if (gdprDelete) {
      account.delete(item, call);
      return SimulatedResponse.empty(204);
    }
    return SimulatedResponse.json(200, item.file());
  }

  @Nullable SimulatedResponse transcripts(SimulatedCall call) {
    var item = named("transcripts", call);
    if (item == null || call.rest().size() != 1) {
      return notFound();
    }
    return switch (call.request().method()) {
      case "GET" -> SimulatedResponse.json(200, item.transcript());
      case "DELETE" -> {
        account.delete(item, call);
        yield SimulatedResponse.empty(204);
      }
      default -> null;
    };
  }

  private @Nullable SimulatedItem named(String type, SimulatedCall call) {
    return call.rest().isEmpty() ? null : account.find(type, call.rest().getFirst());
  }

  /** The one member of staff that there is. */
  @Nullable SimulatedResponse owners(SimulatedCall call) {
    if (!call.get() || call.rest().size() > 1) {
      return null;
    }
    var owner = new LinkedHashMap<String, Object>();
    owner.put("id", OWNER);
    owner.put("email", "owner@example.com");
    owner.put("type", "PERSON");
    owner.put("firstName", "Olga");
    owner.put("lastName", "Owner");
    owner.put("userId", 1001);
    owner.put("userIdIncludingInactive", 1001);
    owner.put("createdAt", "2026-01-01T00:00:00Z");
    owner.put("updatedAt", "2026-01-01T00:00:00Z");
    owner.put("archived", false);
    if (call.rest().isEmpty()) {
      var email = call.request().param("email").orElse("owner@example.com");
      boolean wanted = email.equals("owner@example.com") && !call.flag("archived");
      return call.page(wanted ? List.of(owner) : List.of(), 100, 500);
    }
    return call.rest().getFirst().equals(OWNER) ? SimulatedResponse.json(200, owner) : notFound();
  }

  /** Of many addresses at once; an address that is no contact's has no statuses. */
  @Nullable SimulatedResponse statuses(SimulatedCall call) {
    boolean batch = call.line().equals("POST batch/read");
    boolean one = call.get() && call.rest().size() == 1;
    if (!batch && !one) {
      return null;
    }
    if (!call.request().param("channel").orElse("").equals("EMAIL")) {
      throw invalid("a channel is required");
    }
    if (one) {
      return complete(subscriptions(call.rest().getFirst()));
    }
    var results = new ArrayList<Map<String, Object>>();
    for (var input : call.inputs()) {
      var address = input.asString("");
      var result = new LinkedHashMap<String, Object>();
      result.put("subscriberIdString", address);
      result.put("statuses", subscriptions(address));
      results.add(result);
    }
    return complete(results);
  }

  private static SimulatedResponse complete(List<Map<String, Object>> results) {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("status", "COMPLETE");
    answer.put("results", results);
    answer.put("startedAt", "2026-01-01T00:00:00Z");
    answer.put("completedAt", "2026-01-01T00:00:00Z");
    return SimulatedResponse.json(200, answer);
  }

  private List<Map<String, Object>> subscriptions(String address) {
    if (account.find("contacts", "email", address, false) == null) {
      return List.of();
    }
    var status = new LinkedHashMap<String, Object>();
    status.put("subscriberIdString", address);
    status.put("subscriptionId", 1);
    status.put("subscriptionName", "Newsletter");
    status.put("status", "SUBSCRIBED");
    status.put("channel", "EMAIL");
    status.put("source", "form");
    return List.of(status);
  }
}
