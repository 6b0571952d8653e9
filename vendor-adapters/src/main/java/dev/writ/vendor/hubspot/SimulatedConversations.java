package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.SimulatedCall.notFound;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversation threads, which are archived and never deleted, and their messages. */
final class SimulatedConversations {
  private final SimulatedAccount account;

  SimulatedConversations(SimulatedAccount account) {
    this.account = account;
  }

  /** Null where there is no such endpoint. */
  @Nullable SimulatedResponse answer(SimulatedCall call) {
    boolean archived = call.flag("archived");
    if (call.rest().isEmpty()) {
      return call.get() ? list(archived, call) : null;
    }
    var item = account.find("threads", call.rest().getFirst());
    if (item == null || (call.get() && item.archived != archived)) {
      return notFound();
    }
    if (call.rest().size() == 1 && call.request().method().equals("DELETE")) {
      account.archive(item, call);
      return SimulatedResponse.empty(204);
    }
    return call.get() ? read(item, call) : null;
  }

  private SimulatedResponse list(boolean archived, SimulatedCall call) {
    var contact = call.request().param("associatedContactId").orElse("");
    var found =
        account.all("threads").stream()
            .filter(item -> contact.isEmpty() || item.contacts.contains(contact))
            .filter(item -> archived ? item.archived : account.listed(item));
    return call.page(found, 100, 500, SimulatedItem::thread);
  }

  private static @Nullable SimulatedResponse read(SimulatedItem item, SimulatedCall call) {
    var rest = call.rest();
    if (rest.size() == 1) {
      return SimulatedResponse.json(200, item.thread());
    }
    if (!rest.get(1).equals("messages")) {
      return null;
    }
    if (rest.size() == 2) {
      return call.page(item.messages, 100, 500);
    }
    return item.messages.stream()
        .filter(message -> rest.size() == 4 && rest.get(3).equals("original-content"))
        .filter(message -> rest.get(2).equals(message.get("id")))
        .findFirst()
        .map(m -> SimulatedResponse.json(200, Map.of("text", m.get("text") + " (in full)")))
        .orElse(null);
  }
}
