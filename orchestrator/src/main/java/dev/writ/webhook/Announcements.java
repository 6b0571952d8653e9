package dev.writ.webhook;

import dev.writ.vendor.spi.VendorHttp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where rooms say what has happened. */
@Service
public class Announcements {
  private final DeliveryRecord deliveries;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Announcements(DeliveryRecord deliveries, Clock clock, ApplicationEventPublisher events) {
    this.deliveries = deliveries;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Enters an event for everybody who wants to know of its type, in the caller's transaction.
   *
   * @param facts what the receiver is told, in this order: ids, states, days and counts; an empty
   *     optional is left out
   * @throws IllegalArgumentException when a fact is free text, which could name somebody
   */
  @Transactional
  public void announce(EventType type, Map<String, ?> facts) {
    var event = event(type, facts);
    var told = deliveries.announce(event);
    if (!told.isEmpty()) {
      events.publishEvent(new DeliveriesWait(told));
    }
  }

  /** The event as it is sent; its id is the {@code webhook-id} of every attempt. */
  Event event(EventType type, Map<String, ?> facts) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var data = new LinkedHashMap<String, Object>();
    facts.forEach(
        (name, fact) -> {
          if (!(fact instanceof Optional<?> maybe)) {
            data.put(name, impersonal(fact));
          } else if (maybe.isPresent()) {
            data.put(name, impersonal(maybe.get()));
          }
        });
    var body = new LinkedHashMap<String, Object>();
    body.put("type", type.word());
    body.put("timestamp", now.toString());
    body.put("data", data);
    return new Event(UUID.randomUUID(), type.word(), now, VendorHttp.JSON.writeValueAsString(body));
  }

  /** One event. */
  record Event(UUID id, String type, Instant at, String body) {}

  private static Object impersonal(Object fact) {
    return switch (fact) {
      case UUID id -> id.toString();
      case Enum<?> word -> word.name();
      case LocalDate day -> day.toString();
      case Instant time -> time.toString();
      case Integer count -> count;
      case String code when code.matches("[A-Z][A-Z0-9_]{0,63}") -> code;
      default -> throw new IllegalArgumentException("free text does not leave the house");
    };
  }
}
