package dev.writ.letter;

import dev.writ.page.Language;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of letters.
 *
 * @param language of letters to those who chose none
 * @param silent kinds that nothing orders by itself; an officer still can
 * @param controller the name letters are signed with; empty: a word of the letter's language
 * @param contact where the person answers, appeals and complains
 * @param notice address of the privacy notice
 * @param optOut where to opt out of sale and sharing; empty where nothing is sold or shared
 * @param from the address letters come from
 * @param smtp the mail server
 * @param firstRetry wait before a letter that was not taken is tried again; doubles
 * @param longestRetry the longest such wait
 * @param patience after so long without success a letter has failed
 */
@ConfigurationProperties("writ.letters")
public record LetterSettings(
    Language language,
    Set<LetterKind> silent,
    String controller,
    String contact,
    String notice,
    String optOut,
    String from,
    Smtp smtp,
    Duration firstRetry,
    Duration longestRetry,
    Duration patience) {

  public LetterSettings {
    silent = Set.copyOf(silent);
    if (!from.matches("[^\\s@<>]+@[^\\s@<>]+")) {
      throw new IllegalArgumentException("writ.letters.from (WRIT_LETTER_FROM) is no mail address");
    }
    if (!firstRetry.isPositive() || !longestRetry.isPositive() || !patience.isPositive()) {
      throw new IllegalArgumentException(
          "writ.letters.* (WRIT_LETTER_RETRY, WRIT_LONGEST_LETTER_RETRY, WRIT_LETTER_PATIENCE)"
              + " must be positive");
    }
    if (smtp.used() && (from + contact + notice).contains("example.com")) {
      throw new IllegalArgumentException(
          "writ.letters.* (WRIT_LETTER_FROM, WRIT_LETTER_CONTACT, WRIT_PRIVACY_NOTICE) must be your"
              + " own where a mail server is set");
    }
  }

  Sender sender() {
    return new Sender(controller, contact, notice, optOut);
  }

  /** How the mail server is spoken to. */
  public enum Tls {
    /** In the clear first, and refused when the server does not offer TLS. */
    STARTTLS,
    TLS,
    NONE
  }

  /**
   * The mail server.
   *
   * @param host empty: letters go into the outbox
   * @param timeout of each single answer
   */
  public record Smtp(
      String host, int port, String user, String password, Tls tls, Duration timeout) {
    public Smtp {
      if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
        throw new IllegalArgumentException(
            "writ.letters.smtp.timeout (WRIT_SMTP_TIMEOUT) must be positive and at most PT5M");
      }
      if (tls == Tls.NONE && !user.isEmpty() && !host.matches("localhost|127\\..*")) {
        throw new IllegalArgumentException(
            "writ.letters.smtp.tls (WRIT_SMTP_TLS): a password is not sent in the clear");
      }
    }

    boolean used() {
      return !host.isEmpty();
    }

    @Override
    public String toString() {
      return "Smtp[***]";
    }
  }
}
