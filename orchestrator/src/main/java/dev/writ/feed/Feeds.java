package dev.writ.feed;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.CredentialsChanged;
import dev.writ.connection.VendorCatalogue;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorAdapter;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has the due feeds of active connections read, a few at a time. When a feed is due stands in the
 * record, so it is read once per {@code WRIT_FEED_EVERY} however many workers there are.
 */
@Component
class Feeds {
  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
  private static final int AT_ONCE = 4;
  private static final int SECONDS_TO_FINISH = 5;
  private final FeedRecord record;
  private final FeedReader reader;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final boolean working;
  private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();
  private final ExecutorService readers =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().name("feed-", 0).daemon().factory());

  Feeds(
      FeedRecord record,
      FeedReader reader,
      ConnectionService connections,
      VendorCatalogue vendors,
      WritSettings settings) {
    this.record = record;
    this.reader = reader;
    this.connections = connections;
    this.vendors = vendors;
    this.working = settings.roles().contains(WritSettings.Role.WORKER);
  }

  @Scheduled(initialDelayString = "${writ.sweep}", fixedDelayString = "${writ.sweep}")
  void readDue() {
    if (!working) {
      return;
    }
    var fed =
        connections.all().stream()
            .filter(c -> c.state() == Connection.State.ACTIVE && hasFeed(c))
            .map(Connection::id)
            .toList();
    record.open(fed);
    for (var id : record.due(fed)) {
      if (atWork.add(id)) {
        readers.execute(() -> read(id));
      }
    }
  }

  /** New credentials are tried at once where the old ones may have been why a feed failed. */
  @EventListener
  void credentialsChanged(CredentialsChanged changed) {
    record.retryNow(changed.connection());
  }

  /** Whether the connection's vendor keeps a record of whose objects are whose. */
  boolean hasFeed(Connection connection) {
    return vendors.find(connection.vendor()).flatMap(VendorAdapter::feed).isPresent();
  }

  private void read(UUID id) {
    try {
      reader.read(id);
    } catch (RuntimeException unreachable) {
      LOG.warn("a feed's turn was lost: {}", unreachable.getClass().getName());
    } finally {
      atWork.remove(id);
    }
  }

  @PreDestroy
  void stop() {
    reader.stop();
    readers.shutdownNow();
    try {
      if (!readers.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
        LOG.info("a feed was still being read; its portion is read again later");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
