package dev.writ.engine;

import dev.writ.schedule.ScheduleEngine;
import dev.writ.workflow.RecurringWorkflow;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleAction;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Temporal Schedules, one {@code writ-<name>} for each kind of recurring work: they overlap with
 * nothing, start up to a tenth of their interval late, and do not make up by themselves for turns
 * that were missed.
 */
final class ServerSchedules implements ScheduleEngine {
  private static final Duration CATCH_UP = Duration.ofMinutes(1);
  private final ScheduleClient client;

  ServerSchedules(WorkflowClient workflows) {
    client =
        ScheduleClient.newInstance(
            workflows.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(workflows.getOptions().getNamespace())
                .build());
  }

  static String id(String name) {
    return "writ-" + name;
  }

  @Override
  public void align(String name, Duration every, boolean paused) {
    // The server counts in whole seconds.
    var seconds = Duration.ofSeconds(Math.max(1, every.toSeconds()));
    var wanted = schedule(name, seconds, paused);
    try {
      client.createSchedule(id(name), wanted, ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException known) {
      update(handle(name), wanted);
    }
  }

  /** An update that changes nothing would still count the interval anew. */
  private static void update(ScheduleHandle handle, Schedule wanted) {
    var now = handle.describe().getSchedule();
    boolean same =
        sameTimes(now.getSpec(), wanted.getSpec())
            && samePolicy(now.getPolicy(), wanted.getPolicy())
            && sameState(now.getState(), wanted.getState())
            && sameWork(now.getAction(), wanted.getAction());
    if (!same) {
      handle.update(input -> new ScheduleUpdate(wanted));
    }
  }

  private static boolean sameTimes(ScheduleSpec now, ScheduleSpec wanted) {
    return intervals(now).equals(intervals(wanted))
        && Objects.equals(now.getJitter(), wanted.getJitter())
        && now.getStartAt() == null
        && now.getEndAt() == null
        && Stream.of(now.getCalendars(), now.getCronExpressions(), now.getSkip())
            .allMatch(more -> more == null || more.isEmpty());
  }

  private static List<Duration> intervals(ScheduleSpec spec) {
    return spec.getIntervals().stream().map(ScheduleIntervalSpec::getEvery).toList();
  }

  private static boolean samePolicy(@Nullable SchedulePolicy now, SchedulePolicy wanted) {
    return now != null
        && now.getOverlap() == wanted.getOverlap()
        && Objects.equals(now.getCatchupWindow(), wanted.getCatchupWindow())
        && now.isPauseOnFailure() == wanted.isPauseOnFailure();
  }

  private static boolean sameState(@Nullable ScheduleState now, ScheduleState wanted) {
    return now != null && now.isPaused() == wanted.isPaused() && !now.isLimitedAction();
  }

  private static boolean sameWork(ScheduleAction now, ScheduleAction wanted) {
    return now instanceof ScheduleActionStartWorkflow one
        && wanted instanceof ScheduleActionStartWorkflow other
        && one.getWorkflowType().equals(other.getWorkflowType())
        && Objects.equals(one.getOptions().getWorkflowId(), other.getOptions().getWorkflowId())
        && Objects.equals(one.getOptions().getTaskQueue(), other.getOptions().getTaskQueue());
  }

  private static Schedule schedule(String name, Duration every, boolean paused) {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(RecurringWorkflow.class)
                .setArguments(name)
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(RecurringRoom.workflow(name).id())
                        .setTaskQueue(Workers.QUEUE)
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                .setJitter(every.dividedBy(10))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCH_UP)
                .build())
        .setState(ScheduleState.newBuilder().setPaused(paused).build())
        .build();
  }

  @Override
  public void trigger(String name) {
    handle(name).trigger();
  }

  @Override
  public void backfill(String name, Instant from, Instant to, int turns) {
    handle(name)
        .backfill(
            List.of(
                new ScheduleBackfill(
                    from, to, ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL)));
  }

  @Override
  public Optional<Instant> nextTurn(String name) {
    return handle(name).describe().getInfo().getNextActionTimes().stream().findFirst();
  }

  private ScheduleHandle handle(String name) {
    return client.getHandle(id(name));
  }
}
