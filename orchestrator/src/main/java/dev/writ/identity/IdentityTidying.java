package dev.writ.identity;

import dev.writ.page.SubjectPace;
import dev.writ.schedule.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes what was kept of codes and links whose time is over, and of who called how often. */
@Component
class IdentityTidying implements RecurringWork {
  private final ChallengeRecord challenges;
  private final SubjectPace pace;
  private final Clock clock;

  IdentityTidying(ChallengeRecord challenges, SubjectPace pace, Clock clock) {
    this.challenges = challenges;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "identity-tidying";
  }

  @Override
  public String purpose() {
    return "Deletes what was kept of codes and links whose time is over.";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    challenges.endExpired(clock.instant());
    pace.forgetFree();
  }
}
