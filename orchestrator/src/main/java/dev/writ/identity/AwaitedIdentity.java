package dev.writ.identity;

import dev.writ.request.IdentityStandings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How far the check of a request is, by the record and the time of day. */
@Component
class AwaitedIdentity implements IdentityStandings {
  private final IdentityRecord record;
  private final Clock clock;

  AwaitedIdentity(IdentityRecord record, Clock clock) {
    this.record = record;
    this.clock = clock;
  }

  @Override
  public Standing standing(UUID request) {
    var identity = record.require(request);
    if (identity.establishedAt().isPresent()) {
      return new Standing.Established();
    }
    var left = Duration.between(clock.instant(), identity.waitUntil());
    return left.isPositive() ? new Standing.Awaited(left) : new Standing.Expired();
  }

  @Override
  public List<UUID> overdue() {
    return record.overdue(clock.instant());
  }
}
