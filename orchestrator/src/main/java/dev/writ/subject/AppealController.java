package dev.writ.subject;

import dev.writ.api.AppealsApi;
import dev.writ.api.model.AppealDecision;
import dev.writ.api.model.AppealExtension;
import dev.writ.api.model.AppealVersion;
import dev.writ.api.model.AppealView;
import dev.writ.api.model.NewAppeal;
import dev.writ.request.Correspondence;
import dev.writ.security.Caller;
import dev.writ.web.Texts;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AppealController implements AppealsApi {
  private final AppealDesk desk;
  private final LongerDecisions longer;
  private final AppealRecord record;
  private final AppealViews views;
  private final Correspondence requests;

  AppealController(
      AppealDesk desk,
      LongerDecisions longer,
      AppealRecord record,
      AppealViews views,
      Correspondence requests) {
    this.desk = desk;
    this.longer = longer;
    this.record = record;
    this.views = views;
    this.requests = requests;
  }

  @Override
  public ResponseEntity<List<AppealView>> listAppeals(UUID id) {
    requests.require(id);
    return ResponseEntity.ok(record.of(id).stream().map(this::view).toList());
  }

  @Override
  public ResponseEntity<AppealView> fileAppeal(UUID id, NewAppeal wanted) {
    var kind = Appeal.Kind.valueOf(wanted.getKind().name());
    var appeal =
        desk.file(id, kind, wanted.getReceivedOn(), wanted.getHow(), wanted.getSaid(), actor());
    return ResponseEntity.status(201).body(view(appeal));
  }

  @Override
  public ResponseEntity<AppealView> acknowledgeAppeal(UUID id, UUID appealId, AppealVersion seen) {
    return ResponseEntity.ok(view(desk.acknowledge(id, appealId, seen.getVersion(), actor())));
  }

  @Override
  public ResponseEntity<AppealView> extendAppeal(UUID id, UUID appealId, AppealExtension wanted) {
    var explanation = wanted.getExplanation();
    var wish =
        new LongerDecisions.Wish(
            wanted.getReason().name(),
            wanted.getNoticeSentOn(),
            explanation == null ? null : Texts.require(explanation, "explanation").strip());
    return ResponseEntity.ok(view(longer.extend(id, appealId, wanted.getVersion(), wish, actor())));
  }

  @Override
  public ResponseEntity<AppealView> decideAppeal(UUID id, UUID appealId, AppealDecision wanted) {
    var state = Appeal.State.valueOf(wanted.getDecision().name());
    return ResponseEntity.ok(
        view(
            desk.decide(
                id,
                appealId,
                wanted.getVersion(),
                state,
                wanted.getReasons(),
                Boolean.TRUE.equals(wanted.getReopen()),
                actor())));
  }

  private AppealView view(Appeal appeal) {
    return views.of(appeal, Caller.current().role());
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
