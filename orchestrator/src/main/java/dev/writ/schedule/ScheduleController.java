package dev.writ.schedule;

import dev.writ.api.SchedulesApi;
import dev.writ.api.model.ScheduleBackfill;
import dev.writ.api.model.ScheduleChange;
import dev.writ.api.model.ScheduleTurn;
import dev.writ.api.model.ScheduleView;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ScheduleController implements SchedulesApi {
  private static final int TURNS_SHOWN = 50;
  private final Schedules schedules;

  ScheduleController(Schedules schedules) {
    this.schedules = schedules;
  }

  @Override
  public ResponseEntity<List<ScheduleView>> listSchedules() {
    return ResponseEntity.ok(schedules.all().stream().map(this::view).toList());
  }

  @Override
  public ResponseEntity<ScheduleView> showSchedule(String name) {
    return whole(name);
  }

  @Override
  public ResponseEntity<ScheduleView> changeSchedule(String name, ScheduleChange change) {
    schedules.work(name);
    schedules.every(name, change.getVersion(), duration(change.getEvery()), actor());
    return whole(name);
  }

  @Override
  public ResponseEntity<ScheduleView> pauseSchedule(String name) {
    schedules.pause(name, true, actor());
    return whole(name);
  }

  @Override
  public ResponseEntity<ScheduleView> resumeSchedule(String name) {
    schedules.pause(name, false, actor());
    return whole(name);
  }

  @Override
  public ResponseEntity<ScheduleView> triggerSchedule(String name) {
    schedules.trigger(name, actor());
    return whole(name);
  }

  @Override
  public ResponseEntity<ScheduleView> backfillSchedule(String name, ScheduleBackfill missed) {
    schedules.backfill(name, missed.getFrom().toInstant(), missed.getTo().toInstant(), actor());
    return whole(name);
  }

  private ResponseEntity<ScheduleView> whole(String name) {
    var view = view(schedules.work(name));
    view.setTurns(
        schedules.turns(name, TURNS_SHOWN).stream().map(ScheduleController::turn).toList());
    return ResponseEntity.ok(view);
  }

  private ScheduleView view(RecurringWork work) {
    var schedule = schedules.require(work);
    var view =
        new ScheduleView(
            work.name(),
            schedule.version(),
            work.purpose(),
            Works.every(work, schedule).toString(),
            schedule.paused(),
            schedule.running(),
            schedule.asked());
    if (!schedule.paused()) {
      view.setNextAt(at(schedules.nextTurn(schedule)));
    }
    schedules.turns(work.name(), 1).stream()
        .findFirst()
        .ifPresent(
            turn -> {
              view.setLastStartedAt(at(turn.startedAt()));
              if (turn.endedAt() != null) {
                view.setLastEndedAt(at(turn.endedAt()));
              }
              view.setLastOutcome(turn.outcome());
            });
    return view;
  }

  private static ScheduleTurn turn(Schedule.Turn turn) {
    var view = new ScheduleTurn(turn.asked(), at(turn.startedAt()));
    if (turn.endedAt() != null) {
      view.setEndedAt(at(turn.endedAt()));
    }
    view.setOutcome(turn.outcome());
    return view;
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw Problem.invalid("every is no ISO 8601 duration of days, hours, minutes and seconds");
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
