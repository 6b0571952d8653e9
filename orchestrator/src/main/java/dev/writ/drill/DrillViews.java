package dev.writ.drill;

import dev.writ.api.model.DrillLook;
import dev.writ.api.model.DrillMonth;
import dev.writ.api.model.DrillMove;
import dev.writ.api.model.DrillObject;
import dev.writ.api.model.DrillState;
import dev.writ.api.model.DrillView;
import dev.writ.drill.DrillObjects.Held;
import dev.writ.evidence.EvidenceLog;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Drills in the API's words. Neither the marker nor a vendor's id is shown to anybody. */
@Component
class DrillViews {
  private final DrillObjects objects;
  private final DrillLooks looks;
  private final EvidenceLog evidence;

  DrillViews(DrillObjects objects, DrillLooks looks, EvidenceLog evidence) {
    this.objects = objects;
    this.looks = looks;
    this.evidence = evidence;
  }

  /** A line of a list. */
  static DrillView brief(Drill drill) {
    var view =
        new DrillView(
            drill.id(),
            drill.connection(),
            drill.vendor(),
            DrillState.valueOf(drill.state().name()),
            drill.openedBy(),
            at(drill.openedAt()),
            drill.resurrections(),
            drill.leftovers());
    drill.endedAt().map(DrillViews::at).ifPresent(view::setEndedAt);
    drill
        .failure()
        .map(failure -> DrillView.FailureEnum.valueOf(failure.name()))
        .ifPresent(view::setFailure);
    drill.reason().ifPresent(view::setReason);
    drill.claimed().map(DrillViews::days).ifPresent(view::setClaimedRetention);
    drill.absence().map(Duration::toString).ifPresent(view::setAbsence);
    if (!drill.state().ended()) {
      view.setNextAt(at(drill.nextAt()));
    }
    return view;
  }

  /** The whole drill. */
  DrillView full(Drill drill) {
    var view = brief(drill);
    var held = objects.all(drill.id());
    view.setObjects(
        IntStream.range(0, held.size()).mapToObj(n -> object(n + 1, held.get(n))).toList());
    view.setUnplantable(
        objects.unplantable(drill.id()).entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .toList());
    view.setLooks(looks.of(drill.id()).stream().map(DrillViews::look).toList());
    view.setTimeline(
        evidence.ofRun(drill.id()).stream()
            .map(e -> new DrillMove(at(e.at()), e.event(), e.from(), e.to(), e.actor()))
            .toList());
    return view;
  }

  static DrillMonth month(DrillComparisons.Month month) {
    var view =
        new DrillMonth(
            month.vendor(),
            month.month(),
            month.drills(),
            month.passed(),
            month.failed(),
            month.stopped(),
            month.resurrections(),
            month.residuals(),
            month.leftovers());
    month.claimed().map(DrillViews::days).ifPresent(view::setClaimedRetention);
    month.shortest().map(Duration::toString).ifPresent(view::setShortestAbsence);
    month.median().map(Duration::toString).ifPresent(view::setMedianAbsence);
    month.longest().map(Duration::toString).ifPresent(view::setLongestAbsence);
    return view;
  }

  private static DrillObject object(int number, Held held) {
    var view =
        new DrillObject(
            number,
            held.object().kind(),
            DrillObject.OriginEnum.valueOf(held.origin().name()),
            DrillObject.StateEnum.valueOf(held.state().name()),
            held.resurrections());
    held.askedAt().map(DrillViews::at).ifPresent(view::setErasedAt);
    held.absentAt().map(DrillViews::at).ifPresent(view::setAbsentAt);
    held.absence().map(Duration::toString).ifPresent(view::setAbsence);
    held.residual().ifPresent(view::setResidual);
    held.unobservable().ifPresent(view::setUnobservable);
    return view;
  }

  private static DrillLook look(DrillLooks.Look look) {
    var view =
        new DrillLook(
            at(look.at()),
            DrillState.valueOf(look.during().name()),
            DrillLook.OutcomeEnum.valueOf(look.outcome().name()),
            look.present(),
            look.absent(),
            look.unobservable(),
            look.strangers());
    look.note().ifPresent(view::setNote);
    return view;
  }

  private static String days(Duration duration) {
    return "P" + duration.toDays() + "D";
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
