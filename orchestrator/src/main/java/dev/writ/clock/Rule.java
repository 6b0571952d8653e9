package dev.writ.clock;

import dev.writ.api.model.ExtensionReason;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One regime's rule set, as its file says. Immutable; a change is a higher version.
 *
 * @param law the law in full
 * @param response when an answer is due, from the day of receipt; see {@link #response(Right)}
 * @param furtherTerms other periods from the day of receipt, e.g. for one right alone
 * @param repeats what has to be done again and again, if anything
 * @param calendars ids of the holiday calendars a request may be computed with
 */
record Rule(
    String id,
    int version,
    String name,
    String law,
    String description,
    List<Note> notes,
    List<String> calendars,
    Term response,
    @Nullable Term acknowledgement,
    @Nullable Extension extension,
    List<Pause> pauses,
    NoPause noPause,
    Refusal refusal,
    @Nullable Appeal appeal,
    List<FurtherTerm> furtherTerms,
    @Nullable Repeat repeats,
    @Nullable Keeping keeping) {
  Rule {
    notes = List.copyOf(notes);
    calendars = List.copyOf(calendars);
    pauses = List.copyOf(pauses);
    furtherTerms = List.copyOf(furtherTerms);
    if (!id.matches("[a-z][a-z0-9-]{1,39}")) {
      throw new IllegalArgumentException("id: a short word in lower case, with dashes");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version: at least 1");
    }
    if (calendars.isEmpty()) {
      throw new IllegalArgumentException("calendars: at least one");
    }
    if (extension != null && extension.further() != null) {
      response.lengthenedBy(extension.further());
    }
  }

  /** When an answer to this right is due: some laws give one right a period of its own. */
  Term response(Right right) {
    return furtherTerms.stream()
        .filter(further -> further.answers(right))
        .map(FurtherTerm::term)
        .findFirst()
        .orElse(response);
  }

  Optional<Pause> findPause(PauseGround ground) {
    return pauses.stream().filter(pause -> pause.ground() == ground).findFirst();
  }

  /** How well a statement of the rule is founded. */
  enum Standing {
    /** Not checked against the text of the law. */
    UNCONFIRMED,
    /** Ours, where the law is silent. */
    CHOICE
  }

  /** What the reader of a date must know about the rule behind it. */
  record Note(Standing standing, String about, String text) {}

  /**
   * More time, once.
   *
   * @param further how much at most, or null where the controller names the day
   * @param reasons what the law takes for a reason, in words
   * @param grounds the same as codes; empty where that is not known
   */
  record Extension(
      String article,
      @Nullable Length further,
      String reasons,
      Set<ExtensionReason> grounds,
      String notice) {
    Extension {
      grounds = Set.copyOf(grounds);
    }

    /** Where it is not known what the law takes for a reason, none is ruled out. */
    boolean takes(List<String> anyOf) {
      return grounds.isEmpty() || grounds.stream().map(Enum::name).anyMatch(anyOf::contains);
    }

    /** The codes of the reasons, in one order. */
    List<String> codes() {
      return grounds.stream().map(Enum::name).sorted().toList();
    }
  }

  /** What a pause does to the period. */
  enum Effect {
    /** It begins anew with the day of the answer. */
    BEGINS_ANEW,
    /** The days from the asking to the answer, both included, do not count. */
    DAYS_NOT_COUNTED,
    /** It is moved by the days between asking and answer. */
    MOVED
  }

  /**
   * A ground on which the clock may rest.
   *
   * @param allowed whether it is made use of; an administrator's rule set may change it
   * @param rights for which rights
   * @param askWithinDays how many days after receipt must have been asked, or null
   * @param movesSafe whether the safe date moves too
   */
  record Pause(
      PauseGround ground,
      String article,
      boolean allowed,
      Set<Right> rights,
      Effect effect,
      @Nullable Integer askWithinDays,
      boolean movesSafe) {
    Pause {
      rights = Set.copyOf(rights);
      if (askWithinDays != null && (askWithinDays < 0 || askWithinDays > 366)) {
        throw new IllegalArgumentException("askWithinDays lies between 0 and 366");
      }
    }
  }

  /** What is said to somebody who wants to rest a clock that runs on. */
  record NoPause(String article, String text) {}

  /** What a refusal must say; it is due when the unextended answer is, or later where so said. */
  record Refusal(String article, boolean withinUnextended, List<String> says) {
    Refusal {
      says = List.copyOf(says);
    }
  }

  /**
   * An appeal to the controller and the decision on it.
   *
   * @param further how much longer the decision may take at most, or null where it may not
   * @param reasons what the law takes for a reason to take longer; empty where that is not known
   */
  record Appeal(
      String article,
      Term decision,
      @Nullable Length further,
      Set<ExtensionReason> reasons,
      String afterwards) {
    Appeal {
      reasons = Set.copyOf(reasons);
    }

    /** Where it is not known what the law takes for a reason, none is ruled out. */
    boolean takes(ExtensionReason reason) {
      return reasons.isEmpty() || reasons.contains(reason);
    }
  }

  /** A period with a name of its own; one of a right's name is when that right is answered. */
  record FurtherTerm(String name, String what, Term term) {

    boolean answers(Right right) {
      return name.equals(right.name());
    }

    boolean answersARight() {
      return Arrays.stream(Right.values()).anyMatch(this::answers);
    }
  }

  /** A duty that comes round, counted from a day the law names. */
  record Repeat(String article, String what, Length every, LocalDate from) {

    /** The last days of the first so many turns. */
    List<LocalDate> first(int turns) {
      return Stream.iterate(from, day -> every.endsAfter(day, WorkingDays.WEEKENDS_ONLY))
          .skip(1)
          .limit(turns)
          .toList();
    }
  }

  /** How long the record of the request is kept at least. */
  record Keeping(String article, Length atLeast, String what) {}
}
