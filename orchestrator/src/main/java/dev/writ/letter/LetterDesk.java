package dev.writ.letter;

import dev.writ.leg.LegRecord;
import dev.writ.request.Correspondence;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where letters are ordered, in the transaction of what makes them due: the order is committed with
 * it or not at all. An order writes rows and nothing else; writing, judging and sending the letter
 * come later and can fail without harm to anything but the letter.
 */
@Service
public class LetterDesk {
  private final LetterRecord letters;
  private final Correspondence requests;
  private final LetterSettings settings;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  LetterDesk(
      LetterRecord letters,
      Correspondence requests,
      LetterSettings settings,
      Clock clock,
      ApplicationEventPublisher events) {
    this.letters = letters;
    this.requests = requests;
    this.settings = settings;
    this.clock = clock;
    this.events = events;
  }

  /** The same for an occasion that comes once. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<UUID> order(UUID request, LetterKind kind, LetterFacts facts) {
    return order(request, kind, "once", facts);
  }

  /**
   * Orders a letter that something in the house makes due.
   *
   * @param occasion a word or an id, no personal data; the same one orders the same letter once
   * @return the letter; empty when the occasion had ordered it, when this kind is turned off, or
   *     when there are facts and the request's key is destroyed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<UUID> order(UUID request, LetterKind kind, String occasion, LetterFacts facts) {
    return settings.silent().contains(kind)
        ? Optional.empty()
        : order(request, kind, occasion, facts, LegRecord.SYSTEM);
  }

  Optional<UUID> order(
      UUID request, LetterKind kind, String occasion, LetterFacts facts, String actor) {
    // Most orders have no facts, and cost no key.
    if (facts.equals(LetterFacts.NONE)) {
      return add(request, kind, occasion, actor);
    }
    return requests
        .findSealer(request)
        .flatMap(
            sealer -> {
              var id = add(request, kind, occasion, actor);
              id.ifPresent(
                  letter -> letters.facts(letter, SealedLetters.facts(letter, facts, sealer)));
              return id;
            });
  }

  private Optional<UUID> add(UUID request, LetterKind kind, String occasion, String actor) {
    var id = letters.add(UUID.randomUUID(), request, kind, occasion, actor, clock.instant());
    id.ifPresent(letter -> events.publishEvent(new LetterChanged(letter)));
    return id;
  }
}
