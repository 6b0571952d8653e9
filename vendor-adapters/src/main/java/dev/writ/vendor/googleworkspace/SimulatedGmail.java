package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mailboxes. A list leaves out spam and trash unless asked for them; a batch of deletes says
 * nothing about ids it does not know.
 */
final class SimulatedGmail {
  private static final String MAIL = "https://mail.google.com/";
  private static final Set<String> WORDS =
      Set.of("messages", "batchDelete", "trash", "untrash", "profile", "labels");
  private static final List<String> LABELS =
      List.of("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "IMPORTANT");

  private final SimulatedTenant tenant;

  SimulatedGmail(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  /** The path is {@code users/<who>/messages...}. */
  SimulatedResponse answer(SimulatedCall call) {
    call.requireScope(MAIL);
    var owner = tenant.find(call.caller().email()).filter(SimulatedUser::impersonable).orElse(null);
    if (owner == null) {
      return SimulatedErrors.imposed(401);
    }
    if (call.rest().size() < 3) {
      return SimulatedErrors.old(404, "Not Found", "notFound");
    }
    var who = call.rest().get(1);
    if (!who.equals("me") && !owner.answersTo(who)) {
      return SimulatedErrors.old(403, "Delegation denied", "forbidden");
    }
    return switch (call.line(WORDS).replaceFirst("/\\*/\\*", "")) {
      case "GET/profile" -> profile(owner);
      case "GET/labels" ->
          SimulatedResponse.json(
              200,
              Map.of(
                  "labels",
                  LABELS.stream()
                      .map(name -> Map.of("id", name, "name", name, "type", "system"))
                      .toList()));
      case "GET/messages" -> list(owner, call);
      case "POST/messages" -> insert(owner, call);
      case "POST/messages/batchDelete" -> batch(owner, call);
      case "GET/messages/*" -> SimulatedResponse.json(200, shown(message(owner, call), call));
      case "DELETE/messages/*" -> {
        message(owner, call).erase(call.misbehaviours(), tenant.now());
        yield SimulatedResponse.empty(204);
      }
      case "POST/messages/*/trash" -> labelled(message(owner, call), "TRASH");
      case "POST/messages/*/untrash" -> labelled(message(owner, call), "INBOX");
      default -> SimulatedErrors.old(404, "Not Found", "notFound");
    };
  }

  private static SimulatedResponse profile(SimulatedUser owner) {
    long held = owner.messages.values().stream().filter(SimulatedItem::there).count();
    var profile = new LinkedHashMap<String, Object>();
    profile.put("emailAddress", owner.email());
    profile.put("messagesTotal", held);
    profile.put("threadsTotal", held);
    profile.put("historyId", "1");
    return SimulatedResponse.json(200, profile);
  }

  private static SimulatedItem message(SimulatedUser owner, SimulatedCall call) {
    var message = owner.messages.get(call.rest().get(3));
    if (message == null || !message.there()) {
      throw new SimulatedErrors.Refused(
          SimulatedErrors.old(404, "Requested entity was not found.", "notFound"));
    }
    return message;
  }

  private SimulatedResponse list(SimulatedUser owner, SimulatedCall call) {
    boolean everything = call.request().param("includeSpamTrash").map("true"::equals).orElse(false);
    var now = tenant.now();
    List<Map<String, Object>> all =
        owner.messages.values().stream()
            .filter(message -> message.listed(now))
            .filter(message -> everything || !inSpamOrTrash(message))
            .filter(message -> found(message, call))
            .map(message -> Map.of("id", message.shown.get("id"), "threadId", message.id))
            .<Map<String, Object>>map(LinkedHashMap::new)
            .toList();
    int size = call.number("maxResults", 100, 500);
    return call.page("messages", all, size, false, Map.of("resultSizeEstimate", all.size()));
  }

  /** Puts a message into the mailbox, under no label and sent to nobody. */
  private SimulatedResponse insert(SimulatedUser owner, SimulatedCall call) {
    var raw = call.json().path("raw").asString("");
    if (text(raw).isBlank()) {
      throw SimulatedErrors.invalid("'raw' RFC822 payload message string is required");
    }
    var id = tenant.nextId("d");
    var message = SimulatedTenant.message(owner, id, "INBOX");
    message.shown.put("labelIds", List.of());
    message.shown.put("snippet", "");
    message.shown.put("raw", raw);
    return SimulatedResponse.json(
        200, Map.of("id", id, "threadId", id, "labelIds", List.<String>of()));
  }

  /** A word is searched in the whole message. */
  private static boolean found(SimulatedItem message, SimulatedCall call) {
    var word = call.request().param("q").orElse("");
    return text(message.text("raw")).contains(word);
  }

  private static String text(String raw) {
    try {
      return new String(Base64.getUrlDecoder().decode(raw), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  private static boolean inSpamOrTrash(SimulatedItem message) {
    return message.shown.get("labelIds") instanceof List<?> labels
        && (labels.contains("TRASH") || labels.contains("SPAM"));
  }

  private SimulatedResponse batch(SimulatedUser owner, SimulatedCall call) {
    for (var id : call.json().path("ids")) {
      var message = owner.messages.get(id.asString(""));
      if (message != null) {
        message.erase(call.misbehaviours(), tenant.now());
      }
    }
    return SimulatedResponse.empty(204);
  }

  private static Map<String, Object> shown(SimulatedItem message, SimulatedCall call) {
    var shown = new LinkedHashMap<>(message.shown);
    var text = text(message.text("raw"));
    shown.put("sizeEstimate", text.length());
    switch (call.request().param("format").orElse("full")) {
      case "raw" -> {}
      case "minimal" -> shown.remove("raw");
      case "metadata" -> {
        shown.remove("raw");
        shown.put("payload", Map.of("headers", headers(text)));
      }
      case "full" -> {
        shown.remove("raw");
        shown.put("payload", payload(text));
      }
      default -> throw SimulatedErrors.invalid("Invalid value for format");
    }
    return shown;
  }

  private static List<Map<String, Object>> headers(String text) {
    var headers = new ArrayList<Map<String, Object>>();
    for (var line : text.split("\\r?\\n\\r?\\n", 2)[0].split("\\r?\\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(
            Map.of("name", line.substring(0, colon), "value", line.substring(colon + 1).strip()));
      }
    }
    return headers;
  }

  private static Map<String, Object> payload(String text) {
    var parts = text.split("\\r?\\n\\r?\\n", 2);
    var body = (parts.length < 2 ? "" : parts[1]).getBytes(StandardCharsets.UTF_8);
    var content = new LinkedHashMap<String, Object>();
    content.put("size", body.length);
    content.put("data", Base64.getUrlEncoder().encodeToString(body));
    var payload = new LinkedHashMap<String, Object>();
    payload.put("partId", "");
    payload.put("mimeType", "text/plain");
    payload.put("filename", "");
    payload.put("headers", headers(text));
    payload.put("body", content);
    return payload;
  }

  private static SimulatedResponse labelled(SimulatedItem message, String label) {
    message.shown.put("labelIds", List.of(label));
    return SimulatedResponse.json(200, message.shown);
  }
}
