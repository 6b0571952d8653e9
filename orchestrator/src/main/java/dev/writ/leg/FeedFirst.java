package dev.writ.leg;

import dev.writ.feed.Feeds;
import dev.writ.feed.Freshness;
import dev.writ.settings.WritSettings;
import dev.writ.workflow.LegProgress;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Has what the vendor's own record tells of a person stand in the ledger before the person is
 * searched for, so that the plan holds it. A record that cannot be read does not hold a request up:
 * the law's days pass meanwhile.
 */
@Component
final class FeedFirst {
  static final String AWAITED = "the vendor's own record of whose objects are whose is read first";
  static final String BEHIND =
      "searched before the vendor's own record of whose objects are whose was read to its end: the"
          + " plan may lack some of them";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Feeds feeds;
  private final LegRecord legs;
  private final Duration firstWait;
  private final Duration patience;

  FeedFirst(Feeds feeds, LegRecord legs, WritSettings settings) {
    this.feeds = feeds;
    this.legs = legs;
    this.firstWait = settings.calls().firstRetry();
    this.patience = settings.feeds().patience();
  }

  /** What the ledger knows; where that is worth waiting for, the record is being read. */
  Freshness of(LegAttempt attempt) {
    var leg = attempt.leg();
    return attempt.adapter().feed().isEmpty()
        ? Freshness.FRESH
        : feeds.freshness(leg.connection(), legs.feedAwaitedSince(leg.id()));
  }

  /** The leg asks again after half the time that it has waited already, or when that is enough. */
  LegProgress await(LegAttempt attempt) {
    var leg = attempt.leg().id();
    var waited = legs.awaitFeed(leg, AWAITED);
    var soonest =
        Stream.of(waited.dividedBy(2), patience.minus(waited), LONGEST_WAIT)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    var wait = soonest.compareTo(firstWait) < 0 ? firstWait : soonest;
    legs.nextAttempt(leg, attempt.now().plus(wait));
    return LegProgress.again(Math.max(wait.toMillis(), 1), 0);
  }
}
