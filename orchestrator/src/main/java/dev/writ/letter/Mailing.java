package dev.writ.letter;

import dev.writ.leg.LegRecord;
import dev.writ.letter.LetterTroubles.Trouble;
import dev.writ.lifecycle.LetterEvent;
import dev.writ.lifecycle.LetterState;
import dev.writ.request.Correspondence;
import dev.writ.vault.Vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a letter as far as it can go now. The intent to hand it over is committed first; when the
 * process dies before the answer is in the record, the letter is not handed over again: where the
 * post can say what became of it that counts, else it is SENT_UNKNOWN until an officer decides.
 */
@Service
public class Mailing {
  /** What is due later waits in the record alone. */
  private static final Duration HORIZON = Duration.ofMinutes(10);

  private static final Duration DELAYED = Duration.ofHours(1);
  private static final String SEEN_TO = "what it is about was seen to";

  private final LetterRecord letters;
  private final Writing writing;
  private final Correspondence requests;
  private final LetterTroubles troubles;
  private final Postings postings;
  private final AppealLetters appeals;
  private final TaskLetters tasks;
  private final Post post;
  private final LetterSettings settings;
  private final Clock clock;
  private final TransactionOperations transaction;

  Mailing(
      LetterRecord letters,
      Writing writing,
      Correspondence requests,
      LetterTroubles troubles,
      Postings postings,
      AppealLetters appeals,
      TaskLetters tasks,
      Post post,
      LetterSettings settings,
      Clock clock,
      TransactionTemplate transaction) {
    this.letters = letters;
    this.writing = writing;
    this.requests = requests;
    this.troubles = troubles;
    this.postings = postings;
    this.appeals = appeals;
    this.tasks = tasks;
    this.post = post;
    this.settings = settings;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** What is next for a letter. */
  private sealed interface Step {
    record Rest() implements Step {}

    record Wait(Duration time) implements Step {}

    record HandOver(Envelope envelope) implements Step {}
  }

  /** Letters that somebody must be working on before long. */
  public List<UUID> atWork() {
    return letters.atWork(clock.instant().plus(HORIZON));
  }

  /**
   * Works on a letter once.
   *
   * @return milliseconds until it is to be worked on again; 0 when it rests, or waits in the record
   */
  public long deliver(UUID id) {
    var step = Objects.requireNonNull(transaction.execute(tx -> next(held(id))));
    var wait =
        switch (step) {
          case Step.Rest rest -> Duration.ZERO;
          case Step.Wait waiting -> waiting.time();
          case Step.HandOver due -> {
            var handed = post.hand(due.envelope());
            yield Objects.requireNonNull(
                transaction.execute(tx -> settle(held(id), due.envelope().attempt(), handed)));
          }
        };
    return wait.compareTo(HORIZON) > 0 ? 0 : wait.toMillis();
  }

  /** The request first, as everywhere: that a letter went out may be a fact for its clock. */
  private Letter held(UUID id) {
    requests.lock(letters.requestOf(id));
    return letters.lock(id);
  }

  private Step next(Letter letter) {
    var now = clock.instant();
    if (letter.state() == LetterState.SENDING) {
      return unanswered(letter, now);
    }
    if (letter.state() != LetterState.ORDERED) {
      return new Step.Rest();
    }
    var due = letter.nextAt().orElse(now);
    if (due.isAfter(now)) {
      return new Step.Wait(Duration.between(now, due).plusMillis(1));
    }
    var sealer = requests.findSealer(letter.request());
    if (sealer.isEmpty()) {
      cancel(letter, "the request's key is destroyed");
      return new Step.Rest();
    }
    if (over(letter)) {
      cancel(letter, SEEN_TO);
      return new Step.Rest();
    }
    var facts = SealedLetters.facts(letter.id(), letters.sealed(letter.id()), sealer.get());
    if (!writing.passes(letter, facts, sealer.get())) {
      return new Step.Rest();
    }
    return facts
        .to()
        .or(() -> requests.findEmail(letter.request()))
        .filter(Mime::deliverable)
        .map(to -> intend(letter, to, sealer.get(), now))
        .orElseGet(() -> byHand(letter));
  }

  private Step intend(Letter letter, String to, Sealer sealer, Instant now) {
    letters.move(letter, LetterEvent.SEND, LegRecord.SYSTEM);
    letters.intended(letter.id(), post.channel(), now);
    var parts = letters.sealed(letter.id());
    return new Step.HandOver(
        new Envelope(
            letter.id(),
            letter.attempts() + 1,
            settings.from(),
            to,
            SealedLetters.subject(letter.id(), parts, sealer).orElseThrow(),
            SealedLetters.body(letter.id(), parts, sealer).orElseThrow(),
            letter.language().orElse(settings.language()),
            now,
            sealer));
  }

  private Step byHand(Letter letter) {
    letters.channel(letter.id(), Letter.Channel.BY_HAND);
    letters.move(letter, LetterEvent.POST, LegRecord.SYSTEM);
    troubles.raise(
        letter,
        Trouble.LETTER_BY_HAND,
        "the request has no e-mail address that a letter can go to. Post it and confirm that it"
            + " went out.");
    return new Step.Rest();
  }

  /** Somebody is handing it over, or died doing so. */
  private Step unanswered(Letter letter, Instant now) {
    var givenUp = letter.intendedAt().orElse(Instant.EPOCH).plus(longestAttempt());
    if (givenUp.isAfter(now)) {
      return new Step.Wait(Duration.between(now, givenUp).plusMillis(1));
    }
    var wait =
        post.taken(letter.id(), letter.attempts())
            .map(
                taken ->
                    settle(
                        letter,
                        letter.attempts(),
                        taken ? new Handed.Taken() : new Handed.Deferred("it was interrupted")))
            .orElseGet(
                () -> settle(letter, letter.attempts(), new Handed.Unknown("it was interrupted")));
    return wait.isZero() ? new Step.Rest() : new Step.Wait(wait);
  }

  /** Nine answers of the mail server, and one for good measure. */
  private Duration longestAttempt() {
    return post.channel() == Letter.Channel.SMTP
        ? settings.smtp().timeout().multipliedBy(10)
        : Duration.ofSeconds(10);
  }

  /** Enters an attempt's end, unless a later attempt or somebody's word has overtaken it. */
  private Duration settle(Letter letter, int attempt, Handed handed) {
    boolean waiting = letter.state() == LetterState.SENDING;
    boolean late = letter.state() == LetterState.SENT_UNKNOWN && handed instanceof Handed.Taken;
    if (letter.attempts() != attempt || !(waiting || late)) {
      return Duration.ZERO;
    }
    return switch (handed) {
      case Handed.Taken taken -> {
        postings.sent(letter, clock.instant(), LetterEvent.TAKE, LegRecord.SYSTEM);
        yield Duration.ZERO;
      }
      case Handed.Deferred later -> deferred(letter, later.words());
      case Handed.Rejected never -> failed(letter, never.words());
      case Handed.Unknown unknown -> {
        letters.trouble(letter.id(), unknown.words(), null);
        letters.move(letter, LetterEvent.LOSE_ANSWER, LegRecord.SYSTEM);
        if (!needless(letter)) {
          troubles.raise(
              letter,
              Trouble.LETTER_SENT_UNKNOWN,
              unknown.words() + ". Find out, then confirm it or send it again.");
        }
        yield Duration.ZERO;
      }
    };
  }

  /** The wait doubles, since it is as long as the letter has been tried. */
  private Duration deferred(Letter letter, String words) {
    var now = clock.instant();
    var tried = Duration.between(letter.triedSince().orElse(now), now);
    if (tried.compareTo(settings.patience()) > 0) {
      return failed(letter, words + ", for " + settings.patience());
    }
    var wait = longer(settings.firstRetry(), shorter(tried, settings.longestRetry()));
    letters.trouble(letter.id(), words, now.plus(wait));
    letters.move(letter, LetterEvent.DEFER, LegRecord.SYSTEM);
    if (tried.compareTo(DELAYED) > 0) {
      troubles.raise(letter, Trouble.LETTER_DELAYED, words + ". It is tried again by itself.");
    }
    return wait.plusMillis(1);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration failed(Letter letter, String words) {
    letters.trouble(letter.id(), words, null);
    letters.move(letter, LetterEvent.FAIL, LegRecord.SYSTEM);
    if (!needless(letter)) {
      troubles.raise(letter, Trouble.LETTER_FAILED, words + ". Send it again when that is mended.");
    }
    return Duration.ZERO;
  }

  /** Whether nothing hangs any more on what became of it; then that is its end. */
  private boolean needless(Letter letter) {
    if (!over(letter)) {
      return false;
    }
    cancel(letters.require(letter.id()), SEEN_TO);
    return true;
  }

  /** Whether what it is about was seen to, so that nobody has to be told. */
  private boolean over(Letter letter) {
    return tasks.over(letter) || appeals.over(letter);
  }

  /** Nobody can be written to any more, and what was written cannot be read. */
  void keyDestroyed(UUID request) {
    for (var letter : letters.unsent(request)) {
      cancel(letter, "the request's key is destroyed");
    }
    letters.forget(request);
  }

  void forgetFiles(UUID request) {
    letters.ids(request).forEach(post::forget);
  }

  private void cancel(Letter letter, String words) {
    letters.trouble(letter.id(), words, null);
    letters.move(letter, LetterEvent.CANCEL, LegRecord.SYSTEM);
    troubles.over(letter);
  }
}
