package dev.writ.letter;

import dev.writ.clock.ClockEvent;
import dev.writ.clock.RequestClocks;
import dev.writ.settings.WritSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The clock hears that receipt was confirmed: in California that has a day of its own. */
@Component
class Acknowledgements {
  private final RequestClocks clocks;
  private final Clock clock;
  private final ZoneId zone;

  Acknowledgements(RequestClocks clocks, Clock clock, WritSettings settings) {
    this.clocks = clocks;
    this.clock = clock;
    this.zone = settings.clock().zone();
  }

  /** In the transaction in which the letter was sent; its request is held. */
  void sent(Letter letter) {
    if (letter.kind() == LetterKind.ACKNOWLEDGEMENT) {
      var today = LocalDate.ofInstant(clock.instant(), zone);
      clocks.note(letter.request(), new ClockEvent.Acknowledged(today));
    }
  }
}
