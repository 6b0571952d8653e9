package dev.writ.identity;

import dev.writ.identity.Identity.Check;
import dev.writ.identity.Identity.Permission;
import dev.writ.identity.Identity.Points;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.request.AwaitingIdentity;
import dev.writ.request.DataSubjectRequest;
import dev.writ.web.Problem;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers do to find out who is asking. Each action is one transaction. */
@Service
class IdentityDesk {
  private final IdentityRecord record;
  private final Challenges challenges;
  private final Establishing establishing;
  private final Documents documents;
  private final AwaitingIdentity requests;

  IdentityDesk(
      IdentityRecord record,
      Challenges challenges,
      Establishing establishing,
      Documents documents,
      AwaitingIdentity requests) {
    this.record = record;
    this.challenges = challenges;
    this.establishing = establishing;
    this.documents = documents;
    this.requests = requests;
  }

  /**
   * What an officer saw and who acts.
   *
   * @param version the identity's, as it was read
   */
  record Act(UUID request, long version, String actor) {}

  private record Case(DataSubjectRequest request, Identity identity) {}

  /**
   * Sends a code or a link.
   *
   * @param contact an address that was held before the request; else the request's own is taken
   */
  @Transactional
  Challenges.Asked ask(Act act, Challenges.Kind kind, Optional<String> contact) {
    return challenges.askOnce(open(act).request(), Challenges.Wish.of(kind, contact), act.actor());
  }

  /** The officer vouches for the person, to the degree that is required. */
  @Transactional
  void attest(Act act, String note) {
    var open = open(act);
    pass(
        open,
        establishing.check(
            IdentityMethod.OFFICER_ATTESTED,
            open.identity().required(),
            act.actor(),
            Optional.empty(),
            Optional.of(note),
            act.request()));
  }

  /** What the person said was compared with what is held. */
  @Transactional
  void matched(Act act, Points points) {
    pass(
        open(act),
        establishing.check(
            IdentityMethod.MATCHED_DATA_POINTS,
            points.level(),
            act.actor(),
            Optional.of(points),
            Optional.empty(),
            act.request()));
  }

  /**
   * An agent has shown that it may ask. A signed permission leaves open who the person is, who may
   * be asked to confirm it; nothing may be asked besides a power of attorney (11 CCR 7063(a), (b)).
   */
  @Transactional
  void agent(Act act, Permission permission, Optional<String> note) {
    var open = open(act);
    record.permission(act.request(), permission);
    pass(
        open,
        establishing.check(
            IdentityMethod.AUTHORISED_AGENT,
            permission == Permission.POWER_OF_ATTORNEY
                ? AssuranceLevel.REASONABLY_HIGH
                : AssuranceLevel.LOW,
            act.actor(),
            Optional.empty(),
            note,
            act.request()));
  }

  /** The person is asked for a document, to be handed in on the page of the request. */
  @Transactional
  void askDocument(Act act, Document.Kind kind) {
    var open = open(act);
    documents.ask(open.request(), open.identity(), kind, act.actor());
  }

  /** A document was looked at; what it showed is recorded besides. */
  @Transactional
  void checkDocument(Act act, UUID document, boolean accepted) {
    var open = open(act);
    documents.check(open.request(), open.identity(), document, accepted, act.actor());
  }

  private void pass(Case open, Check check) {
    establishing.passed(open.request(), open.identity(), check);
  }

  private Case open(Act act) {
    var request = requests.lock(act.request());
    var identity = record.require(act.request());
    if (identity.version() != act.version()) {
      throw new StaleVersion();
    }
    if (!AwaitingIdentity.open(request) || identity.establishedAt().isPresent()) {
      throw Problem.conflict("it is not asked any more who this is");
    }
    return new Case(request, identity);
  }
}
