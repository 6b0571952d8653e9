package dev.writ.claim;

import dev.writ.api.TrustApi;
import dev.writ.api.model.TrustAnswer;
import dev.writ.api.model.TrustGap;
import dev.writ.api.model.TrustMove;
import dev.writ.api.model.TrustQuestionView;
import dev.writ.api.model.TrustView;
import dev.writ.api.model.TrustWish;
import dev.writ.claim.TrustAnswered.Answer;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.TrustLevel;
import dev.writ.security.Caller;
import dev.writ.web.Texts;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TrustController implements TrustApi {
  private static final int HISTORY_SHOWN = 50;
  private final Trust trust;
  private final TrustAnswers answers;
  private final TrustRecord record;
  private final ConnectionService connections;

  TrustController(
      Trust trust, TrustAnswers answers, TrustRecord record, ConnectionService connections) {
    this.trust = trust;
    this.answers = answers;
    this.record = record;
    this.connections = connections;
  }

  @Override
  public ResponseEntity<TrustView> showTrust(UUID id) {
    return view(id);
  }

  @Override
  public ResponseEntity<TrustView> answerQuestion(
      UUID id, dev.writ.api.model.TrustQuestion question, TrustAnswer answer) {
    var word =
        new TrustRecord.Word(
            Answer.valueOf(answer.getAnswer().name()),
            Texts.impersonal(answer.getNote(), "note"),
            answer.getExpiresOn(),
            actor());
    trust.answer(id, TrustQuestion.valueOf(question.name()), word);
    return view(id);
  }

  @Override
  public ResponseEntity<TrustView> setTrustLevel(UUID id, TrustWish wish) {
    var reason = Texts.impersonal(wish.getReason(), "reason");
    trust.level(id, TrustLevel.valueOf(wish.getLevel().name()), reason, actor());
    return view(id);
  }

  private ResponseEntity<TrustView> view(UUID id) {
    var answered = answers.of(connections.require(id));
    return ResponseEntity.ok(
        new TrustView(
            id,
            level(connections.trust(id)),
            answered.stream().map(TrustController::question).toList(),
            List.of(
                gap(TrustLevel.ANONYMISED_ONLY, answered), gap(TrustLevel.CUSTOMER_DATA, answered)),
            record.moves(id, HISTORY_SHOWN).stream().map(TrustController::move).toList()));
  }

  private static TrustQuestionView question(TrustAnswered answered) {
    var view =
        new TrustQuestionView(
            question(answered.question()),
            answered.question().asks(),
            TrustQuestionView.AnswerEnum.valueOf(answered.answer().name()),
            answered.expired(),
            dev.writ.api.model.ClaimEvidence.valueOf(answered.evidence().name()),
            answered.from(),
            answered.because(),
            answered.question().byWord());
    view.setExpiresOn(answered.expiresOn());
    return view;
  }

  private static TrustGap gap(TrustLevel level, List<TrustAnswered> answered) {
    return new TrustGap(
        level(level),
        Trust.missing(level, answered).stream().map(TrustController::question).toList());
  }

  private static TrustMove move(TrustRecord.Moved moved) {
    return new TrustMove(
        ClaimViews.at(moved.at()),
        level(moved.from()),
        level(moved.to()),
        moved.reason(),
        moved.actor());
  }

  private static dev.writ.api.model.TrustQuestion question(TrustQuestion question) {
    return dev.writ.api.model.TrustQuestion.valueOf(question.name());
  }

  private static dev.writ.api.model.TrustLevel level(TrustLevel level) {
    return dev.writ.api.model.TrustLevel.valueOf(level.name());
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
