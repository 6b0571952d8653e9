package dev.writ.identity;

import dev.writ.api.IdentityApi;
import dev.writ.api.model.AgentPermission;
import dev.writ.api.model.ChallengeIssued;
import dev.writ.api.model.ChallengeKind;
import dev.writ.api.model.ChallengeWish;
import dev.writ.api.model.DocumentCheck;
import dev.writ.api.model.DocumentWish;
import dev.writ.api.model.IdentityAttestation;
import dev.writ.api.model.IdentityView;
import dev.writ.api.model.MatchedDataPoints;
import dev.writ.identity.Identity.Permission;
import dev.writ.identity.Identity.Points;
import dev.writ.identity.IdentityDesk.Act;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class IdentityController implements IdentityApi {
  private final IdentityDesk desk;
  private final Documents documents;
  private final IdentityViews views;

  IdentityController(IdentityDesk desk, Documents documents, IdentityViews views) {
    this.documents = documents;
    this.desk = desk;
    this.views = views;
  }

  @Override
  public ResponseEntity<IdentityView> showIdentity(UUID id) {
    return shown(id);
  }

  @Override
  public ResponseEntity<ChallengeIssued> askIdentity(UUID id, ChallengeWish wish) {
    var contact = Optional.ofNullable(wish.getContact());
    contact.ifPresent(IdentityController::requireAddress);
    var asked =
        desk.ask(
            act(id, wish.getVersion()),
            Challenges.Kind.valueOf(wish.getKind().name()),
            contact.map(String::strip));
    var issued =
        new ChallengeIssued(
            asked.id(),
            ChallengeKind.valueOf(asked.kind().name()),
            asked.until().atOffset(ZoneOffset.UTC));
    asked.entry().ifPresent(issued::setEntry);
    return ResponseEntity.status(201).header("Cache-Control", "no-store").body(issued);
  }

  @Override
  public ResponseEntity<IdentityView> attestIdentity(UUID id, IdentityAttestation attestation) {
    desk.attest(act(id, attestation.getVersion()), Texts.require(attestation.getNote(), "note"));
    return shown(id);
  }

  @Override
  public ResponseEntity<IdentityView> matchDataPoints(UUID id, MatchedDataPoints matched) {
    var types = matched.getTypes().stream().map(Enum::name).distinct().toList();
    if (types.size() != matched.getTypes().size()) {
      throw Problem.invalid("types names one twice: how many matched stands in matched");
    }
    if (matched.getMatched() < types.size()) {
      throw Problem.invalid("matched is less than the number of types");
    }
    desk.matched(
        act(id, matched.getVersion()),
        new Points(types, matched.getMatched(), matched.getDeclared()));
    return shown(id);
  }

  @Override
  public ResponseEntity<IdentityView> recordAgent(UUID id, AgentPermission permission) {
    var note = Optional.ofNullable(permission.getNote());
    note.ifPresent(text -> Texts.require(text, "note"));
    desk.agent(
        act(id, permission.getVersion()),
        Permission.valueOf(permission.getPermission().name()),
        note);
    return shown(id);
  }

  @Override
  public ResponseEntity<IdentityView> askDocument(UUID id, DocumentWish wish) {
    desk.askDocument(act(id, wish.getVersion()), Document.Kind.valueOf(wish.getKind().name()));
    return shown(id);
  }

  @Override
  public ResponseEntity<StreamingResponseBody> readDocument(UUID id, UUID documentId) {
    var file = documents.open(id, documentId, Caller.current().role().name());
    return ResponseEntity.ok()
        .header("Content-Type", "application/octet-stream")
        .header("Cache-Control", "no-store")
        .body(out -> documents.write(id, file, out));
  }

  @Override
  public ResponseEntity<IdentityView> checkDocument(UUID id, UUID documentId, DocumentCheck check) {
    desk.checkDocument(act(id, check.getVersion()), documentId, check.getAccepted());
    return shown(id);
  }

  private static void requireAddress(String contact) {
    if (!Texts.require(contact, "contact").strip().matches("[^@\\s]+@[^@\\s]+")) {
      throw Problem.invalid("contact is no e-mail address");
    }
  }

  private static Act act(UUID id, long version) {
    return new Act(id, version, Caller.current().role().name());
  }

  private ResponseEntity<IdentityView> shown(UUID id) {
    return ResponseEntity.ok(views.of(id, Caller.current().role()));
  }
}
