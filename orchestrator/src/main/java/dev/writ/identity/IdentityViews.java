package dev.writ.identity;

import dev.writ.api.model.AssuranceLevel;
import dev.writ.api.model.ChallengeKind;
import dev.writ.api.model.ChallengeState;
import dev.writ.api.model.ChallengeView;
import dev.writ.api.model.DataPoint;
import dev.writ.api.model.DocumentKind;
import dev.writ.api.model.DocumentState;
import dev.writ.api.model.DocumentView;
import dev.writ.api.model.IdentityCheckView;
import dev.writ.api.model.IdentityMethod;
import dev.writ.api.model.IdentityView;
import dev.writ.api.model.Permission;
import dev.writ.identity.Identity.Check;
import dev.writ.request.AwaitingIdentity;
import dev.writ.security.Role;
import dev.writ.vault.Vault.Sealer;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is known of who is asking, in the API's words. */
@Component
class IdentityViews {
  private final IdentityRecord record;
  private final ChallengeRecord challenges;
  private final DocumentRecord documents;
  private final AwaitingIdentity requests;

  IdentityViews(
      IdentityRecord record,
      ChallengeRecord challenges,
      DocumentRecord documents,
      AwaitingIdentity requests) {
    this.documents = documents;
    this.record = record;
    this.challenges = challenges;
    this.requests = requests;
  }

  /** Officers' notes are for those who decide. */
  IdentityView of(UUID request, Role reader) {
    var identity = record.require(request);
    var sealer =
        reader == Role.OFFICER || reader == Role.APPROVER
            ? requests.findSealer(request)
            : Optional.<Sealer>empty();
    var view =
        new IdentityView(
            request,
            identity.version(),
            AssuranceLevel.valueOf(identity.required().name()),
            identity.requiredBy(),
            AssuranceLevel.valueOf(identity.level().name()),
            identity.establishedAt().isPresent(),
            identity.throughAgent(),
            identity.waitUntil().atOffset(ZoneOffset.UTC),
            record.checks(request).stream().map(check -> view(check, sealer)).toList(),
            challenges.of(request).stream().map(IdentityViews::view).toList());
    identity.method().map(m -> IdentityMethod.valueOf(m.name())).ifPresent(view::setMethod);
    identity.permission().map(p -> Permission.valueOf(p.name())).ifPresent(view::setPermission);
    identity.establishedAt().ifPresent(at -> view.setEstablishedAt(at.atOffset(ZoneOffset.UTC)));
    documents.of(request).stream().map(IdentityViews::view).forEach(view::addDocumentsItem);
    return view;
  }

  private static DocumentView view(Document document) {
    var view =
        new DocumentView(
            document.id(),
            DocumentKind.valueOf(document.kind().name()),
            DocumentState.valueOf(document.state().name()),
            document.askedAt().atOffset(ZoneOffset.UTC));
    document.mediaType().ifPresent(view::setMediaType);
    document.uploadedAt().ifPresent(at -> view.setUploadedAt(at.atOffset(ZoneOffset.UTC)));
    document.closedAt().ifPresent(at -> view.setClosedAt(at.atOffset(ZoneOffset.UTC)));
    return view;
  }

  private static IdentityCheckView view(Check check, Optional<Sealer> sealer) {
    var view =
        new IdentityCheckView(
            IdentityMethod.valueOf(check.method().name()),
            AssuranceLevel.valueOf(check.level().name()),
            check.at().atOffset(ZoneOffset.UTC),
            check.actor());
    check
        .points()
        .ifPresent(
            points -> {
              view.setTypes(points.types().stream().map(DataPoint::valueOf).toList());
              view.setMatched(points.count());
              view.setDeclared(points.declared());
            });
    check
        .note()
        .flatMap(note -> sealer.map(open -> open.open(note, Check.context(check.id()))))
        .ifPresent(view::setNote);
    return view;
  }

  private static ChallengeView view(Challenge challenge) {
    var view =
        new ChallengeView(
            challenge.id(),
            ChallengeKind.valueOf(challenge.kind().name()),
            ChallengeState.valueOf(challenge.state().name()),
            challenge.askedAt().atOffset(ZoneOffset.UTC),
            challenge.until().atOffset(ZoneOffset.UTC));
    challenge
        .codeUntil()
        .ifPresent(
            until -> {
              view.setCodeUntil(until.atOffset(ZoneOffset.UTC));
              view.setTriesLeft(Challenge.TRIES - challenge.tries());
            });
    challenge.revealedAt().ifPresent(at -> view.setLetterAt(at.atOffset(ZoneOffset.UTC)));
    return view;
  }
}
