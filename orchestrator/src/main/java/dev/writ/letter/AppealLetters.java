package dev.writ.letter;

import dev.writ.lifecycle.LetterEvent;
import dev.writ.lifecycle.LetterState;
import dev.writ.request.PersonsLanguage;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notice that the decision on an appeal takes longer (C.R.S. 6-1-1306(3)(b), UNCONFIRMED) is
 * ordered with that, and {@link LongerAppeals} hears when it has gone out.
 */
@Service
public class AppealLetters {
  private static final Set<LetterState> STOPPABLE =
      EnumSet.of(
          LetterState.ORDERED,
          LetterState.BY_HAND,
          LetterState.SENT_UNKNOWN,
          LetterState.FAILED,
          LetterState.REFUSED_BY_VALIDATOR);

  private final LetterDesk desk;
  private final LetterRecord letters;
  private final LetterTroubles troubles;
  private final PersonsLanguage languages;
  private final LongerAppeals appeals;
  private final Clock clock;
  private final ZoneId zone;

  AppealLetters(
      LetterDesk desk,
      LetterRecord letters,
      LetterTroubles troubles,
      PersonsLanguage languages,
      LongerAppeals appeals,
      Clock clock,
      WritSettings settings) {
    this.desk = desk;
    this.letters = letters;
    this.troubles = troubles;
    this.languages = languages;
    this.appeals = appeals;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  /**
   * Orders the notice in the caller's transaction.
   *
   * @param reason a code of {@code ExtensionReason}, said in the person's language
   * @param explanation the same in the officer's own words, in the person's language
   * @throws Problem illegal-move, when no letter of this kind can be ordered
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void order(
      UUID request, UUID appeal, String reason, LocalDate newDue, Optional<String> explanation) {
    var said = Words.in(languages.of(request)).say("extension." + reason);
    var facts = LetterFacts.extended(newDue, explanation.map(own -> said + " " + own).orElse(said));
    var occasion = "appeal-extension/" + appeal + "/" + UUID.randomUUID();
    if (desk.order(request, LetterKind.APPEAL_EXTENSION, occasion, facts).isEmpty()) {
      throw Problem.conflict(
          "no notice can be sent (WRIT_LETTERS_OFF, or the key is destroyed): tell the person"
              + " another way, and send noticeSentOn");
    }
  }

  /** It was decided, in the caller's transaction: no notice that it takes longer goes out. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void decided(UUID request, UUID appeal, String actor) {
    for (var letter : letters.of(request, LetterKind.APPEAL_EXTENSION)) {
      if (appeal(letter).equals(appeal)) {
        if (STOPPABLE.contains(letter.state())) {
          letters.move(letter, LetterEvent.CANCEL, actor);
        }
        troubles.over(letter);
      }
    }
  }

  /** Whether nobody has to be told any more: it was decided, or the person knows. */
  boolean over(Letter letter) {
    return letter.kind() == LetterKind.APPEAL_EXTENSION
        && (appeals.decided(letter.request(), appeal(letter))
            || (letter.sentAt().isEmpty() && !appeals.awaited(letter.request(), appeal(letter))));
  }

  /**
   * Nobody is told again of what is over.
   *
   * @throws Problem illegal-move, when it was decided, or the person was told another way
   */
  void requireAwaited(Letter letter) {
    if (over(letter)) {
      throw Problem.conflict(
          "the appeal was decided, or the person was told another way: nothing is to be sent");
    }
  }

  /** In the transaction that says when the letter was sent; its request is held. */
  void sent(Letter letter, Instant at) {
    if (letter.kind() == LetterKind.APPEAL_EXTENSION) {
      var day = LocalDate.ofInstant(at, zone);
      appeals.sent(letter.request(), appeal(letter), letter.id(), day);
    }
  }

  /**
   * It came back, in the caller's transaction; its request is held.
   *
   * @return what has to be done, where a longer decision hangs on it
   */
  Optional<String> returned(Letter letter, String actor) {
    if (letter.kind() != LetterKind.APPEAL_EXTENSION) {
      return Optional.empty();
    }
    return appeals.returned(letter.request(), appeal(letter), letter.id(), actor).map(this::toDo);
  }

  private String toDo(LocalDate last) {
    return LocalDate.now(clock.withZone(zone)).isAfter(last)
        ? "The person had to be told by " + last + ": the decision on the appeal is overdue."
        : ("Send it again, or tell the person another way and enter that as noticeSentOn, by %1$s."
                + " Until then the decision on the appeal is due by %1$s.")
            .formatted(last);
  }

  /** It will not go out. */
  void cancelled(Letter letter, String actor) {
    if (letter.kind() == LetterKind.APPEAL_EXTENSION) {
      appeals.cancelled(letter.request(), appeal(letter), actor);
    }
  }

  /** The middle of its occasion. */
  private static UUID appeal(Letter letter) {
    return UUID.fromString(letter.occasion().split("/")[1]);
  }
}
