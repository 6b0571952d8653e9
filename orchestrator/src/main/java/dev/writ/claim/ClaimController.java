package dev.writ.claim;

import dev.writ.api.ClaimsApi;
import dev.writ.api.model.ClaimEntry;
import dev.writ.api.model.ClaimView;
import dev.writ.api.model.ClaimsView;
import dev.writ.api.model.ObservationPage;
import dev.writ.api.model.PlanChoice;
import dev.writ.connection.ConnectionService;
import dev.writ.security.Caller;
import dev.writ.vendor.spi.Promise;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class ClaimController implements ClaimsApi {
  private static final int USUAL_PAGE = 50;
  private final Claims claims;
  private final ClaimViews views;
  private final ClaimDocuments documents;
  private final ClaimLooks looks;
  private final SightRecord sights;
  private final CheckRecord checks;
  private final ConnectionService connections;

  ClaimController(
      Claims claims,
      ClaimViews views,
      ClaimDocuments documents,
      ClaimLooks looks,
      SightRecord sights,
      CheckRecord checks,
      ConnectionService connections) {
    this.claims = claims;
    this.views = views;
    this.documents = documents;
    this.looks = looks;
    this.sights = sights;
    this.checks = checks;
    this.connections = connections;
  }

  @Override
  public ResponseEntity<ClaimsView> showClaims(UUID id) {
    return ResponseEntity.ok(views.all(connections.require(id)));
  }

  @Override
  public ResponseEntity<ClaimsView> choosePlan(UUID id, PlanChoice choice) {
    if (choice.getAppliesTo().contains(null)) {
      throw Problem.invalid("appliesTo holds null");
    }
    choice.getAppliesTo().forEach(plan -> Texts.require(plan, "appliesTo"));
    var connection = connections.require(id);
    claims.choose(connection, choice.getAppliesTo(), actor());
    return ResponseEntity.ok(views.all(connection));
  }

  @Override
  public ResponseEntity<ClaimView> putClaim(
      UUID id, dev.writ.api.model.Promise promise, ClaimEntry entry) {
    var claim =
        new Claim(
            Promise.valueOf(promise.name()),
            entry.getVersion(),
            ClaimEvidence.valueOf(entry.getEvidence().name()),
            impersonal(entry.getValue(), "value"),
            countedFrom(entry),
            impersonal(entry.getStatement(), "statement"),
            impersonal(entry.getSource(), "source"),
            entry.getStatedOn(),
            entry.getExpiresOn(),
            null,
            actor());
    var now = claims.put(connections.require(id), claim);
    return ResponseEntity.ok(views.view(id, now));
  }

  private static @Nullable CountedFrom countedFrom(ClaimEntry entry) {
    var from = entry.getCountedFrom();
    return from == null ? null : CountedFrom.valueOf(from.name());
  }

  @Override
  public ResponseEntity<StreamingResponseBody> fetchClaimDocument(
      UUID id, dev.writ.api.model.Promise promise, UUID documentId) {
    var document =
        documents.require(
            connections.require(id).id(), Promise.valueOf(promise.name()), documentId);
    return ResponseEntity.ok()
        .header("Content-Type", "application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"" + documentId + "\"")
        .body(out -> documents.write(document, out));
  }

  @Override
  public ResponseEntity<ObservationPage> listClaimChecks(
      UUID id, @Nullable UUID after, Integer limit) {
    connections.require(id);
    return ResponseEntity.ok(page(id, after, limit));
  }

  @Override
  public ResponseEntity<ObservationPage> checkClaims(UUID id) {
    looks.wantNow(id);
    return ResponseEntity.accepted().body(page(id, null, USUAL_PAGE));
  }

  private ObservationPage page(UUID id, @Nullable UUID after, int limit) {
    // Read first: what a look that has ended saw must be in the page.
    var check = checks.of(id);
    // One more than asked for, to know whether there is a next page.
    var rows = sights.page(id, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new ObservationPage(shown.stream().map(ClaimViews::sight).toList(), check.wanted());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    if (check.endedAt() != null) {
      page.setLastEndedAt(ClaimViews.at(check.endedAt()));
    }
    page.setFailure(check.failure());
    return page;
  }

  private static @Nullable String impersonal(@Nullable String text, String field) {
    return text == null ? null : Texts.impersonal(text, field);
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
