package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.microsoftcopilot.SimulatedUser.Message;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The interaction history. Pages may be empty and go on; an answer's text stands in an attachment
 * alone; and a user without licence is refused, with 403 or, as if unknown, with 404.
 */
final class SimulatedHistory {
  static final String CLASS = "IPM.SkypeTeams.Message.Copilot.";
  static final String TENANT = "11111111-2222-4333-8444-555555555555";

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00.008Z");
  private static final List<String> APPS = List.of("BizChat", "Word", "Teams", "Excel", "Outlook");
  private static final int GAP = 500;
  private static final Pattern TOKEN = Pattern.compile("p\\+/([0-9]{1,9})=([01])=");
  private static final Pattern APP_CLASS = Pattern.compile("appClass eq '([^']*)'");
  private static final Pattern CREATED = Pattern.compile("createdDateTime (gt|ge|lt|le) (\\S+)");

  private final SimulatedDirectory directory;

  SimulatedHistory(SimulatedDirectory directory) {
    this.directory = directory;
  }

  /** As many prompts and answers as the person has objects, and one mail. */
  static void fill(SimulatedUser user, int interactions) {
    for (int i = 0; i < interactions; i++) {
      user.messages.add(new Message(i, CLASS + APPS.get(i / 2 % APPS.size())));
    }
    user.messages.add(new Message(interactions, "IPM.Note"));
  }

  @Nullable SimulatedResponse answer(SimulatedCall call) {
    if (!call.is(
            "GET", "copilot", "users", "*", "interactionHistory", "getAllEnterpriseInteractions")
        && !call.is(
            "GET",
            "copilot",
            "users",
            "*",
            "interactionHistory",
            "getAllEnterpriseInteractions()")) {
      return null;
    }
    var user = directory.living(call.segment(2));
    if (user == null || user.refusedWith == 404) {
      return null;
    }
    if (user.refusedWith != 0) {
      return SimulatedCall.error(user.refusedWith, "Forbidden", "No valid licence for the user.");
    }
    return page(call, user, where(call.request().param("$filter").orElse("")));
  }

  private static SimulatedResponse page(
      SimulatedCall call, SimulatedUser user, Predicate<Message> which) {
    if (call.request().param("$skiptoken").isEmpty()) {
      user.messages.forEach(SimulatedHistory::look);
    }
    var all = user.messages.stream().filter(m -> m.copilot() && shown(m)).filter(which).toList();
    var token = TOKEN.matcher(call.request().param("$skiptoken").orElse("p+/0=0="));
    if (!token.matches()) {
      throw SimulatedCall.badRequest("Invalid skip token.");
    }
    int from = Integer.parseInt(token.group(1));
    boolean gap = from == 0 ? all.size() % 2 == 1 : from == GAP;
    if (gap && token.group(2).equals("0")) {
      return call.page(List.of(), "p+/" + from + "=1=");
    }
    var rest = all.stream().filter(message -> message.number >= from).toList();
    var page = rest.subList(0, Math.min(rest.size(), call.top(100, 100)));
    var values = page.stream().map(message -> json(user, message)).toList();
    return call.page(
        values, page.size() < rest.size() ? "p+/" + (page.getLast().number + 1) + "=0=" : null);
  }

  private static void look(Message message) {
    message.lagging = message.purged && message.lag > 0;
    message.lag -= message.lagging ? 1 : 0;
  }

  private static boolean shown(Message message) {
    return !message.purged || message.lagging;
  }

  /** One date bound alone is refused. */
  private static Predicate<Message> where(String filter) {
    Predicate<Message> all = message -> true;
    boolean from = false;
    boolean to = false;
    for (var clause : filter.isEmpty() ? new String[0] : filter.split(" and ")) {
      var app = APP_CLASS.matcher(clause);
      var created = CREATED.matcher(clause);
      if (app.matches()) {
        all = all.and(message -> message.itemClass.equals(app.group(1)));
      } else if (created.matches()) {
        from |= created.group(1).startsWith("g");
        to |= created.group(1).startsWith("l");
        all = all.and(bound(created.group(1), instant(created.group(2))));
      } else {
        throw SimulatedCall.badRequest("Invalid filter clause.");
      }
    }
    if (from != to) {
      throw SimulatedCall.badRequest("createdDateTime needs an upper and a lower bound.");
    }
    return all;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException unreadable) {
      throw SimulatedCall.badRequest("Invalid date in filter.");
    }
  }

  private static Predicate<Message> bound(String operator, Instant at) {
    return message -> {
      int compared = created(message).compareTo(at);
      return switch (operator) {
        case "gt" -> compared > 0;
        case "ge" -> compared >= 0;
        case "lt" -> compared < 0;
        default -> compared <= 0;
      };
    };
  }

  private static Instant created(Message message) {
    return FIRST.plusSeconds(60L * message.number);
  }

  private static Map<String, Object> json(SimulatedUser user, Message message) {
    boolean prompt = message.number % 2 == 0;
    var id = Long.toString(created(message).toEpochMilli());
    var json = new LinkedHashMap<String, Object>();
    json.put("id", id);
    json.put(
        "sessionId", "19:" + user.id.substring(0, 8) + "-" + message.number / 10 + "@thread.v2");
    json.put("requestId", SimulatedUser.id(user.key + "/request/" + message.number / 2));
    json.put("appClass", message.itemClass);
    json.put("interactionType", prompt ? "userPrompt" : "aiResponse");
    json.put("conversationType", message.itemClass.endsWith("BizChat") ? "bizchat" : "appchat");
    json.put("etag", id);
    json.put("createdDateTime", created(message).toString());
    json.put("locale", "en-us");
    json.put("contexts", List.of());
    json.put("from", prompt ? fromUser(user) : fromApp());
    json.put("body", prompt ? body("text", prompt(user, message)) : body("html", tag(message)));
    json.put("attachments", prompt ? List.of() : List.of(card(user, message)));
    json.put("links", List.of());
    json.put("mentions", List.of());
    return json;
  }

  private static Map<String, Object> fromUser(SimulatedUser user) {
    var identity = new LinkedHashMap<String, Object>();
    identity.put("@odata.type", "#microsoft.graph.teamworkUserIdentity");
    identity.put("id", user.id);
    identity.put("displayName", user.name);
    identity.put("userIdentityType", "aadUser");
    identity.put("tenantId", TENANT);
    return from(identity, null);
  }

  private static Map<String, Object> fromApp() {
    var identity = new LinkedHashMap<String, Object>();
    identity.put("id", SimulatedUser.id("copilot"));
    identity.put("displayName", "Copilot");
    return from(null, identity);
  }

  private static Map<String, Object> from(@Nullable Object user, @Nullable Object application) {
    var from = new LinkedHashMap<String, Object>();
    from.put("@odata.type", "#microsoft.graph.chatMessageFromIdentitySet");
    from.put("application", application);
    from.put("device", null);
    from.put("user", user);
    return from;
  }

  private static Map<String, Object> body(String type, String content) {
    var body = new LinkedHashMap<String, Object>();
    body.put("contentType", type);
    body.put("content", content);
    return body;
  }

  private static String prompt(SimulatedUser user, Message message) {
    return "Question " + message.number + " of " + user.name;
  }

  private static String tag(Message message) {
    return "<attachment id=\"card-" + message.number + "\"></attachment>";
  }

  /** JSON in a string in JSON. */
  private static Map<String, Object> card(SimulatedUser user, Message message) {
    var text = "Answer " + message.number + " to " + user.name;
    var content =
        "{\"type\":\"AdaptiveCard\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"%s\"}]}"
            .formatted(text);
    var card = new LinkedHashMap<String, Object>();
    card.put("attachmentId", "card-" + message.number);
    card.put("contentType", "application/vnd.microsoft.card.adaptive");
    card.put("contentUrl", null);
    card.put("content", content);
    card.put("name", null);
    return card;
  }

  /** What a search sees of a mailbox, and a purge takes. */
  static Predicate<Message> query(String kql) {
    var classes =
        List.of(kql.split(" OR ")).stream()
            .map(part -> part.replaceFirst("(?i)^ItemClass:", ""))
            .collect(Collectors.toSet());
    return message ->
        kql.isBlank() || classes.stream().anyMatch(message.itemClass::equalsIgnoreCase);
  }
}
