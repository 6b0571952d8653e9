package dev.writ.letter;

import dev.writ.clock.ClockEvent;
import dev.writ.clock.RequestClocks;
import dev.writ.settings.WritSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The clock hears that receipt was confirmed: in California that has a day of its own. */
@Component
class Acknowledgements {
  private final RequestClocks clocks;
  private final ZoneId zone;

  Acknowledgements(RequestClocks clocks, WritSettings settings) {
    this.clocks = clocks;
    this.zone = settings.clock().zone();
  }

  /** In the transaction that says when the letter was sent; its request is held. */
  void sent(Letter letter, Instant at) {
    if (letter.kind() == LetterKind.ACKNOWLEDGEMENT) {
      var day = LocalDate.ofInstant(at, zone);
      clocks.note(letter.request(), new ClockEvent.Acknowledged(day));
    }
  }
}
