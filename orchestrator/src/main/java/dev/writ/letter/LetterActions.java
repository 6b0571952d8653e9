package dev.writ.letter;

import dev.writ.leg.Fates;
import dev.writ.leg.LegFates;
import dev.writ.leg.LegRecord;
import dev.writ.letter.LetterTroubles.Trouble;
import dev.writ.lifecycle.LetterEvent;
import dev.writ.lifecycle.LetterState;
import dev.writ.lifecycle.RequestState;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.request.Correspondence;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Outcome;
import dev.writ.settings.WritSettings;
import dev.writ.vault.Vault.Sealer;
import dev.writ.web.NamedDay;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do about letters. Each action is one transaction with its evidence entry. */
@Service
class LetterActions {
  private static final Set<LetterState> ON_ITS_WAY =
      EnumSet.of(LetterState.ORDERED, LetterState.SENDING, LetterState.BY_HAND);
  private static final Set<LetterState> REPLACED =
      EnumSet.of(LetterState.REFUSED_BY_VALIDATOR, LetterState.FAILED);

  private static final String BY_AN_OFFICER = "officer/";
  private static final Duration A_MOMENT = Duration.ofSeconds(10);

  private final LetterRecord letters;
  private final LetterDesk desk;
  private final LetterTroubles troubles;
  private final Postings postings;
  private final ExtensionLetters extensions;
  private final AppealLetters appeals;
  private final TaskLetters tasks;
  private final Correspondence requests;
  private final LegRecord legs;
  private final LegFates fates;
  private final Clock clock;
  private final ZoneId zone;
  private final ApplicationEventPublisher events;

  LetterActions(
      LetterRecord letters,
      LetterDesk desk,
      LetterTroubles troubles,
      Postings postings,
      ExtensionLetters extensions,
      AppealLetters appeals,
      TaskLetters tasks,
      Correspondence requests,
      LegRecord legs,
      LegFates fates,
      Clock clock,
      WritSettings settings,
      ApplicationEventPublisher events) {
    this.letters = letters;
    this.desk = desk;
    this.troubles = troubles;
    this.postings = postings;
    this.extensions = extensions;
    this.appeals = appeals;
    this.tasks = tasks;
    this.requests = requests;
    this.legs = legs;
    this.fates = fates;
    this.clock = clock;
    this.zone = settings.clock().zone();
    this.events = events;
  }

  /** Orders a letter by hand; it takes the place of those of its kind that could not be sent. */
  @Transactional
  Letter order(UUID request, LetterKind kind, LetterFacts said, String actor) {
    var about = requests.lock(request);
    var sealer = requests.findSealer(request).orElseThrow(Problem::gone);
    if (!truthful(kind, about)) {
      throw Problem.conflict(
          "a request of %s in %s has no letter of this kind".formatted(about.kind(), about.state())
              + about.outcome().map(" with the outcome %s"::formatted).orElse(""));
    }
    var facts = extensions.dated(request, kind, said);
    var earlier = letters.of(request, kind);
    if (earlier.stream().anyMatch(letter -> ON_ITS_WAY.contains(letter.state()))) {
      throw Problem.conflict("a letter of this kind is on its way already");
    }
    if (earlier.stream().anyMatch(one -> justSent(one) && facts.equals(facts(one, sealer)))) {
      throw Problem.conflict("this very letter was ordered and sent a moment ago");
    }
    for (var letter : earlier) {
      if (REPLACED.contains(letter.state())) {
        letters.move(letter, LetterEvent.CANCEL, actor);
        troubles.over(letter);
      }
    }
    var id =
        desk.order(request, kind, BY_AN_OFFICER + UUID.randomUUID(), facts, actor).orElseThrow();
    extensions.written(request, kind, id);
    return letters.require(id);
  }

  /** A button pressed twice writes to the person once, however fast the first letter went out. */
  private boolean justSent(Letter letter) {
    return letter.state() == LetterState.SENT
        && letter.occasion().startsWith(BY_AN_OFFICER)
        && letter.orderedAt().isAfter(clock.instant().minus(A_MOMENT));
  }

  private LetterFacts facts(Letter letter, Sealer sealer) {
    return SealedLetters.facts(letter.id(), letters.sealed(letter.id()), sealer);
  }

  /** Whether a letter of this kind can be true of this request as it stands. */
  private boolean truthful(LetterKind kind, DataSubjectRequest request) {
    var state = request.state();
    boolean answered =
        state == RequestState.RESPONDED
            || state == RequestState.MONITORING
            || state == RequestState.CLOSED;
    var outcome = request.outcome().orElse(null);
    return switch (kind) {
      // An erasure that goes on after its answer keeps its outcome.
      case ACKNOWLEDGEMENT, IDENTITY_ASK, EXTENSION ->
          !state.ended() && !answered && !(request.erasing() && outcome != null);
      // What makes them due orders them, with what they say.
      case TASK_STEPS,
          PACKAGE_CODE,
          APPEAL_EXTENSION,
          APPEAL_UPHELD,
          APPEAL_REJECTED,
          COMPLAINT_ANSWER ->
          false;
      case REFUSAL ->
          state == RequestState.DENIED
              || state == RequestState.VERIFICATION_EXPIRED
              || (answered && outcome == Outcome.REFUSED);
      case PARTIAL_REFUSAL ->
          answered && request.erasing() && outcome != Outcome.REFUSED && anythingLeft(request.id());
      case COMPLETION -> answered && outcome != Outcome.REFUSED && !anythingLeft(request.id());
      case ACCESS_COVER ->
          answered
              && !request.erasing()
              && outcome != Outcome.REFUSED
              && outcome != Outcome.NOTHING_FOUND;
      case RESURFACED -> request.erasing() && (answered || !state.ended());
    };
  }

  /** Whether something stays, or may stay, by what is known today and not by the answer's day. */
  private boolean anythingLeft(UUID request) {
    var became = fates.of(request);
    return legs.of(request).stream()
        .anyMatch(leg -> became.getOrDefault(leg.id(), Fates.NONE).anythingLeft(leg.state()));
  }

  /** Its words stay as they were where it went out, but for a one-time link. */
  @Transactional
  Letter resend(UUID id, long version, String actor) {
    var letter = current(id, version);
    var sealer = requests.findSealer(letter.request()).orElseThrow(Problem::gone);
    appeals.requireAwaited(letter);
    letters.anew(letter);
    tasks
        .anew(letter, actor)
        .ifPresent(facts -> letters.rewrite(id, SealedLetters.facts(id, facts, sealer)));
    return moved(letter, LetterEvent.RESEND, actor);
  }

  /**
   * Somebody knows that it went out.
   *
   * @param sentOn the day, in the controller's zone; null for today
   * @throws Problem unprocessable, when that day has not begun anywhere, or the letter was ordered,
   *     or came back, later
   */
  @Transactional
  Letter confirm(UUID id, long version, @Nullable LocalDate sentOn, String actor) {
    requests.lock(letters.require(id).request());
    var letter = current(id, version);
    var at = sentOn == null ? clock.instant() : within(sentOn, letter);
    postings.sent(letter, at, LetterEvent.CONFIRM, actor);
    return changed(id);
  }

  /**
   * The beginning of that day, as far as the letter was there to be sent. A posting that came back
   * told nobody anything: what went out anew did so afterwards.
   */
  private Instant within(LocalDate day, Letter letter) {
    var now = clock.instant();
    if (NamedDay.inTheFuture(day, now)) {
      throw Problem.invalid("sentOn lies in the future");
    }
    var ordered = letters.findReturned(letter.id()).orElse(letter.orderedAt());
    if (day.isBefore(LocalDate.ofInstant(ordered, zone))) {
      throw Problem.invalid(
          "sentOn lies before the day on which the letter was ordered, or last came back");
    }
    var begins = day.atStartOfDay(zone).toInstant();
    if (begins.isAfter(now)) {
      return now; // it is tomorrow where the officer is
    }
    return begins.isBefore(ordered) ? ordered : begins;
  }

  @Transactional
  Letter cancel(UUID id, long version, String actor) {
    requests.lock(letters.require(id).request());
    var letter = current(id, version);
    var cancelled = moved(letter, LetterEvent.CANCEL, actor);
    extensions.cancelled(letter, actor);
    appeals.cancelled(letter, actor);
    return cancelled;
  }

  /** It came back; told twice it is the same return. */
  @Transactional
  Letter bounced(UUID id, String reason, String actor) {
    requests.lock(letters.require(id).request());
    var letter = letters.lock(id);
    if (letter.state() == LetterState.BOUNCED) {
      return letter;
    }
    letters.move(letter, LetterEvent.BOUNCE, actor);
    letters.trouble(id, "it came back: " + reason, null);
    letters.returned(id, clock.instant());
    troubles.over(letter);
    troubles.raise(
        letter,
        Trouble.LETTER_BOUNCED,
        "it came back (%s). %s"
            .formatted(
                reason,
                extensions
                    .returned(letter, actor)
                    .or(() -> appeals.returned(letter, actor))
                    .orElse("Tell the person another way, or send it again.")));
    return letters.require(id);
  }

  private Letter current(UUID id, long version) {
    var letter = letters.lock(id);
    if (letter.version() != version) {
      throw new StaleVersion();
    }
    return letter;
  }

  private Letter moved(Letter letter, LetterEvent event, String actor) {
    letters.move(letter, event, actor);
    troubles.over(letter);
    return changed(letter.id());
  }

  private Letter changed(UUID id) {
    events.publishEvent(new LetterChanged(id));
    return letters.require(id);
  }
}
