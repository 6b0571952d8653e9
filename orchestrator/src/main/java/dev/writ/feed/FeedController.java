package dev.writ.feed;

import dev.writ.api.FeedsApi;
import dev.writ.api.model.FeedView;
import dev.writ.connection.ConnectionService;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FeedController implements FeedsApi {
  private final FeedRecord record;
  private final Feeds feeds;
  private final ConnectionService connections;
  private final Clock clock;

  FeedController(FeedRecord record, Feeds feeds, ConnectionService connections, Clock clock) {
    this.record = record;
    this.feeds = feeds;
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public ResponseEntity<FeedView> showFeed(UUID id) {
    if (!feeds.hasFeed(connections.require(id))) {
      throw Problem.notFound("this connection's vendor keeps no feed");
    }
    return ResponseEntity.ok(
        view(record.find(id).orElseGet(() -> FeedState.untouched(clock.instant()))));
  }

  private static FeedView view(FeedState feed) {
    var view = new FeedView(feed.entries(), feed.refused(), at(feed.nextAt()));
    feed.readAt().map(FeedController::at).ifPresent(view::setLastReadAt);
    feed.failure().ifPresent(view::setFailure);
    feed.failedAt().map(FeedController::at).ifPresent(view::setFailedAt);
    return view;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
