package dev.writ.letter;

import dev.writ.web.MailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/**
 * A letter as a message: plain text, and with a Message-ID that is the letter's for every attempt,
 * so that a mailbox that gets it twice can tell, and a return can be brought home.
 */
final class Mime extends MimeMessage {
  private final String messageId;

  private Mime(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static Mime of(Envelope envelope, Session session) throws MessagingException {
    var host = envelope.from().substring(envelope.from().indexOf('@') + 1);
    var message = new Mime(session, "<" + envelope.letter() + "@" + host + ">");
    message.setFrom(new InternetAddress(envelope.from()));
    message.setRecipient(RecipientType.TO, new InternetAddress(envelope.to(), true));
    message.setSubject(envelope.subject(), StandardCharsets.UTF_8.name());
    message.setText(envelope.body(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(envelope.at()));
    message.setHeader("Content-Language", envelope.language().tag());
    // RFC 3834: an absent-minded responder stays silent.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }

  /** Whether a letter can be sent to it. */
  static boolean deliverable(String address) {
    try {
      new InternetAddress(address, true).validate();
      return MailAddress.simple(address);
    } catch (MessagingException unusable) {
      return false;
    }
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
