package dev.writ.identity;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Plays whoever writes to people: takes each code and link as soon as it is asked for. */
@Component
class Postman {
  static final Map<UUID, Challenges.Letter> LETTERS = new ConcurrentHashMap<>();
  static final List<IdentityProved> PROVED = new CopyOnWriteArrayList<>();

  /** Letters stay where they are, or go to the letters' room. */
  static volatile boolean asleep = true;

  private final Challenges challenges;

  Postman(Challenges challenges) {
    this.challenges = challenges;
  }

  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void asked(IdentityAsked asked) {
    if (!asleep) {
      challenges
          .reveal(asked.challenge())
          .ifPresent(letter -> LETTERS.put(asked.challenge(), letter));
    }
  }

  @EventListener
  void proved(IdentityProved proved) {
    PROVED.add(proved);
  }
}
