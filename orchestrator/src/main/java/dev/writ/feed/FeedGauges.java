package dev.writ.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How long ago each feed was read to its end: the number to watch, because a vendor forgets after
 * some weeks. A gauge is registered once: one that is registered anew while it is being read breaks
 * the reading.
 */
@Component
class FeedGauges {
  private final FeedRecord feeds;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Set<UUID> registered = new HashSet<>();
  private volatile Map<UUID, Instant> unreadSince = Map.of();

  FeedGauges(FeedRecord feeds, Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.feeds = feeds;
    this.metrics = metrics;
  }

  @Scheduled(initialDelay = 5_000, fixedDelay = 15_000)
  void read() {
    unreadSince = Map.copyOf(feeds.unreadSince());
    for (var connection : unreadSince.keySet()) {
      if (registered.add(connection)) {
        Gauge.builder("writ.feed.age", this, gauges -> gauges.seconds(connection))
            .tag("connection", connection.toString())
            .baseUnit("seconds")
            .description("Time since a feed was last read to its end, or first to be read")
            .register(metrics);
      }
    }
  }

  /** Not a number once the feed is none any more. */
  private double seconds(UUID connection) {
    var at = unreadSince.get(connection);
    return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1000.0;
  }
}
