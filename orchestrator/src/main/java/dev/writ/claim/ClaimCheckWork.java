package dev.writ.claim;

import dev.writ.schedule.RecurringWork;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Wants a look at all promises every day. */
@Component
class ClaimCheckWork implements RecurringWork {
  private final ClaimLooks looks;

  ClaimCheckWork(ClaimLooks looks) {
    this.looks = looks;
  }

  @Override
  public String name() {
    return "claim-checks";
  }

  @Override
  public String purpose() {
    return "Looks at what can be seen of vendors' promises, at every active connection.";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(1);
  }

  @Override
  public void run() {
    looks.wantAll();
  }
}
