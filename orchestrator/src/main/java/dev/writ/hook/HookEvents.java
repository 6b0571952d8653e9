package dev.writ.hook;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.VendorHooks.Event;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The events that came in, each once: a keyed hash of the vendor's id, and no word of what it was
 * about.
 */
@Component
class HookEvents {
  /** Far longer than any vendor repeats an event, or signs it for. */
  private static final Duration KEPT = Duration.ofDays(60);

  private final JdbcClient sql;
  private final Vault vault;
  private final ApplicationEventPublisher publisher;

  HookEvents(JdbcClient sql, Vault vault, ApplicationEventPublisher publisher) {
    this.sql = sql;
    this.vault = vault;
    this.publisher = publisher;
  }

  /** Keeps what is new and publishes it; what was here before changes nothing. */
  @Transactional
  void take(UUID connection, List<Event> events) {
    var byHash = new LinkedHashMap<ByteBuffer, Event>();
    for (var event : events) {
      var hash = vault.hash("hook-event", connection.toString(), event.id());
      byHash.putIfAbsent(ByteBuffer.wrap(hash), event);
    }
    byHash.keySet().retainAll(inserted(connection, byHash));
    if (!byHash.isEmpty()) {
      var about = byHash.values().stream().map(Event::about).distinct().toList();
      publisher.publishEvent(new VendorSpoke(connection, about));
    }
  }

  /** In one order, so that two deliveries of the same events never wait in a circle. */
  private Set<ByteBuffer> inserted(UUID connection, Map<ByteBuffer, Event> events) {
    var hashes = events.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new);
    return new HashSet<>(
        sql.sql(
                """
                insert into hook_event (connection_id, event)
                select ?, e from unnest(?::bytea[]) e order by e
                on conflict do nothing returning event
                """)
            .param(connection)
            .param(hashes)
            .query((row, n) -> ByteBuffer.wrap(row.getBytes(1)))
            .list());
  }

  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void forgetOld() {
    sql.sql("delete from hook_event where received_at < now() - make_interval(secs => ?)")
        .param(KEPT.toSeconds())
        .update();
  }
}
