package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Mailboxes. A list leaves out spam and trash unless asked for them; a batch of deletes says
 * nothing about ids it does not know.
 */
final class SimulatedGmail {
  private static final String MAIL = "https://mail.google.com/";
  private static final Set<String> WORDS =
      Set.of(
          "messages",
          "threads",
          "batchDelete",
          "batchModify",
          "import",
          "trash",
          "untrash",
          "modify",
          "profile",
          "labels");

  private final SimulatedTenant tenant;

  private final SimulatedUploads uploads;

  SimulatedGmail(SimulatedTenant tenant, SimulatedUploads uploads) {
    this.tenant = tenant;
    this.uploads = uploads;
  }

  /** The path is {@code users/<who>/messages...}. */
  SimulatedResponse answer(SimulatedCall call) {
    var owner = owner(call);
    return switch (line(call)) {
      case "GET/profile" -> profile(owner);
      case "GET/labels" ->
          SimulatedResponse.json(
              200,
              Map.of(
                  "labels",
                  SimulatedMailQuery.LABELS.stream()
                      .map(name -> Map.of("id", name, "name", name, "type", "system"))
                      .toList()));
      case "GET/messages" -> list(owner, call);
      case "POST/messages", "POST/messages/import" ->
          insert(owner, call.json(), call.json().path("raw").asString(""));
      case "POST/messages/batchModify" -> batchLabel(owner, call);
      case "POST/messages/batchDelete" -> batch(owner, call);
      case "GET/messages/*" -> SimulatedResponse.json(200, shown(message(owner, call), call));
      case "DELETE/messages/*" -> {
        tenant.erase(message(owner, call), call.misbehaviours());
        yield SimulatedResponse.empty(204);
      }
      case "POST/messages/*/trash", "POST/messages/*/untrash", "POST/messages/*/modify" -> {
        var message = message(owner, call);
        label(message, call);
        yield SimulatedResponse.json(200, shown(message, "minimal"));
      }
      case "GET/threads" -> threads(owner, call);
      case "GET/threads/*" -> thread(thread(owner, call), call);
      case "DELETE/threads/*" -> {
        thread(owner, call).forEach(each -> tenant.erase(each, call.misbehaviours()));
        yield SimulatedResponse.empty(204);
      }
      case "POST/threads/*/trash", "POST/threads/*/untrash", "POST/threads/*/modify" -> {
        var thread = thread(owner, call);
        thread.forEach(each -> label(each, call));
        yield thread(thread, call);
      }
      default -> SimulatedErrors.old(404, "Not Found", "notFound");
    };
  }

  /** What is uploaded is a message as it would be sent. */
  SimulatedResponse uploaded(SimulatedCall call) {
    var owner = owner(call);
    return uploads.answer(
        call,
        (whole, description, content) ->
            switch (line(whole)) {
              case "POST/messages", "POST/messages/import" ->
                  insert(
                      owner, description, Base64.getUrlEncoder().encodeToString(content.bytes()));
              default -> SimulatedErrors.old(404, "Not Found", "notFound");
            });
  }

  private static String line(SimulatedCall call) {
    return call.line(WORDS).replaceFirst("/\\*/\\*", "");
  }

  private SimulatedUser owner(SimulatedCall call) {
    call.requireScope(MAIL);
    var owner = tenant.find(call.caller().email()).filter(SimulatedUser::impersonable);
    if (owner.isEmpty()) {
      throw new SimulatedErrors.Refused(SimulatedErrors.imposed(401));
    }
    if (call.rest().size() < 3) {
      throw new SimulatedErrors.Refused(SimulatedErrors.old(404, "Not Found", "notFound"));
    }
    var who = call.rest().get(1);
    if (!who.equals("me") && !owner.get().answersTo(who)) {
      throw new SimulatedErrors.Refused(SimulatedErrors.old(403, "Delegation denied", "forbidden"));
    }
    return owner.get();
  }

  private static SimulatedResponse profile(SimulatedUser owner) {
    var held = owner.messages.values().stream().filter(SimulatedItem::there).toList();
    var profile = new LinkedHashMap<String, Object>();
    profile.put("emailAddress", owner.email());
    profile.put("messagesTotal", held.size());
    profile.put("threadsTotal", held.stream().map(SimulatedGmail::threadOf).distinct().count());
    profile.put("historyId", "1");
    return SimulatedResponse.json(200, profile);
  }

  private static SimulatedItem message(SimulatedUser owner, SimulatedCall call) {
    var message = owner.messages.get(call.rest().get(3));
    if (message == null || !message.there()) {
      throw missing();
    }
    return message;
  }

  private static SimulatedErrors.Refused missing() {
    return new SimulatedErrors.Refused(
        SimulatedErrors.old(404, "Requested entity was not found.", "notFound"));
  }

  private static String threadOf(SimulatedItem message) {
    return message.text("threadId");
  }

  /** The messages of one that has any. */
  private static List<SimulatedItem> thread(SimulatedUser owner, SimulatedCall call) {
    var thread =
        owner.messages.values().stream()
            .filter(each -> each.there() && threadOf(each).equals(call.rest().get(3)))
            .toList();
    if (thread.isEmpty()) {
      throw missing();
    }
    return thread;
  }

  private SimulatedResponse list(SimulatedUser owner, SimulatedCall call) {
    var wanted = SimulatedMailQuery.of(call);
    var now = tenant.now();
    var all =
        SimulatedCall.rows(
            owner.messages.values(),
            message -> message.listed(now) && wanted.test(message),
            message -> ordered("id", message.id, "threadId", threadOf(message)));
    int size = call.number("maxResults", 100, 500);
    return call.page("messages", all, size, false, Map.of("resultSizeEstimate", all.size()));
  }

  /** A thread is listed when one of its messages is found, in the place of the first it had. */
  private SimulatedResponse threads(SimulatedUser owner, SimulatedCall call) {
    var wanted = SimulatedMailQuery.of(call);
    var now = tenant.now();
    var threads =
        owner.messages.values().stream()
            .collect(
                Collectors.groupingBy(
                    SimulatedGmail::threadOf, LinkedHashMap::new, Collectors.toList()));
    var all =
        SimulatedCall.rows(
            threads.values(),
            thread -> thread.stream().anyMatch(each -> each.listed(now) && wanted.test(each)),
            thread ->
                ordered(
                    "id",
                    threadOf(thread.getFirst()),
                    "snippet",
                    thread.getLast().text("snippet")));
    int size = call.number("maxResults", 100, 500);
    return call.page("threads", all, size, false, Map.of("resultSizeEstimate", all.size()));
  }

  private static Map<String, Object> ordered(
      String first, Object one, String second, Object other) {
    var ordered = new LinkedHashMap<String, Object>();
    ordered.put(first, one);
    ordered.put(second, other);
    return ordered;
  }

  private static SimulatedResponse thread(List<SimulatedItem> thread, SimulatedCall call) {
    var format =
        call.request().method().equals("GET")
            ? call.request().param("format").orElse("full")
            : "minimal";
    if (format.equals("raw")) {
      throw SimulatedErrors.invalid("Invalid value for format");
    }
    var shown = ordered("id", threadOf(thread.getFirst()), "historyId", "1");
    shown.put("messages", thread.stream().map(each -> shown(each, format)).toList());
    return SimulatedResponse.json(200, shown);
  }

  /** Puts a message into the mailbox, under the labels that are given, and sends it to nobody. */
  private SimulatedResponse insert(SimulatedUser owner, JsonNode given, String raw) {
    if (SimulatedMailQuery.text(raw).isBlank()) {
      throw SimulatedErrors.invalid("'raw' RFC822 payload message string is required");
    }
    var id = tenant.nextId("d");
    var message = SimulatedTenant.message(owner, id, "INBOX");
    var labels = SimulatedMailQuery.known(given.path("labelIds"));
    message.shown.put("labelIds", labels);
    message.shown.put("snippet", "");
    message.shown.put("raw", raw);
    var thread = given.path("threadId").asString("");
    if (owner.messages.values().stream().anyMatch(each -> threadOf(each).equals(thread))) {
      message.shown.put("threadId", thread);
    }
    var made = ordered("id", id, "threadId", threadOf(message));
    made.put("labelIds", labels);
    return SimulatedResponse.json(200, made);
  }

  private static SimulatedResponse batchLabel(SimulatedUser owner, SimulatedCall call) {
    for (var id : call.json().path("ids")) {
      var message = owner.messages.get(id.asString(""));
      if (message != null && message.there()) {
        label(message, call);
      }
    }
    return SimulatedResponse.empty(204);
  }

  private SimulatedResponse batch(SimulatedUser owner, SimulatedCall call) {
    for (var id : call.json().path("ids")) {
      var message = owner.messages.get(id.asString(""));
      if (message != null) {
        tenant.erase(message, call.misbehaviours());
      }
    }
    return SimulatedResponse.empty(204);
  }

  private static Map<String, Object> shown(SimulatedItem message, SimulatedCall call) {
    var format = call.request().param("format").orElse("full");
    var shown = shown(message, format);
    var wanted = call.request().query().getOrDefault("metadataHeaders", List.of());
    if (format.equals("metadata") && !wanted.isEmpty()) {
      var headers =
          SimulatedMailQuery.headers(SimulatedMailQuery.text(message)).stream()
              .filter(
                  header ->
                      wanted.stream()
                          .anyMatch(String.valueOf(header.get("name"))::equalsIgnoreCase))
              .toList();
      shown.put("payload", Map.of("headers", headers));
    }
    return shown;
  }

  private static Map<String, Object> shown(SimulatedItem message, String format) {
    var shown = new LinkedHashMap<>(message.shown);
    var text = SimulatedMailQuery.text(message);
    shown.put("sizeEstimate", text.length());
    switch (format) {
      case "raw" -> {}
      case "minimal" -> shown.remove("raw");
      case "metadata" -> {
        shown.remove("raw");
        shown.put("payload", Map.of("headers", SimulatedMailQuery.headers(text)));
      }
      case "full" -> {
        shown.remove("raw");
        shown.put("payload", payload(text));
      }
      default -> throw SimulatedErrors.invalid("Invalid value for format");
    }
    return shown;
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
    payload.put("headers", SimulatedMailQuery.headers(text));
    payload.put("body", content);
    return payload;
  }

  /** Adds and removes labels; the way into the trash leads out of the inbox. */
  private static void label(SimulatedItem message, SimulatedCall call) {
    var labels = new LinkedHashSet<>(SimulatedMailQuery.labels(message));
    switch (call.rest().getLast()) {
      case "trash" -> {
        labels.remove("INBOX");
        labels.add("TRASH");
      }
      case "untrash" -> labels.remove("TRASH");
      default -> {
        labels.addAll(SimulatedMailQuery.known(call.json().path("addLabelIds")));
        labels.removeAll(SimulatedMailQuery.known(call.json().path("removeLabelIds")));
      }
    }
    message.shown.put("labelIds", List.copyOf(labels));
  }
}
