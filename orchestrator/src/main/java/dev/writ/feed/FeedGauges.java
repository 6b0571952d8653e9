package dev.writ.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How long ago each feed was read to its end: the number to watch, because a vendor forgets after
 * some weeks.
 */
@Component
class FeedGauges {
  private final FeedRecord feeds;
  private final MultiGauge ages;

  FeedGauges(FeedRecord feeds, MeterRegistry metrics) {
    this.feeds = feeds;
    this.ages =
        MultiGauge.builder("writ.feed.age")
            .baseUnit("seconds")
            .description("Time since a feed was last read to its end, or first to be read")
            .register(metrics);
  }

  @Scheduled(initialDelay = 5_000, fixedDelay = 15_000)
  void read() {
    ages.register(
        feeds.unreadSince().entrySet().stream()
            .map(
                feed ->
                    MultiGauge.Row.of(
                        Tags.of("connection", feed.getKey().toString()),
                        () -> secondsSince(feed.getValue())))
            .toList(),
        true);
  }

  private static double secondsSince(Instant at) {
    return Duration.between(at, Instant.now()).toMillis() / 1000.0;
  }
}
