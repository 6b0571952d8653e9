package dev.writ.letter;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a mail system says of a letter (RFC 3464): which one, by its Message-ID alone, and whether
 * it failed for good. The addresses in it are not looked at.
 *
 * @param failure why it came back; empty while it is delayed, or when it was delivered
 */
record ReturnedMail(UUID letter, Optional<Reason> failure) {
  private static final Pattern OURS =
      Pattern.compile("<\\s*([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})@[^>]*>");
  private static final Session SESSION = Session.getInstance(new Properties());

  /** Why it came back, by the classes of RFC 3463. */
  enum Reason {
    MAILBOX_UNKNOWN,
    MAILBOX_FULL,
    REFUSED,
    OTHER;

    private static final Pattern UNKNOWN = Pattern.compile("5\\.1\\.\\d+|5\\.2\\.1");
    private static final Pattern FULL = Pattern.compile("[45]\\.2\\.2");
    private static final Pattern AGAINST = Pattern.compile("5\\.7\\.\\d+|5\\.2\\.[03]");

    static Reason of(String status) {
      if (UNKNOWN.matcher(status).matches()) {
        return MAILBOX_UNKNOWN;
      }
      if (FULL.matcher(status).matches()) {
        return MAILBOX_FULL;
      }
      return AGAINST.matcher(status).matches() ? REFUSED : OTHER;
    }

    /** As a letter's trouble has it. */
    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Empty when it is no delivery status of one of our letters. */
  static Optional<ReturnedMail> read(InputStream message) throws IOException {
    try {
      var mail = new MimeMessage(SESSION, message);
      return mail.isMimeType("multipart/report") && mail.getContent() instanceof Multipart report
          ? read(report)
          : Optional.empty();
    } catch (MessagingException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<ReturnedMail> read(Multipart report)
      throws MessagingException, IOException {
    boolean status = false;
    var failure = Optional.<Reason>empty();
    var letter = Optional.<UUID>empty();
    for (int i = 0; i < report.getCount(); i++) {
      var part = report.getBodyPart(i);
      if (part.isMimeType("message/delivery-status")
          || part.isMimeType("message/global-delivery-status")) {
        status = true;
        failure = failure(part);
      } else if (quotes(part)) {
        letter = letter(part);
      }
    }
    var found = failure;
    return status ? letter.map(id -> new ReturnedMail(id, found)) : Optional.empty();
  }

  private static boolean quotes(BodyPart part) throws MessagingException {
    return part.isMimeType("message/rfc822")
        || part.isMimeType("text/rfc822-headers")
        || part.isMimeType("message/global")
        || part.isMimeType("message/global-headers");
  }

  /** The fields of the message, then those of each recipient, with an empty line between them. */
  private static Optional<Reason> failure(BodyPart part) throws MessagingException, IOException {
    try (var fields = new BufferedInputStream(part.getInputStream())) {
      var failure = Optional.<Reason>empty();
      for (var group = group(fields); group.isPresent(); group = group(fields)) {
        if ("failed".equalsIgnoreCase(field(group.get(), "Action"))) {
          failure = Optional.of(Reason.of(field(group.get(), "Status")));
        }
      }
      return failure;
    }
  }

  private static Optional<InternetHeaders> group(InputStream fields)
      throws MessagingException, IOException {
    fields.mark(1);
    if (fields.read() < 0) {
      return Optional.empty();
    }
    fields.reset();
    return Optional.of(new InternetHeaders(fields));
  }

  /** Without what stands behind it in brackets or after a blank. */
  private static String field(InternetHeaders fields, String name) {
    var value = fields.getHeader(name, null);
    return value == null ? "" : value.strip().split("[\\s(;]", 2)[0];
  }

  private static Optional<UUID> letter(BodyPart part) throws MessagingException, IOException {
    try (var quoted = part.getInputStream()) {
      var id = new InternetHeaders(quoted).getHeader("Message-ID", null);
      var ours = OURS.matcher(id == null ? "" : id);
      return ours.find() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }
  }
}
