package dev.writ.clock;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a request's duties are due under all laws it stands under, computed from its events at the
 * time of asking. Of several laws the earliest safe date leads.
 */
public final class RequestDates {
  static final String RESPONSE = "RESPONSE";
  static final String ACKNOWLEDGEMENT = "ACKNOWLEDGEMENT";
  static final String EXTENSION_NOTICE = "EXTENSION_NOTICE";
  static final String REFUSAL = "REFUSAL";

  private final List<LawDates> laws;
  private final List<ClockEvent> events;
  private final String edition;

  RequestDates(List<LawDates> laws, List<ClockEvent> events, String edition) {
    if (laws.isEmpty()) {
      throw new IllegalArgumentException("a request stands under some law");
    }
    this.laws = List.copyOf(laws);
    this.events = List.copyOf(events);
    this.edition = edition;
  }

  /** When the answer to the person is due. */
  public Due response() {
    return earliest(laws.stream().map(law -> law.computed().response()).toList()).orElseThrow();
  }

  /** When receipt must be confirmed, where a law wants that and nobody has done it. */
  public Optional<Due> acknowledgement() {
    return isAcknowledged() ? Optional.empty() : leading(ACKNOWLEDGEMENT);
  }

  /** Until when the person can be told of an extension, where one is still to be had. */
  public Optional<Due> extensionNotice() {
    return leading(EXTENSION_NOTICE);
  }

  /** When a refusal is due. */
  public Due refusal() {
    return leading(REFUSAL).orElseThrow();
  }

  /** When a refusal is due, where the answer takes longer and a refusal may not. */
  public Optional<Due> refusalBeforeAnswer() {
    return earliest(
        laws.stream()
            .filter(law -> law.computed().extended() && law.rule().refusal().withinUnextended())
            .flatMap(law -> law.find(REFUSAL).stream())
            .toList());
  }

  /**
   * When a request must be refused of which nobody knows who asks: under the laws whose clocks do
   * not rest while the person is asked, or whose safe day does not move by it.
   */
  public Optional<Due> refusalOfTheUnproved() {
    return earliest(
        laws.stream()
            .filter(law -> !awaits(law))
            .flatMap(law -> law.find(REFUSAL).stream())
            .toList());
  }

  /** Whether the law's time waits for the person to say who they are. */
  static boolean awaits(LawDates law) {
    return law.computed().restsOn().contains(PauseGround.IDENTITY)
        && law.rule().findPause(PauseGround.IDENTITY).filter(Rule.Pause::movesSafe).isPresent();
  }

  /** When the answer is due under each law, in the order in which the laws were named. */
  public List<Due> responses() {
    return laws.stream().map(law -> law.computed().response()).toList();
  }

  /**
   * Within how many days at most an appeal is decided by each of the laws: the fewest; empty where
   * none knows appeals.
   */
  public Optional<Integer> appealDays() {
    return laws.stream()
        .flatMap(law -> Optional.ofNullable(law.rule().appeal()).stream())
        .map(appeal -> appeal.decision().length().fewestDays())
        .min(Comparator.naturalOrder());
  }

  /** Whether the person has been asked for something and has not answered yet, under any law. */
  public boolean isPaused() {
    return laws.stream().anyMatch(law -> law.computed().paused());
  }

  /** What that is, under any law. */
  Set<PauseGround> restsOn() {
    return laws.stream()
        .flatMap(law -> law.computed().restsOn().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the person was told that it takes longer, and that counts under any law. */
  boolean isExtended() {
    return laws.stream().anyMatch(law -> law.computed().extended());
  }

  boolean isAcknowledged() {
    return events.stream().anyMatch(ClockEvent.Acknowledged.class::isInstance);
  }

  List<LawDates> laws() {
    return laws;
  }

  /** Of the rule book by which they were computed. */
  String edition() {
    return edition;
  }

  List<ClockEvent> events() {
    return events;
  }

  /** The law whose answer is due first. */
  LawDates leader() {
    return of(response());
  }

  /** The law a date is of. */
  String lawOf(Due due) {
    return of(due).law();
  }

  private LawDates of(Due due) {
    return laws.stream()
        .filter(law -> law.rule().id().equals(due.rule()))
        .findFirst()
        .orElseThrow();
  }

  private Optional<Due> leading(String what) {
    return earliest(laws.stream().flatMap(law -> law.find(what).stream()).toList());
  }

  private static Optional<Due> earliest(Collection<Due> dues) {
    return StatutoryClock.leading(dues);
  }
}
