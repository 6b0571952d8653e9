package dev.writ.offboarding;

import dev.writ.api.OffboardingsApi;
import dev.writ.api.model.NewOffboarding;
import dev.writ.api.model.OffboardingCancellation;
import dev.writ.api.model.OffboardingCertificate;
import dev.writ.api.model.OffboardingDecision;
import dev.writ.api.model.OffboardingPage;
import dev.writ.api.model.OffboardingRetry;
import dev.writ.api.model.OffboardingState;
import dev.writ.api.model.OffboardingView;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class OffboardingController implements OffboardingsApi {
  private final OffboardingRecord record;
  private final Decisions decisions;
  private final HomePackage homePackage;
  private final ExportDestruction destruction;
  private final OffboardingViews views;

  OffboardingController(
      OffboardingRecord record,
      Decisions decisions,
      HomePackage homePackage,
      ExportDestruction destruction,
      OffboardingViews views) {
    this.record = record;
    this.decisions = decisions;
    this.homePackage = homePackage;
    this.destruction = destruction;
    this.views = views;
  }

  @Override
  public ResponseEntity<OffboardingView> openOffboarding(NewOffboarding wanted) {
    var names =
        Objects.requireNonNullElse(wanted.getSubProcessors(), List.<String>of()).stream()
            .map(name -> Texts.impersonal(name, "subProcessors"))
            .toList();
    var wish =
        new Decisions.Wish(
            wanted.getConnection(),
            Optional.ofNullable(wanted.getVerifyWith()),
            wanted.getReturnData(),
            Offboarding.OpenRequests.valueOf(wanted.getOpenRequests().name()),
            Texts.impersonal(wanted.getReason(), "reason"),
            names);
    return ResponseEntity.status(201).body(views.full(decisions.open(wish)));
  }

  @Override
  public ResponseEntity<OffboardingPage> listOffboardings(
      @Nullable OffboardingState state,
      @Nullable UUID connection,
      @Nullable UUID after,
      Integer limit) {
    var wanted = state == null ? null : dev.writ.lifecycle.OffboardingState.valueOf(state.name());
    // One more than asked for, to know whether there is a next page.
    var rows = record.page(wanted, connection, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new OffboardingPage(shown.stream().map(OffboardingViews::brief).toList());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  @Override
  public ResponseEntity<OffboardingView> showOffboarding(UUID id) {
    return full(record.require(id));
  }

  @Override
  public ResponseEntity<OffboardingView> approveOffboarding(UUID id, OffboardingDecision wanted) {
    return full(decisions.approve(id, wanted.getVersion()));
  }

  @Override
  public ResponseEntity<OffboardingView> cancelOffboarding(
      UUID id, OffboardingCancellation wanted) {
    var rehearsed = Boolean.TRUE.equals(wanted.getRehearsed());
    return full(decisions.cancel(id, wanted.getVersion(), rehearsed));
  }

  @Override
  public ResponseEntity<OffboardingView> acceptExport(UUID id, OffboardingDecision wanted) {
    return full(decisions.acceptExport(id, wanted.getVersion()));
  }

  @Override
  public ResponseEntity<OffboardingView> retryOffboarding(UUID id, OffboardingRetry wanted) {
    var leaveBehind = Boolean.TRUE.equals(wanted.getLeaveBehind());
    return full(decisions.retry(id, wanted.getVersion(), leaveBehind));
  }

  @Override
  public ResponseEntity<OffboardingView> confirmSubProcessor(UUID id, String name) {
    return full(decisions.confirm(id, name));
  }

  @Override
  public ResponseEntity<StreamingResponseBody> fetchExport(UUID id) {
    homePackage.require(id);
    return ResponseEntity.ok()
        .header("Content-Type", "application/zip")
        .header("Content-Disposition", "attachment; filename=\"" + id + ".zip\"")
        .body(out -> homePackage.write(id, out));
  }

  @Override
  public ResponseEntity<OffboardingView> destroyExport(UUID id) {
    return full(destruction.destroy(id, Caller.current().role().name()));
  }

  @Override
  public ResponseEntity<OffboardingCertificate> showCertificate(UUID id) {
    record.require(id);
    return record
        .findCertificate(id)
        .map(document -> ResponseEntity.ok(Certificates.read(document)))
        .orElseThrow(() -> Problem.conflict("there is no certificate: it is not CERTIFIED"));
  }

  private ResponseEntity<OffboardingView> full(Offboarding one) {
    return ResponseEntity.ok(views.full(one));
  }
}
