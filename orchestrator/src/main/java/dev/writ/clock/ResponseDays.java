package dev.writ.clock;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * By when a person must have an answer, from what the record holds of a request today: the day and
 * channel of receipt. Pauses and extensions are not in the record yet, so these are the days of a
 * clock that was never touched.
 */
@Component
public class ResponseDays {
  private final RuleBook rules = RuleBook.shipped();

  /**
   * The day of the answer.
   *
   * @param regime GDPR, UK_GDPR or CCPA
   * @param jurisdiction ISO 3166 code, e.g. {@code DE}, {@code DE-BY}; one whose holidays the rule
   *     does not use, or none, leaves weekends as the only days of rest, which never moves a day
   *     further than holidays would
   * @param kind ACCESS, ERASURE or PORTABILITY
   */
  public Due of(
      String regime,
      Optional<String> jurisdiction,
      String kind,
      LocalDate receivedOn,
      Optional<String> channel) {
    var rule =
        rules
            .find(ruleOf(regime))
            .orElseThrow(() -> new IllegalStateException("no rule is shipped for " + regime));
    var clock =
        jurisdiction
            .map(code -> code.toLowerCase(Locale.ROOT))
            .flatMap(calendar -> rules.findClock(rule, calendar))
            .orElseGet(() -> new StatutoryClock(rule, WorkingDays.WEEKENDS_ONLY));
    var received = new ClockEvent.Received(receivedOn, channel.orElse("UNKNOWN"));
    var answer =
        clock.compute(new ClockInputs(Right.valueOf(kind), ZoneOffset.UTC, List.of(received)));
    return switch (answer) {
      case ClockAnswer.Computed computed -> computed.response();
      case ClockAnswer.Refused refused ->
          throw new IllegalStateException("a receipt alone was refused: " + refused.reason());
    };
  }

  private static String ruleOf(String regime) {
    return switch (regime) {
      case "GDPR" -> "eu-gdpr";
      case "UK_GDPR" -> "uk-gdpr";
      case "CCPA" -> "us-ca-ccpa";
      default -> throw new IllegalArgumentException("no rule is known for " + regime);
    };
  }
}
