package dev.writ.recheck;

import dev.writ.api.LooksApi;
import dev.writ.api.model.AttestationView;
import dev.writ.api.model.Attesting;
import dev.writ.api.model.Decision;
import dev.writ.api.model.LookSkip;
import dev.writ.api.model.LookVersion;
import dev.writ.api.model.LookView;
import dev.writ.api.model.LookWish;
import dev.writ.api.model.RequestView;
import dev.writ.api.model.ResurfacingChange;
import dev.writ.api.model.ResurfacingView;
import dev.writ.request.Assignments;
import dev.writ.request.Monitored;
import dev.writ.security.Caller;
import dev.writ.security.Role;
import dev.writ.vault.Vault.Sealer;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LookController implements LooksApi {
  private final LookRecord looks;
  private final ResurfacingRecord resurfacings;
  private final Attestations attestations;
  private final LookDesk desk;
  private final Monitored requests;
  private final Assignments assignments;

  LookController(
      LookRecord looks,
      ResurfacingRecord resurfacings,
      Attestations attestations,
      LookDesk desk,
      Monitored requests,
      Assignments assignments) {
    this.looks = looks;
    this.resurfacings = resurfacings;
    this.attestations = attestations;
    this.desk = desk;
    this.requests = requests;
    this.assignments = assignments;
  }

  @Override
  public ResponseEntity<List<LookView>> listLooks(UUID id) {
    requests.require(id);
    return ResponseEntity.ok(looks.of(id).stream().map(LookViews::look).toList());
  }

  @Override
  public ResponseEntity<LookView> addLook(UUID id, LookWish wish) {
    var reason = wish.getReason();
    var look =
        desk.add(
            id,
            wish.getLeg(),
            wish.getDueAt().toInstant(),
            reason == null ? null : Texts.require(reason, "reason"),
            actor());
    return ResponseEntity.status(201).body(LookViews.look(look));
  }

  @Override
  public ResponseEntity<LookView> skipLook(UUID id, UUID lookId, LookSkip skip) {
    var reason = Texts.require(skip.getReason(), "reason");
    return ResponseEntity.ok(
        LookViews.look(desk.skip(id, lookId, skip.getVersion(), reason, actor())));
  }

  @Override
  public ResponseEntity<LookView> runLook(UUID id, UUID lookId, LookVersion version) {
    return ResponseEntity.ok(
        LookViews.look(desk.runNow(id, lookId, version.getVersion(), actor())));
  }

  @Override
  public ResponseEntity<List<ResurfacingView>> listResurfacings(UUID id) {
    requests.require(id);
    return ResponseEntity.ok(resurfacings.of(id).stream().map(LookViews::resurfacing).toList());
  }

  @Override
  public ResponseEntity<ResurfacingView> changeResurfacing(
      UUID id, UUID resurfacingId, ResurfacingChange change) {
    var cause = Resurfacing.Cause.valueOf(change.getCause().name());
    return ResponseEntity.ok(
        LookViews.resurfacing(desk.cause(id, resurfacingId, change.getVersion(), cause, actor())));
  }

  @Override
  public ResponseEntity<RequestView> eraseLegAgain(UUID id, UUID legId, Decision decision) {
    return decided(id, legId, decision, Resurfacing.Decision.ERASE_AGAIN);
  }

  @Override
  public ResponseEntity<RequestView> leaveLeg(UUID id, UUID legId, Decision decision) {
    return decided(id, legId, decision, Resurfacing.Decision.LEAVE);
  }

  private ResponseEntity<RequestView> decided(
      UUID id, UUID legId, Decision decision, Resurfacing.Decision word) {
    var reason = decision.getReason();
    desk.decide(
        id,
        legId,
        decision.getVersion(),
        word,
        reason == null ? null : Texts.require(reason, "reason"),
        actor());
    return ResponseEntity.ok(requests.show(id));
  }

  @Override
  public ResponseEntity<RequestView> attestLeg(UUID id, UUID legId, Attesting attesting) {
    if (attesting.getNote().isBlank()) {
      throw Problem.invalid("note is blank");
    }
    desk.attest(id, legId, attesting.getNote(), attesting.getSha256(), actor());
    return ResponseEntity.ok(requests.show(id));
  }

  @Override
  public ResponseEntity<List<AttestationView>> listAttestations(UUID id, UUID legId) {
    desk.leg(id, legId);
    var role = Caller.current().role();
    var sealer =
        role == Role.OFFICER || role == Role.APPROVER
            ? assignments.findSealer(id)
            : Optional.<Sealer>empty();
    return ResponseEntity.ok(
        attestations.of(legId).stream()
            .map(
                of -> {
                  var view = new AttestationView(of.id(), LookViews.at(of.at()), of.actor());
                  of.sha256().ifPresent(view::setSha256);
                  sealer.map(of::open).ifPresent(view::setNote);
                  return view;
                })
            .toList());
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
