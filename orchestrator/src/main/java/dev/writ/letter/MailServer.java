package dev.writ.letter;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Hands letters over by SMTP, one connection each. Until the line that ends the message has been
 * sent nothing can have been taken (RFC 5321, 4.1.1.4 and 6.1); from then on only the server's
 * answer tells, and without one nobody knows.
 */
final class MailServer implements Post {
  private static final int PERMANENT = 500;
  private final LetterSettings.Smtp settings;
  private final Session session;

  MailServer(LetterSettings.Smtp settings) {
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(LetterSettings.Smtp settings) {
    var properties = new Properties();
    var timeout = Long.toString(settings.timeout().toMillis());
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.tls()) {
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case NONE -> properties.put("mail.smtp.starttls.enable", "false");
    }
    return properties;
  }

  @Override
  public Letter.Channel channel() {
    return Letter.Channel.SMTP;
  }

  @Override
  public Handed hand(Envelope envelope) {
    var transport = new Watched(session);
    try {
      var message = Mime.of(envelope, session);
      connect(transport);
      transport.sendMessage(message, message.getAllRecipients());
      return new Handed.Taken();
    } catch (MessagingException failed) {
      return transport.ending ? afterTheEnd(failed) : beforeTheEnd(failed);
    } finally {
      close(transport);
    }
  }

  private void connect(SMTPTransport transport) throws MessagingException {
    boolean anonymous = settings.user().isEmpty();
    transport.connect(
        settings.host(),
        settings.port(),
        anonymous ? null : settings.user(),
        anonymous ? null : settings.password());
  }

  private static Handed afterTheEnd(MessagingException failed) {
    if (failed instanceof SMTPSendFailedException answered && answered.getReturnCode() >= 400) {
      return answered.getReturnCode() >= PERMANENT
          ? new Handed.Rejected(words(answered.getReturnCode()))
          : new Handed.Deferred(words(answered.getReturnCode()));
    }
    return new Handed.Unknown("the mail server's answer to the whole message was lost");
  }

  /** Only the mailbox and the message can be refused for good; the rest may be mended by us. */
  private static Handed beforeTheEnd(MessagingException failed) {
    for (@Nullable Exception cause = failed; cause != null; cause = next(cause)) {
      if (cause instanceof SMTPAddressFailedException refused) {
        return refused.getReturnCode() >= PERMANENT
            ? new Handed.Rejected(words(refused.getReturnCode()) + " for the mailbox")
            : new Handed.Deferred(words(refused.getReturnCode()));
      }
      if (cause instanceof SMTPSendFailedException refused && refused.getReturnCode() > 0) {
        return new Handed.Deferred(words(refused.getReturnCode()));
      }
    }
    return new Handed.Deferred(
        "the mail server cannot be spoken to: " + failed.getClass().getSimpleName());
  }

  private static @Nullable Exception next(Exception cause) {
    return cause instanceof MessagingException more ? more.getNextException() : null;
  }

  /** The server's own words may name the person. */
  private static String words(int code) {
    return "the mail server answered " + code;
  }

  private static void close(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException gone) {
      // what it said to the message is known; its farewell does not matter
    }
  }

  @Override
  public Optional<Boolean> taken(UUID letter, int attempt) {
    return Optional.empty();
  }

  @Override
  public void forget(UUID letter) {
    // nothing of a letter lies about here
  }

  /** Knows whether the end of the message may have been sent. */
  private static final class Watched extends SMTPTransport {
    private volatile boolean ending;

    Watched(Session session) {
      super(session, new URLName("smtp", null, -1, null, null, null));
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
      ending = true;
      super.finishData();
    }

    @Override
    protected void finishBdat() throws IOException, MessagingException {
      ending = true;
      super.finishBdat();
    }

    /** Nobody listens; the default starts a thread for it. */
    @Override
    protected void notifyTransportListeners(
        int type,
        Address @Nullable [] sent,
        Address @Nullable [] unsent,
        Address @Nullable [] invalid,
        jakarta.mail.@Nullable Message message) {}
  }
}
