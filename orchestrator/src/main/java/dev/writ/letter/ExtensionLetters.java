package dev.writ.letter;

import static java.util.stream.Collectors.joining;

import dev.writ.clock.ExtensionNotices;
import dev.writ.clock.ExtensionOrdered;
import dev.writ.request.PersonsLanguage;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The notice of an extension is ordered with it, and the clock hears when it has gone out. */
@Component
class ExtensionLetters {
  private final LetterDesk desk;
  private final PersonsLanguage languages;
  private final ExtensionNotices notices;
  private final Clock clock;
  private final ZoneId zone;

  ExtensionLetters(
      LetterDesk desk,
      PersonsLanguage languages,
      ExtensionNotices notices,
      Clock clock,
      WritSettings zone) {
    this.desk = desk;
    this.languages = languages;
    this.notices = notices;
    this.clock = clock;
    this.zone = zone.clock().zone();
  }

  /** In the transaction of the extension, which is refused where no letter can be ordered. */
  @EventListener
  void ordered(ExtensionOrdered event) {
    var words = Words.in(languages.of(event.request()));
    var reasons = event.reasons().stream().map(reason -> words.say("extension." + reason));
    var why = Stream.concat(reasons, event.explanation().stream()).collect(joining(" "));
    var facts = LetterFacts.extended(event.newDue(), why);
    var ordered =
        desk.order(event.request(), LetterKind.EXTENSION, "extension/" + UUID.randomUUID(), facts);
    var letter =
        ordered.orElseThrow(
            () ->
                Problem.conflict(
                    "no notice can be sent (WRIT_LETTERS_OFF, or the key is destroyed): tell the"
                        + " person another way, and send noticeSentOn"));
    notices.written(event.request(), letter);
  }

  /**
   * Of a notice by hand: it tells the day of its extension, or an earlier one.
   *
   * @throws Problem unprocessable, when it would tell a later one
   */
  LetterFacts dated(UUID request, LetterKind kind, LetterFacts facts) {
    var last =
        kind == LetterKind.EXTENSION ? notices.lastDay(request) : Optional.<LocalDate>empty();
    if (last.isPresent() && facts.until().filter(last.get()::isBefore).isPresent()) {
      throw Problem.invalid("until lies after the last day of the extension, " + last.get());
    }
    return last.isPresent() && facts.until().isEmpty() ? facts.until(last.get()) : facts;
  }

  /** Ordered by hand while none is on its way: what waits for its notice has that one from now. */
  void written(UUID request, LetterKind kind, UUID letter) {
    if (kind == LetterKind.EXTENSION) {
      notices.written(request, letter);
    }
  }

  /** In the transaction that says when the letter was sent; its request is held. */
  void sent(Letter letter, Instant at) {
    if (letter.kind() == LetterKind.EXTENSION) {
      notices.sent(letter.request(), letter.id(), LocalDate.ofInstant(at, zone));
    }
  }

  /**
   * It came back, in the caller's transaction; its request is held.
   *
   * @return what has to be done, where an extension hangs on it
   */
  Optional<String> returned(Letter letter, String actor) {
    if (letter.kind() != LetterKind.EXTENSION) {
      return Optional.empty();
    }
    var sentOn = letter.sentAt().map(at -> LocalDate.ofInstant(at, zone));
    return notices.returned(letter.request(), letter.id(), sentOn, actor).map(this::toDo);
  }

  private String toDo(LocalDate last) {
    return LocalDate.now(clock.withZone(zone)).isAfter(last)
        ? "The person had to be told by "
            + last
            + ": nothing is extended, and the answer is overdue."
        : ("Send it again, or tell the person another way and enter that as noticeSentOn of an"
                + " extension, by %1$s. Until then nothing is extended, and the answer is due by"
                + " %1$s.")
            .formatted(last);
  }

  /** It will not go out. */
  void cancelled(Letter letter, String actor) {
    if (letter.kind() == LetterKind.EXTENSION) {
      notices.cancelled(letter.request(), letter.id(), actor);
    }
  }
}
