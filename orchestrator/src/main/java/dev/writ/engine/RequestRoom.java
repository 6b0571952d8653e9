package dev.writ.engine;

import dev.writ.connection.Connection;
import dev.writ.leg.Assignment;
import dev.writ.leg.LegService;
import dev.writ.leg.Pulse;
import dev.writ.request.Assignments;
import dev.writ.request.RequestChanged;
import dev.writ.request.RequestProgress;
import dev.writ.workflow.LegActivities;
import dev.writ.workflow.LegProgress;
import dev.writ.workflow.LegWorkflowImpl;
import dev.writ.workflow.RequestActivities;
import dev.writ.workflow.RequestWorkflow;
import dev.writ.workflow.RequestWorkflowImpl;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Requests and their legs. */
@Component
class RequestRoom implements EngineRoom {
  private final RequestProgress progress;
  private final Assignments assignments;
  private final LegService legs;
  private final EngineGate gate;
  private final Steps steps;

  RequestRoom(
      RequestProgress progress,
      Assignments assignments,
      LegService legs,
      EngineGate gate,
      Steps steps) {
    this.progress = progress;
    this.assignments = assignments;
    this.legs = legs;
    this.gate = gate;
    this.steps = steps;
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(RequestWorkflowImpl.class, LegWorkflowImpl.class);
  }

  @Override
  public List<Object> recordSteps() {
    RequestActivities advance =
        id -> steps.run("request", id, "requests", () -> progress.advance(UUID.fromString(id)));
    return List.of(advance);
  }

  @Override
  public List<Object> vendorSteps(Connection connection) {
    return List.of(new OfLegs(connection.vendor()));
  }

  @Override
  public List<Work> unfinished() {
    return progress.atWork().stream().map(RequestRoom::workflow).toList();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void changed(RequestChanged event) {
    gate.wake(workflow(event.request()));
  }

  private static Work workflow(UUID request) {
    return new Work(RequestWorkflow.class, "request-" + request, request.toString());
  }

  private final class OfLegs implements LegActivities {
    private final String vendor;

    OfLegs(String vendor) {
      this.vendor = vendor;
    }

    @Override
    public LegProgress locate(String legId) {
      return work(legId, legs::locate);
    }

    @Override
    public LegProgress export(String legId) {
      return work(legId, legs::export);
    }

    @Override
    public LegProgress erase(String legId) {
      return work(legId, legs::erase);
    }

    @Override
    public LegProgress verify(String legId) {
      return work(legId, legs::verify);
    }

    private LegProgress work(String legId, Part part) {
      var id = UUID.fromString(legId);
      try (var pulse = new ActivityPulse()) {
        return steps.run(
            "leg",
            legId,
            vendor,
            () -> {
              var assignment = assignments.of(id);
              MDC.put("request", assignment.request().toString());
              return part.work(id, assignment, pulse);
            });
      }
    }
  }

  private interface Part {
    LegProgress work(UUID leg, Assignment assignment, Pulse pulse);
  }
}
