package dev.writ.engine;

import dev.writ.letter.LetterChanged;
import dev.writ.letter.Mailing;
import dev.writ.workflow.LetterActivities;
import dev.writ.workflow.LetterWorkflow;
import dev.writ.workflow.LetterWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Letters. */
@Component
class LetterRoom implements EngineRoom {
  private final Mailing mailing;
  private final EngineGate gate;
  private final Steps steps;

  LetterRoom(Mailing mailing, EngineGate gate, Steps steps) {
    this.mailing = mailing;
    this.gate = gate;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(LetterWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    return List.of();
  }

  @Override
  public List<Object> postSteps() {
    LetterActivities deliver =
        id -> {
          try (var pulse = new ActivityPulse()) {
            pulse.start(() -> true);
            return steps.run("letter", id, "letters", () -> mailing.deliver(UUID.fromString(id)));
          }
        };
    return List.of(deliver);
  }

  /** Only what is due before long; the rest waits in the record. */
  @Override
  public List<Work> unfinished() {
    return mailing.atWork().stream().map(LetterRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(LetterChanged event) {
    gate.wake(workflow(event.letter()));
  }

  private static Work workflow(UUID letter) {
    return new Work(LetterWorkflow.class, "letter-" + letter, letter.toString());
  }
}
