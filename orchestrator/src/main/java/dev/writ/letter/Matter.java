package dev.writ.letter;

import dev.writ.request.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All that a letter can be about, in no language yet.
 *
 * @param laws every law of the request, its regime's first, each once
 * @param right ERASURE, ACCESS or PORTABILITY
 * @param outcome how the request ended
 * @param dueBy by when the answer is due
 * @param appealDays within which an appeal is decided, by its laws the fewest; 0 where none has one
 * @param resurfaced the services where something was there again
 * @param categories of whom only these can be told; empty for everybody else
 */
record Matter(
    LetterKind kind,
    List<Law> laws,
    String right,
    Optional<Outcome> outcome,
    LocalDate receivedOn,
    Optional<DueBy> dueBy,
    int appealDays,
    Optional<String> reference,
    LetterFacts facts,
    List<Treated> treated,
    List<Undone> undone,
    List<Recipient> recipients,
    boolean recipientsAsked,
    List<String> resurfaced,
    List<Categories> categories,
    Sender sender) {
  Matter {
    laws = laws.stream().distinct().toList();
    treated = List.copyOf(treated);
    undone = List.copyOf(undone);
    recipients = List.copyOf(recipients);
    resurfaced = List.copyOf(resurfaced);
    categories = List.copyOf(categories);
  }

  /**
   * The last lawful day of the answer.
   *
   * @param over whether it had passed when the letter was written
   */
  record DueBy(LocalDate day, boolean over) {}

  /**
   * What was done at one service.
   *
   * @param goneBy when copies kept for a documented time are gone
   */
  record Treated(String service, How how, int objects, Optional<LocalDate> goneBy) {
    boolean something() {
      return how.something();
    }
  }

  /** How. */
  enum How {
    /** Erased, and seen to be gone. */
    ERASED,
    /** Erased as the service says; no look can show it. */
    SAID_ERASED,
    /** Erased by hand, by the word of whoever did it; no look showed it. */
    ATTESTED,
    /** Erased by the person, by the person's own word; no look showed it. */
    ATTESTED_BY_PERSON,
    EXPORTED,
    NOTHING_FOUND,
    /** Nothing was there, by the word of whoever looked; no look of ours showed it. */
    NOTHING_THERE,
    /** Nothing was there, by the person's own word; no look of ours showed it. */
    NOTHING_THERE_BY_PERSON;

    /** Whether something was there to be dealt with. */
    boolean something() {
      return this != NOTHING_FOUND && this != NOTHING_THERE && this != NOTHING_THERE_BY_PERSON;
    }
  }

  /** What was not done at one service. */
  record Undone(String service, Why why, int objects) {}

  /** The kinds of data a service can hold about a person, in the words of its catalogue. */
  record Categories(String service, List<String> kinds) {}

  /** Why not. */
  enum Why {
    /** The service has no way to do it. */
    IMPOSSIBLE,
    /** It is done by hand there, and an officer left it on a ground that the letter gives. */
    REFUSED,
    /** The person alone could do it, and did not want to. */
    REFUSED_BY_PERSON,
    /** The person has fetched it there. */
    FETCHED_BY_PERSON,
    /** It is kept for one of the grounds. */
    HELD,
    /** The service says that it is gone, and no look can show it. */
    UNVERIFIABLE,
    /** A search has shown it later, and whoever looked at it says that it is not the person's. */
    LEFT;

    /** Whether the person wanted it so. */
    boolean personsChoice() {
      return this == REFUSED_BY_PERSON || this == FETCHED_BY_PERSON;
    }
  }

  /** Whether this is one of its laws. */
  boolean under(Law law) {
    return laws.contains(law);
  }

  boolean erasing() {
    return right.equals("ERASURE");
  }

  boolean nothingFound() {
    return outcome.filter(Outcome.NOTHING_FOUND::equals).isPresent();
  }

  /**
   * Whether something was refused: the whole, or a part that was left out and that not by the
   * person's own choice.
   */
  boolean refuses() {
    return switch (kind) {
      case REFUSAL, PARTIAL_REFUSAL -> true;
      case ACCESS_COVER ->
          !facts.grounds().isEmpty()
              || !facts.withheld().isEmpty()
              || undone.stream().anyMatch(one -> !one.why().personsChoice());
      case ACKNOWLEDGEMENT,
          IDENTITY_ASK,
          EXTENSION,
          COMPLETION,
          TASK_STEPS,
          PACKAGE_CODE,
          RESURFACED,
          APPEAL_EXTENSION,
          APPEAL_UPHELD,
          APPEAL_REJECTED,
          COMPLAINT_ANSWER ->
          false;
    };
  }

  /** Those of whom it has to be said why they were not told. */
  List<Recipient> untold() {
    return recipients.stream().filter(one -> one.told() != Recipient.Told.TOLD).toList();
  }
}
