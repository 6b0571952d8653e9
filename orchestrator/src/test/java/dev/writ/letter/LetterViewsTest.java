package dev.writ.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.lifecycle.LetterState;
import dev.writ.manualtask.PersonsTasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which letters nobody but the person reads, by where they went and where letters go. */
class LetterViewsTest {
  @ParameterizedTest
  @CsvSource({
    "TASK_STEPS, , SMTP, true",
    "TASK_STEPS, SMTP, OUTBOX, true",
    "TASK_STEPS, OUTBOX, OUTBOX, false",
    "TASK_STEPS, BY_HAND, SMTP, false",
    "PACKAGE_CODE, SMTP, SMTP, true",
    "PACKAGE_CODE, , SMTP, true",
    "PACKAGE_CODE, BY_HAND, SMTP, true",
    "PACKAGE_CODE, OUTBOX, OUTBOX, false",
    "IDENTITY_ASK, BY_HAND, SMTP, true",
    "ACKNOWLEDGEMENT, SMTP, SMTP, false",
    "COMPLETION, BY_HAND, SMTP, false"
  })
  void a_code_or_link_is_read_where_the_outbox_is_the_mailbox_and_steps_where_they_are_posted(
      LetterKind kind, Letter.Channel went, Letter.Channel post, boolean secret) {
    var facts = LetterFacts.asking("314159", "ada@example.com");
    assertThat(LetterViews.secret(letter(kind, Optional.ofNullable(went)), facts, post))
        .isEqualTo(secret);
  }

  @Test
  void of_steps_that_were_mailed_all_is_read_but_the_link() {
    var mailed = "Ada,\n1. Go there.\nhttps://writ.test/subject/tasks/aB3-_x?lang=de\nBye";
    assertThat(PersonsTasks.withoutLinks(mailed).orElseThrow())
        .isEqualTo("Ada,\n1. Go there.\nhttps://writ.test/subject/tasks/…?lang=de\nBye");
    assertThat(PersonsTasks.withoutLinks("https://writ.test/elsewhere/aB3-_x"))
        .as("where the link is not seen nothing is shown")
        .isEmpty();
  }

  private static Letter letter(LetterKind kind, Optional<Letter.Channel> went) {
    return new Letter(
        UUID.randomUUID(),
        0,
        UUID.randomUUID(),
        "GDPR",
        kind,
        "once",
        LetterState.ORDERED,
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        went,
        Instant.EPOCH,
        "SYSTEM",
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
