package dev.writ.feed;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.ledger.Ledger;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.Laps;
import dev.writ.vendor.spi.LedgerFeed.Portion;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a feed portion by portion to its present end. Its calls pass the connection's gate like any
 * other. What goes wrong ends the turn with the cursor where the last whole portion left it.
 */
@Component
class FeedReader {
  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final int LONGEST_CURSOR = 2_000;
  private final FeedRecord feeds;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Duration every;
  private final WritSettings.Calls calls;
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("feed-lease").daemon().factory());
  private volatile boolean stopping;

  FeedReader(
      FeedRecord feeds,
      ConnectionService connections,
      VendorCatalogue vendors,
      Ledger ledger,
      TransactionTemplate transaction,
      MeterRegistry metrics,
      Clock clock,
      WritSettings settings) {
    this.feeds = feeds;
    this.connections = connections;
    this.vendors = vendors;
    this.ledger = ledger;
    this.transaction = transaction;
    this.metrics = metrics;
    this.clock = clock;
    this.every = settings.feeds().every();
    this.calls = settings.calls();
  }

  /** One turn of a due feed; nothing happens when it is not due or somebody else reads it. */
  void read(UUID id) {
    var holder = UUID.randomUUID();
    if (stopping || !feeds.take(id, holder)) {
      return;
    }
    var connection = connections.require(id);
    long beat = FeedRecord.TERM.toMillis() / 4;
    var renewal =
        renewals.scheduleWithFixedDelay(() -> renew(id, holder), beat, beat, TimeUnit.MILLISECONDS);
    try {
      if (readToItsEnd(connection, holder)) {
        feeds.ended(id, holder, every);
        count(connection, "OK");
      } else {
        feeds.release(id, holder);
      }
    } catch (VendorFailure failure) {
      failed(connection, holder, failure.kind().name(), wait(id, failure));
    } catch (LeaseGone taken) {
      LOG.warn("the feed of connection {} is read by another process", id);
    } catch (RuntimeException broken) {
      LOG.warn("a feed broke: {}", broken.getClass().getName());
      failed(connection, holder, "INTERNAL", every);
    } finally {
      renewal.cancel(false);
    }
  }

  private void renew(UUID id, UUID holder) {
    try {
      feeds.renew(id, holder);
    } catch (RuntimeException unreachable) {
      LOG.warn("a feed's lease was not renewed: {}", unreachable.getClass().getName());
    }
  }

  /** From now on turns end after the portion they are at. */
  void stop() {
    stopping = true;
    renewals.shutdownNow();
  }

  private boolean readToItsEnd(Connection connection, UUID holder) {
    var laps = Laps.NONE;
    while (true) {
      var now = connections.require(connection.id());
      if (stopping || now.state() != Connection.State.ACTIVE) {
        return false;
      }
      var account = connections.open(now);
      Portion portion;
      try {
        portion = readPortion(now, account, holder);
      } catch (VendorFailure failure) {
        if (failure.kind() == VendorFailure.Kind.AUTHENTICATION && !stillOpens(now, account)) {
          return false;
        }
        throw failure;
      }
      if (!portion.more()) {
        return true;
      }
      laps = laps.turned(portion.cursor());
    }
  }

  /** New credentials that came while the old ones were refused have not failed. */
  private boolean stillOpens(Connection connection, VendorConnection account) {
    return Objects.requireNonNull(
        transaction.execute(tx -> connections.opensLike(connection.id(), account)));
  }

  private Portion readPortion(Connection connection, VendorConnection account, UUID holder) {
    var id = connection.id();
    var adapter = vendors.require(connection.vendor());
    var cursor = feeds.cursor(id);
    var entries =
        new FeedEntries(
            id,
            adapter::accepts,
            clock.instant(),
            batch -> transaction.executeWithoutResult(tx -> append(connection, holder, batch)));
    var portion = adapter.feed().orElseThrow().read(account, cursor, entries);
    check(portion, cursor);
    transaction.executeWithoutResult(
        tx -> {
          append(connection, holder, entries.rest());
          feeds.advance(id, holder, portion.cursor(), entries.refused());
        });
    return portion;
  }

  private void append(Connection connection, UUID holder, List<Ledger.Entry> entries) {
    int added = ledger.append(entries);
    feeds.entered(connection.id(), holder, added);
    metrics.counter("writ.feed.entries", "vendor", connection.vendor()).increment(added);
  }

  /** A cursor that stands still with more to come would be read for ever. */
  private static void check(Portion portion, String before) {
    if (portion.cursor().length() > LONGEST_CURSOR
        || (portion.more() && portion.cursor().equals(before))) {
      throw new VendorFailure(VendorFailure.Kind.MALFORMED_RESPONSE, 0);
    }
  }

  /** A call cut off by our own stopping is no failure of the vendor. */
  private void failed(Connection connection, UUID holder, String failure, Duration wait) {
    if (stopping) {
      Thread.interrupted(); // has served its purpose, and the database would stumble over it
      feeds.release(connection.id(), holder);
      return;
    }
    feeds.failed(connection.id(), holder, wait, failure);
    count(connection, failure);
    LOG.warn("the feed of connection {} was not read: {}", connection.id(), failure);
  }

  /** What may pass soon is tried again as a leg would; what will not, at the next turn. */
  private Duration wait(UUID id, VendorFailure failure) {
    var again = failure.kind().retryable() ? calls.retry(feeds.failures(id)) : every;
    var usual = again.compareTo(every) > 0 ? every : again;
    return failure.retryAfter().filter(asked -> asked.compareTo(usual) > 0).orElse(usual);
  }

  private void count(Connection connection, String outcome) {
    metrics
        .counter("writ.feed.reads", "vendor", connection.vendor(), "outcome", outcome)
        .increment();
  }
}
