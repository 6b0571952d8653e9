package dev.writ.clock;

import dev.writ.clock.ClockAnswer.Computed;
import dev.writ.clock.ClockAnswer.Refused;
import dev.writ.clock.ClockEvent.Extended;
import dev.writ.clock.ClockEvent.ReceiptCorrected;
import dev.writ.clock.ClockEvent.Received;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes a request's dates from its events, each time anew; the same events give the same dates.
 * An event the regime does not allow is refused with the article. Only events move a date.
 */
final class StatutoryClock {
  private static final String RECEIPT = "receipt";

  private final Rule rule;
  private final WorkingDays calendar;

  StatutoryClock(Rule rule, WorkingDays calendar) {
    this.rule = rule;
    this.calendar = calendar;
  }

  /** The date that leads where several regimes apply to one person: the earliest safe one. */
  static Optional<Due> leading(Collection<Due> dues) {
    return dues.stream()
        .min(
            Comparator.comparing(Due::safeDue)
                .thenComparing(Due::statutoryDue)
                .thenComparing(Due::rule));
  }

  ClockAnswer compute(ClockInputs inputs) {
    var events = inputs.events();
    if (events.isEmpty() || !(events.getFirst() instanceof Received)) {
      return new Refused(0, rule.response().article(), "a clock begins with the receipt");
    }
    var computed = replay(inputs);
    // What was right before the receipt was corrected stays in the record, without effect.
    int corrected = lastCorrection(events);
    return computed.fallenAway().stream()
        .filter(refused -> refused.event() > corrected)
        .findFirst()
        .<ClockAnswer>map(refused -> refused)
        .orElse(computed);
  }

  /**
   * The same where several laws share the events: what this one does not allow has no effect, and
   * is named; so has a question of which it became known later that the period had run out. The
   * first event is the receipt.
   */
  Computed replay(ClockInputs inputs) {
    var late = new HashMap<Integer, Refused>();
    var course = course(inputs, late);
    var found = course.findAskedTooLate();
    while (found.isPresent()) {
      late.put(found.get().event(), found.get());
      course = course(inputs, late);
      found = course.findAskedTooLate();
    }
    return computed(inputs, course);
  }

  /** What rests on a question that was too late falls away with it. */
  private Course course(ClockInputs inputs, Map<Integer, Refused> late) {
    var events = inputs.events();
    var course = new Course(rule, inputs.right(), calendar, receivedOn(events));
    for (int place = 0; place < events.size(); place++) {
      var known = late.get(place);
      var refused = known == null ? course.take(place, events.get(place)) : Optional.of(known);
      refused.ifPresent(course::fellAway);
    }
    return course;
  }

  /** The day of receipt as it is known by now. */
  static LocalDate receivedOn(List<ClockEvent> events) {
    int corrected = lastCorrection(events);
    return events.get(Math.max(0, corrected)).on();
  }

  /** The decision on an appeal; with {@code extended} its longest extension. */
  Optional<Due> appeal(ClockInputs inputs, LocalDate received, boolean extended) {
    var appeal = rule.appeal();
    if (appeal == null) {
      return Optional.empty();
    }
    var further = appeal.further();
    var term =
        extended && further != null ? appeal.decision().lengthenedBy(further) : appeal.decision();
    return Optional.of(fromReceipt("APPEAL", term, received, inputs, "receipt of the appeal"));
  }

  private static int lastCorrection(List<ClockEvent> events) {
    for (int place = events.size() - 1; place >= 0; place--) {
      if (events.get(place) instanceof ReceiptCorrected) {
        return place;
      }
    }
    return -1;
  }

  private Computed computed(ClockInputs inputs, Course course) {
    var response = response(inputs, course);
    var window = course.standstill().statutory(course.unextended(), calendar);
    return new Computed(
        response,
        further(inputs, course, response),
        window,
        course.restsOn(),
        course.findExtension().isPresent(),
        course.fallenAway());
  }

  private Due response(ClockInputs inputs, Course course) {
    var term = course.unextended();
    var extension = course.findExtension();
    var further = extension.isPresent() ? furtherOf(rule) : null;
    var whole = further == null ? term : term.lengthenedBy(further);
    var statutory = course.standstill().statutory(whole, calendar);
    var unsuspended = Standstill.none(course.received()).statutory(whole, calendar);
    var safe = safe(course.safeStandstill(), term, further);
    var until = extension.map(Extended::until);
    if (until.isPresent() && further == null) {
      // The law sets no limit: the day the person was told is the day.
      statutory = until.get();
      unsuspended = until.get();
      safe = until.get();
    } else if (until.isPresent() && until.get().isBefore(safe)) {
      safe = until.get();
    }
    var sentence = new Explanation(rule, calendar).response(course, whole, statutory, safe);
    return due("RESPONSE", statutory, safe, unsuspended, inputs, sentence);
  }

  private static @Nullable Length furtherOf(Rule rule) {
    return rule.extension() == null ? null : rule.extension().further();
  }

  /** Of two readings of an extension, counted at once or after the first period, the earlier. */
  private static LocalDate safe(Standstill standstill, Term term, @Nullable Length further) {
    if (further == null) {
      return standstill.safe(term);
    }
    var atOnce = standstill.safe(term.lengthenedBy(further));
    var firstEnd = term.length().endsAfter(standstill.begins(), WorkingDays.WEEKENDS_ONLY);
    var chained =
        new Standstill(firstEnd, standstill.days(), standstill.countedInclusively())
            .safe(new Term(term.article(), further, false, term.daysSafer()));
    return chained.isBefore(atOnce) ? chained : atOnce;
  }

  private List<Due> further(ClockInputs inputs, Course course, Due response) {
    var dues = new ArrayList<Due>();
    var received = course.received();
    var acknowledgement = rule.acknowledgement();
    if (acknowledgement != null) {
      dues.add(fromReceipt("ACKNOWLEDGEMENT", acknowledgement, received, inputs, RECEIPT));
    }
    if (course.isExtendable()) {
      dues.add(extensionNotice(inputs, course));
    }
    dues.add(refusal(inputs, course, response));
    rule.furtherTerms().stream()
        .filter(term -> !term.answersARight())
        .map(term -> fromReceipt(term.name(), term.term(), received, inputs, RECEIPT))
        .forEach(dues::add);
    var keeping = rule.keeping();
    if (keeping != null) {
      var term = new Term(keeping.article(), keeping.atLeast(), false, 0);
      dues.add(
          fromReceipt("RECORDS", term, received, inputs, "receipt (at least; from the answer)"));
    }
    return dues;
  }

  private Due extensionNotice(ClockInputs inputs, Course course) {
    var term = course.unextended();
    var statutory = course.standstill().statutory(term, calendar);
    var allowed = Objects.requireNonNull(rule.extension());
    var sentence =
        "%s: the person can be told of an extension until %s; afterwards there is none."
            .formatted(allowed.article(), Explanation.day(statutory));
    return due(
        "EXTENSION_NOTICE",
        statutory,
        course.safeStandstill().safe(term),
        Standstill.none(course.received()).statutory(term, calendar),
        inputs,
        sentence);
  }

  private Due refusal(ClockInputs inputs, Course course, Due response) {
    var term = course.unextended();
    var early = rule.refusal().withinUnextended();
    var statutory = early ? course.standstill().statutory(term, calendar) : response.statutoryDue();
    var safe = early ? course.safeStandstill().safe(term) : response.safeDue();
    var unsuspended =
        early
            ? Standstill.none(course.received()).statutory(term, calendar)
            : response.unsuspendedDue();
    var sentence =
        rule.refusal().article()
            + ": a refusal is due "
            + (early ? "within the period without its extension" : "when the answer is")
            + ", on "
            + Explanation.day(statutory)
            + ".";
    return due("REFUSAL", statutory, safe, unsuspended, inputs, sentence);
  }

  private Due fromReceipt(
      String what, Term term, LocalDate received, ClockInputs inputs, String from) {
    var statutory = term.statutory(received, calendar);
    var safe = term.safe(received);
    var sentence = new Explanation(rule, calendar).plain(term, received, from, statutory, safe);
    return due(what, statutory, safe, statutory, inputs, sentence);
  }

  private Due due(
      String what,
      LocalDate statutory,
      LocalDate safe,
      LocalDate unsuspended,
      ClockInputs inputs,
      String sentence) {
    return new Due(
        what,
        statutory,
        safe,
        unsuspended,
        rule.id(),
        rule.version(),
        calendar.id(),
        calendar.version(),
        inputs,
        sentence);
  }
}
