package dev.writ.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.writ.page.Language;
import dev.writ.vault.Vault.Sealer;
import jakarta.mail.Message.RecipientType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handing a letter over to real sockets, and what each end of it means. */
class MailServerTest {

  @Test
  void a_letter_arrives_whole_at_a_mail_server_that_wants_a_password() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("ada@example.com", "writ", "invented");
    server.start();
    try {
      var letter = envelope();
      var port = server.getSmtp().getPort();
      assertThat(server(port, "writ", "invented").hand(letter)).isEqualTo(new Handed.Taken());
      assertThat(server(port, "writ", "wrong").hand(letter)).isInstanceOf(Handed.Deferred.class);
      var messages = server.getReceivedMessages();
      assertThat(messages).hasSize(1);
      var message = messages[0];
      assertThat(message.getSubject()).isEqualTo("Ihr Antrag wurde ausgeführt");
      assertThat(message.getContent().toString().replace("\r\n", "\n"))
          .isEqualTo("Grüße: gelöscht.\n.\nEnde");
      assertThat(message.getRecipients(RecipientType.TO)[0]).hasToString("ada@example.com");
      assertThat(message.getHeader("Message-ID")[0])
          .isEqualTo("<" + letter.letter() + "@writ.test>");
      assertThat(message.getHeader("Auto-Submitted")[0]).isEqualTo("auto-generated");
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // What the server does, where; what that means; whether it has the whole message.
    "GREETING, 421 too busy, Deferred, 0",
    "GREETING, silence, Deferred, 0",
    "GREETING, hang up, Deferred, 0",
    "MAIL, 451 later, Deferred, 0",
    "MAIL, 553 not this sender, Deferred, 0",
    "RCPT, 450 greylisted, Deferred, 0",
    "RCPT, 550 no such mailbox, Rejected, 0",
    "RCPT, hang up, Deferred, 0",
    "DATA, 451 later, Deferred, 0",
    "DATA, silence, Deferred, 0",
    "., 452 full, Deferred, 1",
    "., 554 refused, Rejected, 1",
    "., silence, Unknown, 1",
    "., hang up, Unknown, 1",
    "., 250 fine, Taken, 1",
    "QUIT, hang up, Taken, 1",
    "QUIT, silence, Taken, 1",
  })
  void only_the_answer_to_the_whole_message_decides(
      String at, String answer, String meaning, int messages) {
    try (var server = new ScriptedMailServer()) {
      server.answers.put(at, answer);
      var handed = server(server.port(), "", "").hand(envelope());
      assertThat(handed.getClass().getSimpleName()).isEqualTo(meaning);
      assertThat(server.messages).hasSize(messages);
      assertThat(handed.toString()).doesNotContain("ada", "no such", "greylisted", "sender");
    }
  }

  @Test
  void nothing_is_told_to_a_server_that_offers_no_tls_where_tls_is_wanted() {
    try (var server = new ScriptedMailServer()) {
      var careful =
          new MailServer(
              new LetterSettings.Smtp(
                  "127.0.0.1",
                  server.port(),
                  "",
                  "",
                  LetterSettings.Tls.STARTTLS,
                  Duration.ofSeconds(2)));
      assertThat(careful.hand(envelope())).isInstanceOf(Handed.Deferred.class);
      assertThat(server.verbs).isNotEmpty().doesNotContain("MAIL", "RCPT", "DATA");
    }
  }

  @Test
  void a_password_is_not_sent_in_the_clear_to_another_machine() {
    assertThatThrownBy(
            () ->
                new LetterSettings.Smtp(
                    "mail.writ.test",
                    25,
                    "writ",
                    "invented",
                    LetterSettings.Tls.NONE,
                    Duration.ofSeconds(2)))
        .hasMessageContaining("WRIT_SMTP_TLS");
  }

  @Test
  void a_server_that_is_down_is_tried_again() {
    var server = new ScriptedMailServer();
    server.close();
    assertThat(server(server.port(), "", "").hand(envelope())).isInstanceOf(Handed.Deferred.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.com, true",
    "ada, false",
    "ada@, false",
    "'ada@example.com, eve@example.com', false",
    "'ada@example.com\r\nBcc: eve@example.com', false",
    "'Ada <ada@example.com>', false",
  })
  void only_one_plain_address_is_written_to(String address, boolean deliverable) {
    assertThat(Mime.deliverable(address)).isEqualTo(deliverable);
  }

  private static MailServer server(int port, String user, String password) {
    return new MailServer(
        new LetterSettings.Smtp(
            "127.0.0.1",
            port,
            user,
            password,
            LetterSettings.Tls.NONE,
            Duration.ofMillis(user.isEmpty() ? 700 : 5000)));
  }

  @SuppressWarnings("NullAway") // nothing is sealed on the way to a mail server
  private static Envelope envelope() {
    Sealer none = null;
    return new Envelope(
        UUID.randomUUID(),
        1,
        "privacy@writ.test",
        "ada@example.com",
        "Ihr Antrag wurde ausgeführt",
        "Grüße: gelöscht.\n.\nEnde\n",
        Language.DE,
        Instant.parse("2026-11-03T09:00:00Z"),
        none);
  }
}
