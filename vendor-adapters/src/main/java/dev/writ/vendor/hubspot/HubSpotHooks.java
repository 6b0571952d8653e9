package dev.writ.vendor.hubspot;

import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorHooks;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * HubSpot's webhooks: batches of events about deleted contacts and conversations. A privacy
 * deletion of a contact comes together with its plain deletion, in any order; a plain one may still
 * be undone from the recycle bin. An event is a reason to look at the object, and proves nothing.
 *
 * <p>Source: developers.hubspot.com, request validation (2025-08-22) and webhooks.
 */
final class HubSpotHooks implements VendorHooks {
  static final String CREDENTIAL = "clientSecret";

  private static final String SIGNATURE = "x-hubspot-signature-v3";
  private static final String TIMESTAMP = "x-hubspot-request-timestamp";
  private static final Duration LONGEST_AGE = Duration.ofMinutes(5);
  private static final Map<String, HubSpotKind> EVENTS =
      Map.of(
          "contact.privacyDeletion", HubSpotKind.CONTACT,
          "contact.deletion", HubSpotKind.CONTACT,
          "conversation.privacyDeletion", HubSpotKind.THREAD);

  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

  /** The account and the subscription, where they are told. */
  private static final List<String> SENDER = List.of("portalId", "appId", "subscriptionId");

  /** What tells two events apart; {@code eventId} alone is documented not to. */
  private static final List<String> EVENT = List.of("eventId", "occurredAt", "objectId");

  @Override
  public Verdict judge(Map<String, Secret> credentials, Call call, Instant now) {
    var secret = credentials.get(CREDENTIAL);
    var signature = call.headers().get(SIGNATURE);
    var timestamp = call.headers().get(TIMESTAMP);
    if (secret == null
        || secret.reveal().isBlank()
        || signature == null
        || timestamp == null
        || !HubSpotSignature.matches(signature, secret.reveal(), call, timestamp)) {
      return new Refused(Reason.FORGED);
    }
    if (!MILLISECONDS.matcher(timestamp).matches()) {
      return new Refused(Reason.MALFORMED);
    }
    var sent = Instant.ofEpochMilli(Long.parseLong(timestamp));
    if (Duration.between(sent, now).compareTo(LONGEST_AGE) > 0) {
      return new Refused(Reason.STALE);
    }
    return events(call.body())
        .<Verdict>map(Genuine::new)
        .orElseGet(() -> new Refused(Reason.MALFORMED));
  }

  /** Empty for what HubSpot does not send. */
  private static Optional<List<Event>> events(byte[] body) {
    var batch = json(body);
    if (batch == null || !batch.isArray()) {
      return Optional.empty();
    }
    var events = new LinkedHashMap<String, Event>();
    for (var item : batch) {
      if (!item.isObject()) {
        return Optional.empty();
      }
      var kind = EVENTS.get(type(item));
      if (kind == null) {
        continue; // of a subscription that is none of ours
      }
      var event = event(kind, item);
      if (event.isEmpty()) {
        return Optional.empty();
      }
      events.putIfAbsent(event.get().id(), event.get());
    }
    return Optional.of(List.copyOf(events.values()));
  }

  private static @Nullable JsonNode json(byte[] body) {
    try {
      return VendorHttp.JSON.readTree(body);
    } catch (JacksonException unreadable) {
      return null;
    }
  }

  /** The guide's table calls it {@code eventType}, HubSpot's own samples otherwise. */
  private static String type(JsonNode item) {
    var type = item.path("subscriptionType").asString("");
    return type.isEmpty() ? item.path("eventType").asString("") : type;
  }

  /**
   * A repeated delivery differs in {@code attemptNumber} alone, which is left out of the id; two
   * events of one {@code eventId} differ in the rest of it.
   */
  private static Optional<Event> event(HubSpotKind kind, JsonNode item) {
    var parts = new ArrayList<String>();
    parts.add(type(item));
    SENDER.forEach(field -> parts.add(item.path(field).asString("-")));
    EVENT.forEach(field -> parts.add(item.path(field).asString("")));
    var object = item.path("objectId").asString("");
    return parts.stream().allMatch(part -> WORD.matcher(part).matches())
            && HubSpotAnswers.isId(object)
        ? Optional.of(new Event(String.join("/", parts), new VendorObject(kind.word(), object)))
        : Optional.empty();
  }
}
