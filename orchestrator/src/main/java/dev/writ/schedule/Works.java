package dev.writ.schedule;

import dev.writ.web.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** All recurring work there is, by name. */
@Component
class Works {
  private static final double JITTER = 0.1;
  private final Map<String, RecurringWork> byName = new TreeMap<>();

  Works(List<RecurringWork> all) {
    for (var work : all) {
      if (!work.name().matches("[a-z][a-z0-9-]{0,59}")) {
        throw new IllegalStateException(work.name() + " is no name of recurring work");
      }
      if (byName.put(work.name(), work) != null) {
        throw new IllegalStateException("two kinds of recurring work are called " + work.name());
      }
    }
  }

  Collection<RecurringWork> all() {
    return byName.values();
  }

  Collection<String> names() {
    return byName.keySet();
  }

  Optional<RecurringWork> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  RecurringWork require(String name) {
    return find(name).orElseThrow(() -> Problem.notFound("no such schedule"));
  }

  /** How often it is to run: as an administrator said, or as the work itself says. */
  static Duration every(RecurringWork work, Schedule schedule) {
    return schedule.every() == null ? work.every() : schedule.every();
  }

  /** The interval and up to a tenth more, so that not everything runs at once. */
  static Duration jittered(Duration every) {
    long extra = (long) (every.toMillis() * JITTER);
    return every.plusMillis(extra == 0 ? 0 : ThreadLocalRandom.current().nextLong(extra));
  }
}
