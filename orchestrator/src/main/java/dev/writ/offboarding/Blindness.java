package dev.writ.offboarding;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What follows when something that must be readable is not: an absence means nothing then. It is
 * looked again with growing waits, a bounded number of times, and then a person must see to it.
 */
@Component
class Blindness {
  static final String TROUBLE = "what must be readable is not: no absence can be believed";

  private static final int MOST_TRIES = 8;
  private final OffboardingRecord record;
  private final Polls polls;
  private final TransactionTemplate transaction;

  Blindness(OffboardingRecord record, Polls polls, TransactionTemplate transaction) {
    this.record = record;
    this.polls = polls;
    this.transaction = transaction;
  }

  void note(LeaveAttempt attempt) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          wait(attempt.id());
        });
  }

  /** The lists were read with closed eyes, and are to be read anew. */
  void noteOfLists(LeaveAttempt attempt) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          record.listAgain(attempt.id(), record.require(attempt.id()).pass(), null);
          wait(attempt.id());
        });
  }

  private void wait(UUID id) {
    int attempts = record.require(id).attempts();
    if (attempts + 1 < MOST_TRIES) {
      record.retryAt(id, polls.again(attempts), TROUBLE);
    } else {
      record.stuck(id, TROUBLE);
    }
  }
}
