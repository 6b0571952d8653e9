package dev.writ.request;

import dev.writ.api.RequestsApi;
import dev.writ.api.model.Decision;
import dev.writ.api.model.Denial;
import dev.writ.api.model.LetterLanguage;
import dev.writ.api.model.NewRequest;
import dev.writ.api.model.Outcome;
import dev.writ.api.model.RequestKind;
import dev.writ.api.model.RequestPage;
import dev.writ.api.model.RequestState;
import dev.writ.api.model.RequestView;
import dev.writ.api.model.TimelineEntry;
import dev.writ.web.Problem;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class RequestController implements RequestsApi {
  private final FilingRules rules;
  private final Deadlines deadlines;
  private final Filing filing;
  private final RequestService service;
  private final Approvals approvals;
  private final Endings endings;
  private final DecisionReasons reasons;
  private final RequestRecord requests;
  private final RequestViews views;
  private final AccessPackage packages;
  private final Correspondence correspondence;

  RequestController(
      FilingRules rules,
      Deadlines deadlines,
      Filing filing,
      RequestService service,
      Approvals approvals,
      Endings endings,
      DecisionReasons reasons,
      RequestRecord requests,
      RequestViews views,
      AccessPackage packages,
      Correspondence correspondence) {
    this.correspondence = correspondence;
    this.rules = rules;
    this.deadlines = deadlines;
    this.filing = filing;
    this.service = service;
    this.approvals = approvals;
    this.endings = endings;
    this.reasons = reasons;
    this.requests = requests;
    this.views = views;
    this.packages = packages;
  }

  @Override
  public ResponseEntity<RequestView> createRequest(
      NewRequest wanted, @Nullable String idempotencyKey) {
    rules.check(wanted);
    deadlines.check(wanted);
    return ResponseEntity.status(201).body(filing.file(wanted, idempotencyKey));
  }

  @Override
  public ResponseEntity<RequestPage> listRequests(
      @Nullable RequestState state,
      @Nullable RequestKind kind,
      @Nullable String regime,
      @Nullable Outcome outcome,
      @Nullable String reference,
      @Nullable UUID connection,
      @Nullable LocalDate receivedFrom,
      @Nullable LocalDate receivedTo,
      @Nullable UUID after,
      Integer limit) {
    var filter =
        new RequestFilter(
            state, kind, law(regime), outcome, reference, connection, receivedFrom, receivedTo);
    // One more than asked for, to know whether there is a next page.
    var rows = requests.page(filter, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new RequestPage(views.of(shown));
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  private @Nullable String law(@Nullable String regime) {
    return regime == null
        ? null
        : deadlines
            .findRegime(regime)
            // A rule may be gone while requests still stand under its law.
            .or(() -> Optional.of(deadlines.nameOf(regime)).filter(requests::anyUnder))
            .orElseThrow(
                () -> Problem.parameter("regime is no law that is known; see GET /v1/rules"));
  }

  @Override
  public ResponseEntity<RequestView> showRequest(UUID id) {
    var view = views.whole(service.require(id));
    reasons.find(id).ifPresent(view::setDecisionReason);
    correspondence
        .wishes(id)
        .language()
        .map(LetterLanguage::fromValue)
        .ifPresent(view::setLanguage);
    return ResponseEntity.ok(view);
  }

  @Override
  public ResponseEntity<List<TimelineEntry>> showTimeline(UUID id) {
    return ResponseEntity.ok(
        service.timeline(id).stream()
            .map(
                e -> {
                  var entry =
                      new TimelineEntry(
                          e.at().atOffset(ZoneOffset.UTC),
                          e.legId().isPresent() ? "LEG" : "REQUEST",
                          e.event(),
                          e.from(),
                          e.to(),
                          e.actor());
                  e.legId().ifPresent(entry::setLegId);
                  return entry;
                })
            .toList());
  }

  @Override
  public ResponseEntity<RequestView> approveRequest(UUID id, Decision decision) {
    return ResponseEntity.ok(
        views.of(approvals.approve(id, decision.getVersion(), decision.getReason())));
  }

  @Override
  public ResponseEntity<RequestView> denyRequest(UUID id, Denial denial) {
    var ground =
        Optional.ofNullable(denial.getGround()).map(why -> RefusalGround.valueOf(why.name()));
    return ResponseEntity.ok(
        views.of(endings.deny(id, denial.getVersion(), ground, denial.getReason())));
  }

  @Override
  public ResponseEntity<RequestView> withdrawRequest(UUID id, Decision decision) {
    return ResponseEntity.ok(
        views.of(endings.withdraw(id, decision.getVersion(), decision.getReason())));
  }

  @Override
  public ResponseEntity<RequestView> retryLeg(UUID id, UUID legId) {
    return ResponseEntity.ok(views.of(service.retry(id, legId)));
  }

  @Override
  public ResponseEntity<StreamingResponseBody> fetchPackage(UUID id) {
    packages.require(id);
    return ResponseEntity.ok()
        .header("Content-Type", "application/zip")
        .header("Content-Disposition", "attachment; filename=\"" + id + ".zip\"")
        .body(out -> packages.write(id, out));
  }
}
