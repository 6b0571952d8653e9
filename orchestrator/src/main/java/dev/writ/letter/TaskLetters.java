package dev.writ.letter;

import dev.writ.leg.LegRecord;
import dev.writ.manualtask.PersonsTasks;
import dev.writ.manualtask.TaskOpened;
import dev.writ.page.Language;
import dev.writ.request.PersonsLanguage;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.web.Problem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What only the person can do at a vendor goes to the person when it is found to be so. */
@Component
class TaskLetters {
  private static final String OCCASION = "task/";

  private final LetterDesk desk;
  private final PersonsTasks tasks;
  private final PersonsLanguage languages;
  private final LetterSettings settings;
  private final OwnAddress address;
  private final ZoneId zone;

  TaskLetters(
      LetterDesk desk,
      PersonsTasks tasks,
      PersonsLanguage languages,
      LetterSettings settings,
      OwnAddress address,
      WritSettings writ) {
    this.desk = desk;
    this.tasks = tasks;
    this.languages = languages;
    this.settings = settings;
    this.address = address;
    this.zone = writ.clock().zone();
  }

  /** The letter is ordered in the transaction that opens the task, and a task opens once. */
  @EventListener
  void opened(TaskOpened event) {
    if (event.doer() == ManualWork.Doer.SUBJECT
        && !settings.silent().contains(LetterKind.TASK_STEPS)) {
      event
          .request()
          .ifPresent(
              request ->
                  desk.order(
                      request,
                      LetterKind.TASK_STEPS,
                      OCCASION + event.task(),
                      LetterFacts.NONE.giving(
                          ask(event.task(), languages.of(request), LegRecord.SYSTEM))));
    }
  }

  /** Whether nobody has to do any more what the letter asks for. */
  boolean over(Letter letter) {
    return letter.kind() == LetterKind.TASK_STEPS && !tasks.isOpen(task(letter));
  }

  /**
   * What a letter that is sent again says: its link may have ended, or may be in a mailbox that is
   * not the person's, so that it has a new one and the one before ends. Empty where it has none.
   *
   * @throws Problem illegal-move, when nobody has to do it any more
   */
  Optional<LetterFacts> anew(Letter letter, String actor) {
    if (letter.kind() != LetterKind.TASK_STEPS) {
      return Optional.empty();
    }
    if (over(letter)) {
      throw Problem.conflict("what it asks for was seen to: there is nothing to be sent again");
    }
    var language = letter.language().orElseGet(() -> languages.of(letter.request()));
    return Optional.of(LetterFacts.NONE.giving(ask(task(letter), language, actor)));
  }

  private static UUID task(Letter letter) {
    return UUID.fromString(letter.occasion().substring(OCCASION.length()));
  }

  private String ask(UUID task, Language language, String actor) {
    var told = tasks.tell(task, language, actor);
    var steps = told.words().steps();
    return Words.in(language)
        .say(
            "ask.task",
            told.words().title(),
            IntStream.range(0, steps.size())
                .mapToObj(n -> n + 1 + ". " + steps.get(n))
                .collect(Collectors.joining("\n")),
            language.day(LocalDate.ofInstant(told.until(), zone)),
            language.at(address.of(told.path())));
  }
}
