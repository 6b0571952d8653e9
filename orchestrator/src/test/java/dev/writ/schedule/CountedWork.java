package dev.writ.schedule;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Recurring work of the tests: counts its turns, and does what it is told. */
@Component
public class CountedWork implements RecurringWork {
  public static final AtomicInteger TURNS = new AtomicInteger();
  public static volatile Runnable script = () -> {};

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public String purpose() {
    return "Counts its turns.";
  }

  @Override
  public Duration every() {
    return Duration.ofDays(300);
  }

  @Override
  public void run() {
    TURNS.incrementAndGet();
    script.run();
  }
}
