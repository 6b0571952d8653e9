package dev.writ.finding;

import dev.writ.api.FindingsApi;
import dev.writ.api.model.FindingAcceptance;
import dev.writ.api.model.FindingChange;
import dev.writ.api.model.FindingOwner;
import dev.writ.api.model.FindingPage;
import dev.writ.api.model.FindingResolution;
import dev.writ.api.model.FindingSeverity;
import dev.writ.api.model.FindingView;
import dev.writ.lifecycle.FindingState;
import dev.writ.security.Caller;
import dev.writ.web.Texts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FindingController implements FindingsApi {
  private final FindingRecord findings;
  private final FindingDesk desk;

  FindingController(FindingRecord findings, FindingDesk desk) {
    this.findings = findings;
    this.desk = desk;
  }

  @Override
  public ResponseEntity<FindingPage> listFindings(
      dev.writ.api.model.@Nullable FindingState state,
      @Nullable FindingSeverity severity,
      @Nullable UUID connection,
      @Nullable String code,
      @Nullable UUID after,
      Integer limit) {
    var filter =
        new FindingFilter(
            state == null ? null : FindingState.valueOf(state.name()),
            severity == null ? null : Severity.valueOf(severity.name()),
            connection,
            code);
    // One more than asked for, to know whether there is a next page.
    var rows = findings.page(filter, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new FindingPage(shown.stream().map(FindingController::view).toList());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  @Override
  public ResponseEntity<FindingView> showFinding(UUID id) {
    return whole(findings.require(id));
  }

  @Override
  public ResponseEntity<FindingView> changeFinding(UUID id, FindingOwner change) {
    var owner = Texts.impersonal(change.getOwner(), "owner");
    return whole(desk.assign(id, change.getVersion(), owner, actor()));
  }

  @Override
  public ResponseEntity<FindingView> acceptFinding(UUID id, FindingAcceptance acceptance) {
    var reason = Texts.impersonal(acceptance.getReason(), "reason");
    return whole(desk.accept(id, acceptance.getVersion(), reason, acceptance.getUntil(), actor()));
  }

  @Override
  public ResponseEntity<FindingView> resolveFinding(UUID id, FindingResolution resolution) {
    var reason = Texts.impersonal(resolution.getReason(), "reason");
    return whole(desk.resolve(id, resolution.getVersion(), reason, actor()));
  }

  private ResponseEntity<FindingView> whole(Finding finding) {
    var view = view(finding);
    view.setHistory(
        findings.changes(finding.id()).stream().map(FindingController::change).toList());
    return ResponseEntity.ok(view);
  }

  private static FindingView view(Finding finding) {
    var view =
        new FindingView(
            finding.id(),
            finding.version(),
            finding.code(),
            FindingSeverity.valueOf(finding.severity().name()),
            dev.writ.api.model.FindingState.valueOf(finding.state().name()),
            finding.summary(),
            finding.times(),
            at(finding.firstSeenAt()),
            at(finding.lastSeenAt()));
    view.setConnection(finding.connection());
    view.setRequest(finding.request());
    view.setLeg(finding.leg());
    view.setOwner(finding.owner());
    view.setReason(finding.reason());
    view.setAcceptedUntil(finding.acceptedUntil());
    if (finding.resolvedAt() != null) {
      view.setResolvedAt(at(finding.resolvedAt()));
    }
    view.setResolvedBy(finding.resolvedBy());
    return view;
  }

  private static FindingChange change(Finding.Change change) {
    var view =
        new FindingChange(
            at(change.at()), change.event(), change.from(), change.to(), change.actor());
    view.setNote(change.note());
    return view;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
