package dev.writ.engine;

import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An engine whose time a test lets pass, and the clock that goes with it: what the service takes
 * for the time of day is the engine's.
 */
public final class SkippedTime extends Clock
    implements ApplicationContextInitializer<GenericApplicationContext> {
  private final TestWorkflowEnvironment service =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(true).build());

  @Override
  public void initialize(GenericApplicationContext context) {
    context.registerBean(
        Engine.class, () -> new Engine(service.getWorkflowClient(), service::close));
    context.registerBean(Clock.class, () -> this);
  }

  /** Lets so much time pass; timers ring on the way, and time waits for what they begin. */
  public void pass(Duration time) {
    service.sleep(time);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(service.currentTimeMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
