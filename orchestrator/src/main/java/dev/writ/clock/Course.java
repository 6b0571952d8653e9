package dev.writ.clock;

import dev.writ.clock.ClockAnswer.Refused;
import dev.writ.clock.ClockEvent.Acknowledged;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.NoticeReturned;
import dev.writ.clock.ClockEvent.Paused;
import dev.writ.clock.ClockEvent.ReceiptCorrected;
import dev.writ.clock.ClockEvent.Received;
import dev.writ.clock.ClockEvent.Resumed;
import dev.writ.clock.ClockEvent.Verified;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the events of one request come to under one rule, taken one after another. */
final class Course {
  private static final String RUN_OUT = "the period had run out when the person was asked";

  private final Rule rule;
  private final Right right;
  private final WorkingDays calendar;
  private final LocalDate received;
  private final List<Standstill.Rest> rests = new ArrayList<>();
  private final List<Refused> fallenAway = new ArrayList<>();
  private final Map<PauseGround, Paused> open = new EnumMap<>(PauseGround.class);
  private final Map<Integer, Paused> accepted = new TreeMap<>();
  private @Nullable Extended extended;

  Course(Rule rule, Right right, WorkingDays calendar, LocalDate received) {
    this.rule = rule;
    this.right = right;
    this.calendar = calendar;
    this.received = received;
  }

  /** Takes an event, or says which provision stands against it; then nothing has changed. */
  Optional<Refused> take(int place, ClockEvent event) {
    var against =
        switch (event) {
          case Received again -> place == 0 ? null : no("a request is received once");
          case ReceiptCorrected correction -> null;
          case Acknowledged acknowledged -> beforeReceipt(acknowledged);
          case Verified verified -> beforeReceipt(verified);
          case Paused pause -> pause(place, pause);
          case Resumed resumption -> resume(resumption);
          case Extended extension -> extend(extension);
          case NoticeReturned returned -> shorten(returned);
        };
    return Optional.ofNullable(against)
        .map(objection -> new Refused(place, objection.article(), objection.reason()));
  }

  /**
   * The first question that comes after the end of the period by what became known later: that the
   * one before it had been answered long ago, or that the person was told of no extension.
   */
  Optional<Refused> findAskedTooLate() {
    return accepted.entrySet().stream()
        .filter(question -> ranOutBefore(question.getValue().on()))
        .min(Comparator.comparing(question -> question.getValue().on()))
        .map(question -> new Refused(question.getKey(), unextended().article(), RUN_OUT));
  }

  /** Remembers what became ineffective, by a correction of the receipt or what is known by now. */
  void fellAway(Refused event) {
    fallenAway.add(event);
  }

  LocalDate received() {
    return received;
  }

  /** What the person was asked for and has not answered. */
  Set<PauseGround> restsOn() {
    return open.keySet();
  }

  List<Refused> fallenAway() {
    return fallenAway;
  }

  Optional<Extended> findExtension() {
    return Optional.ofNullable(extended);
  }

  /**
   * Whether the person can still be told that it takes longer: the law knows it, and nobody did.
   */
  boolean isExtendable() {
    return rule.extension() != null && extended == null && unextended().equals(rule.response());
  }

  /** The rule's period for this right. */
  Term unextended() {
    return rule.response(right);
  }

  /** All rests; and those alone that a careful reader counts. */
  Standstill standstill() {
    return Standstill.of(received, rests);
  }

  Standstill safeStandstill() {
    return Standstill.of(received, rests.stream().filter(rest -> rest.rule().movesSafe()).toList());
  }

  private record Objection(String article, String reason) {}

  private @Nullable Objection pause(int place, Paused pause) {
    var ground = rule.findPause(pause.ground());
    if (ground.isEmpty() || !ground.get().allowed()) {
      return new Objection(
          ground.map(Rule.Pause::article).orElse(rule.noPause().article()), rule.noPause().text());
    }
    var limit = ground.get().askWithinDays();
    if (!ground.get().rights().contains(right)) {
      return new Objection(
          ground.get().article(), "the clock rests on this ground for " + ground.get().rights());
    }
    if (limit != null && pause.on().isAfter(received.plusDays(limit))) {
      return new Objection(
          ground.get().article(),
          "asked more than " + limit + " days after receipt, which is not without undue delay");
    }
    if (open.containsKey(pause.ground())) {
      return no("the clock rests already on this ground");
    }
    if (rests.stream()
        .filter(rest -> rest.rule().ground() == pause.ground())
        .anyMatch(rest -> pause.on().isBefore(rest.answered()))) {
      return no("asked before the last answer had come");
    }
    if (ranOutBefore(pause.on())) {
      return no(RUN_OUT);
    }
    var early = beforeReceipt(pause);
    if (early == null) {
      open.put(pause.ground(), pause);
      accepted.put(place, pause);
    }
    return early;
  }

  /**
   * Judged by what happened before that day alone, so that nothing lengthens the period by itself.
   * While the person has not answered a question it cannot run out.
   */
  private boolean ranOutBefore(LocalDate day) {
    var before = rests.stream().filter(rest -> rest.asked().isBefore(day)).toList();
    boolean waiting =
        open.values().stream().anyMatch(question -> question.on().isBefore(day))
            || before.stream().anyMatch(rest -> !rest.answered().isBefore(day));
    return !waiting
        && day.isAfter(Standstill.of(received, before).statutory(termKnownOn(day), calendar));
  }

  private @Nullable Objection resume(Resumed resumption) {
    var questions =
        open.values().stream()
            .filter(asked -> resumption.ground() == null || resumption.ground() == asked.ground())
            .toList();
    if (questions.isEmpty()) {
      return no("the clock does not rest" + (open.isEmpty() ? "" : " on this ground"));
    }
    if (questions.stream().anyMatch(asked -> resumption.on().isBefore(asked.on()))) {
      return no("the answer lies before the question");
    }
    for (var question : questions) {
      var ground = rule.findPause(question.ground()).orElseThrow();
      rests.add(new Standstill.Rest(ground, question.on(), resumption.on()));
      open.remove(question.ground());
    }
    return null;
  }

  private @Nullable Objection extend(Extended extension) {
    var allowed = rule.extension();
    if (allowed == null || !unextended().equals(rule.response())) {
      return no("there is no extension");
    }
    var window = standstill().statutory(rule.response(), calendar);
    if (extended != null) {
      return new Objection(allowed.article(), "extended once already");
    }
    if (extension.reasons().stream().allMatch(String::isBlank)) {
      return new Objection(allowed.article(), "an extension needs a reason the person was told");
    }
    if (!extension.takers().include(rule.id(), allowed, extension.reasons())) {
      return new Objection(
          allowed.article(),
          "an extension has one of the reasons " + String.join(", ", allowed.codes()));
    }
    if (extension.on().isAfter(window)) {
      return new Objection(
          allowed.article(), "the person had to be told until " + window + " at the latest");
    }
    var badDay = untilOf(extension, allowed, window);
    if (badDay != null) {
      return new Objection(allowed.article(), badDay);
    }
    var early = beforeReceipt(extension);
    if (early == null) {
      extended = extension;
    }
    return early;
  }

  /** Whoever was not told in time was not told: the period is what it was. */
  private @Nullable Objection shorten(NoticeReturned returned) {
    var told = extended;
    if (told == null) {
      return no("nothing is extended");
    }
    if (returned.on().isBefore(told.on())) {
      return no("the notice came back before it was sent");
    }
    extended = null;
    return null;
  }

  private @Nullable String untilOf(
      Extended extension, Rule.Extension allowed, LocalDate unextendedDue) {
    var until = extension.until();
    if (until == null) {
      return allowed.further() == null ? "the person is told the day, which is missing" : null;
    }
    if (until.isBefore(unextendedDue)) {
      return "an extension does not end before " + unextendedDue;
    }
    if (allowed.further() != null) {
      var longest =
          standstill().statutory(rule.response().lengthenedBy(allowed.further()), calendar);
      return until.isAfter(longest) ? "an extension ends on " + longest + " at the latest" : null;
    }
    return null;
  }

  private Term termKnownOn(LocalDate day) {
    var allowed = rule.extension();
    return extended == null
            || extended.on().isAfter(day)
            || allowed == null
            || allowed.further() == null
        ? unextended()
        : rule.response().lengthenedBy(allowed.further());
  }

  private @Nullable Objection beforeReceipt(ClockEvent event) {
    return event.on().isBefore(received) ? no("lies before the receipt") : null;
  }

  private Objection no(String reason) {
    return new Objection(unextended().article(), reason);
  }
}
