package dev.writ.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * On which terms workflows call activities. Each is repeated until it answers: what a failure means
 * is decided by the record, which the activity itself asks.
 */
final class Terms {
  /** The queue of letters: a slow mail server must not hold up the record's steps. */
  static final String LETTERS = "writ-letters";

  private static final RetryOptions UNTIL_IT_ANSWERS =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofMinutes(1))
          .build();

  private Terms() {}

  /** A step that touches the record alone. */
  static ActivityOptions ofRecord() {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(60))
        .setRetryOptions(UNTIL_IT_ANSWERS)
        .build();
  }

  /** A step that hands a letter over, which a slow mail server can make long. */
  static ActivityOptions ofPost() {
    return ActivityOptions.newBuilder()
        .setTaskQueue(LETTERS)
        .setStartToCloseTimeout(Duration.ofHours(1))
        .setHeartbeatTimeout(Duration.ofSeconds(20))
        .setRetryOptions(UNTIL_IT_ANSWERS)
        .build();
  }

  /**
   * A step that calls a vendor: it works for about a minute and beats meanwhile.
   *
   * @param queue the connection's own
   */
  static ActivityOptions ofVendor(String queue) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setStartToCloseTimeout(Duration.ofMinutes(30))
        .setHeartbeatTimeout(Duration.ofSeconds(20))
        .setRetryOptions(UNTIL_IT_ANSWERS)
        .build();
  }
}
