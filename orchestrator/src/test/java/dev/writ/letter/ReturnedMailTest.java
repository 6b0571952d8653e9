package dev.writ.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.letter.ReturnedMail.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery statuses as mail systems write them. */
class ReturnedMailTest {
  private static final UUID LETTER = UUID.fromString("7c1d2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d");

  /** A status in the shape of RFC 3464, appendix E, about one of our letters. */
  static String status(UUID letter, String recipient) {
    return """
    From: <mailer-daemon@example.net>
    To: <privacy@example.com>
    Subject: Returned mail
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

    --b1
    Content-Type: text/plain

    The address could not be reached.

    --b1
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mail.example.net
    Arrival-Date: Mon, 2 Nov 2026 10:00:00 +0000

    %s
    --b1
    Content-Type: text/rfc822-headers

    From: <privacy@example.com>
    Message-ID: <%s@example.com>
    Subject: Your request

    --b1--
    """
        .formatted(recipient, letter)
        .replace("\n", "\r\n");
  }

  static String recipient(String action, String status) {
    return "Final-Recipient: rfc822; ada@example.com\nAction: %s\nStatus: %s\n"
        .formatted(action, status);
  }

  @ParameterizedTest
  @CsvSource({
    "5.1.1, MAILBOX_UNKNOWN",
    "5.1.10, MAILBOX_UNKNOWN",
    "5.2.1, MAILBOX_UNKNOWN",
    "5.2.2, MAILBOX_FULL",
    "4.2.2, MAILBOX_FULL",
    "5.7.1, REFUSED",
    "5.2.3, REFUSED",
    "5.0.0, OTHER",
    "5.4.4 (no route), OTHER",
    "'5.1.1 (unknown user)', MAILBOX_UNKNOWN",
    "'', OTHER"
  })
  void what_failed_is_known_by_its_status(String status, Reason reason) throws IOException {
    assertThat(read(status(LETTER, recipient("failed", status))))
        .contains(new ReturnedMail(LETTER, Optional.of(reason)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded"})
  void what_did_not_fail_is_no_failure(String action) throws IOException {
    assertThat(read(status(LETTER, recipient(action, "4.4.1"))))
        .contains(new ReturnedMail(LETTER, Optional.empty()));
  }

  @Test
  void of_several_recipients_one_that_failed_counts() throws IOException {
    var several = recipient("relayed", "2.0.0") + "\n" + recipient("Failed", "5.1.1");
    assertThat(read(status(LETTER, several)))
        .contains(new ReturnedMail(LETTER, Optional.of(Reason.MAILBOX_UNKNOWN)));
  }

  @Test
  void the_whole_message_may_be_quoted_folded_and_encoded() throws IOException {
    var whole =
        status(LETTER, recipient("failed", "5.1.1"))
            .replace("text/rfc822-headers", "message/rfc822")
            .replace("Message-ID: <", "Message-ID:\r\n <");
    assertThat(read(whole).map(ReturnedMail::letter)).contains(LETTER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a message",
        "Content-Type: text/plain\r\n\r\n"
            + "Message-ID: <7c1d2b3a-4e5f-4a6b-8c7d-9e0f1a2b3c4d@example.com>",
        "Content-Type: multipart/report\r\n\r\nwithout a boundary",
        "Content-Type: multipart/report; boundary=b\r\n\r\n--b--"
      })
  void what_is_no_status_of_ours_is_nothing(String message) throws IOException {
    assertThat(read(message)).isEmpty();
  }

  @Test
  void a_status_about_somebody_elses_mail_is_nothing() throws IOException {
    var other =
        status(LETTER, recipient("failed", "5.1.1")).replace(LETTER.toString(), "20261102.abc.def");
    assertThat(read(other)).isEmpty();
    var unquoted = status(LETTER, recipient("failed", "5.1.1")).replace("Message-ID", "X-Id");
    assertThat(read(unquoted)).isEmpty();
  }

  private static Optional<ReturnedMail> read(String message) throws IOException {
    return ReturnedMail.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
  }
}
