package dev.writ.hold;

import dev.writ.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which days a hold may name. Days are those of UTC. */
@Component
class HoldDays {
  private static final int FURTHEST_YEARS = 30;
  private final Clock clock;

  HoldDays(Clock clock) {
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Refuses a day that has passed, or that nobody will live to see to. */
  void ahead(@Nullable LocalDate day, String field) {
    if (day != null && (day.isBefore(today()) || day.isAfter(today().plusYears(FURTHEST_YEARS)))) {
      throw Problem.invalid(field + " lies in the past, or more than thirty years ahead");
    }
  }
}
