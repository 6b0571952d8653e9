package dev.writ.feed;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.ConnectionChanged;
import dev.writ.connection.ConnectionService.ConnectionCreated;
import dev.writ.connection.ConnectionService.CredentialsChanged;
import dev.writ.connection.VendorCatalogue;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.VendorAdapter;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Has the due feeds of active connections read, a few at a time: at boot, with every sweep, when a
 * connection is new or changed, and before a person is searched for. When a feed is due stands in
 * the record, so it is read once per {@code WRIT_FEED_EVERY} however many workers there are.
 */
@Component
public class Feeds {
  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
  private static final int AT_ONCE = 4;
  private static final int SECONDS_TO_FINISH = 5;
  private final FeedRecord record;
  private final FeedReader reader;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final boolean working;
  private final WritSettings.Feeds settings;
  private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
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
    this.settings = settings.feeds();
    this.working = settings.roles().contains(WritSettings.Role.WORKER);
  }

  @EventListener(ApplicationReadyEvent.class)
  @Scheduled(initialDelayString = "${writ.sweep}", fixedDelayString = "${writ.sweep}")
  void readDue() {
    if (!working) {
      return;
    }
    var fed =
        connections.all().stream()
            .filter(c -> active(c) && hasFeed(c))
            .map(Connection::id)
            .toList();
    record.open(fed);
    record.due(fed).forEach(this::begin);
  }

  /**
   * How what the connection's feed tells stands in the ledger. What is not fresh is read at once,
   * beside the caller, who asks again.
   *
   * @param since when the caller began to wait, by the database's clock
   */
  public Freshness freshness(UUID id, Instant since) {
    var standing = record.standing(id, since, settings.fresh(), settings.patience());
    if (standing.fresh()) {
      return Freshness.FRESH;
    }
    boolean hopeless = standing.lasting() && standing.failedLately();
    if (hopeless || standing.waitedOut() || !active(connections.require(id))) {
      return Freshness.BEHIND;
    }
    if (standing.failure().isEmpty() || standing.lasting()) {
      record.dueNow(id);
    }
    begin(id);
    return Freshness.AWAITED;
  }

  private static boolean active(Connection connection) {
    return connection.state() == Connection.State.ACTIVE;
  }

  /** Nobody has read it yet. */
  @TransactionalEventListener(fallbackExecution = true)
  void created(ConnectionCreated event) {
    readIfDue(event.connection());
  }

  /** It may lead elsewhere, be active again, or be opened by other credentials. */
  @TransactionalEventListener(fallbackExecution = true)
  void changed(ConnectionChanged event) {
    readIfDue(event.connection());
  }

  private void readIfDue(Connection connection) {
    if (working && active(connection) && hasFeed(connection)) {
      begin(connection.id());
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

  /**
   * A turn that waits for a reader is enough; one that is under way may have passed the news by.
   */
  private void begin(UUID id) {
    if (waiting.add(id)) {
      readers.execute(() -> read(id));
    }
  }

  private void read(UUID id) {
    waiting.remove(id);
    try {
      record.open(List.of(id));
      reader.read(id);
    } catch (RuntimeException unreachable) {
      LOG.warn("a feed's turn was lost: {}", unreachable.getClass().getName());
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
