package dev.writ.letter;

import dev.writ.lifecycle.RequestState;
import dev.writ.request.Correspondence;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.KeyDestroyed;
import dev.writ.request.Outcome;
import dev.writ.request.RefusalGround;
import dev.writ.request.RequestFiled;
import dev.writ.request.RequestMoved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * When which letter goes by itself; docs/letters.md has the table. Each kind can be turned off
 * ({@code WRIT_LETTERS_OFF}). A request that is answered again is told again where that is news.
 */
@Component
class LetterPolicy {
  private final LetterDesk desk;
  private final Correspondence requests;
  private final AnswerRounds rounds;
  private final Mailing mailing;

  LetterPolicy(LetterDesk desk, Correspondence requests, AnswerRounds rounds, Mailing mailing) {
    this.desk = desk;
    this.rounds = rounds;
    this.requests = requests;
    this.mailing = mailing;
  }

  @EventListener
  void filed(RequestFiled event) {
    desk.order(event.request(), LetterKind.ACKNOWLEDGEMENT, "filed", LetterFacts.NONE);
  }

  @EventListener
  void moved(RequestMoved event) {
    if (event.to() == event.from()) {
      return;
    }
    if (event.to() == RequestState.RESPONDED) {
      responded(requests.require(event.request()));
    } else if (event.to() == RequestState.DENIED) {
      order(event, "denied", LetterFacts.NONE);
    } else if (event.to() == RequestState.VERIFICATION_EXPIRED) {
      order(event, "identity", LetterFacts.because(RefusalGround.IDENTITY_NOT_VERIFIED));
    }
  }

  private void responded(DataSubjectRequest request) {
    var kind = answer(request);
    if (rounds.news(request.id(), kind)) {
      var occasion = rounds.occasion(request.id(), RequestState.RESPONDED, "responded");
      desk.order(request.id(), kind, occasion, LetterFacts.NONE);
    }
  }

  private void order(RequestMoved event, String word, LetterFacts facts) {
    var occasion = rounds.occasion(event.request(), event.to(), word);
    desk.order(event.request(), LetterKind.REFUSAL, occasion, facts);
  }

  private static LetterKind answer(DataSubjectRequest request) {
    return switch (request.outcome().orElse(Outcome.FULFILLED)) {
      case NOTHING_FOUND -> LetterKind.COMPLETION;
      case REFUSED -> LetterKind.REFUSAL;
      case FULFILLED -> request.erasing() ? LetterKind.COMPLETION : LetterKind.ACCESS_COVER;
      case FULFILLED_WITH_EXCEPTIONS ->
          request.erasing() ? LetterKind.PARTIAL_REFUSAL : LetterKind.ACCESS_COVER;
    };
  }

  @EventListener
  void keyDestroyed(KeyDestroyed event) {
    mailing.keyDestroyed(event.request());
  }

  /** What lies about is unreadable by now; its removal must not hold up anything. */
  @TransactionalEventListener(fallbackExecution = true)
  void keyIsGone(KeyDestroyed event) {
    mailing.forgetFiles(event.request());
  }
}
