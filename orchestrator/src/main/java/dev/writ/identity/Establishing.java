package dev.writ.identity;

import dev.writ.evidence.EvidenceLog;
import dev.writ.identity.Challenge.State;
import dev.writ.identity.Identity.Check;
import dev.writ.identity.Identity.Points;
import dev.writ.request.AwaitingIdentity;
import dev.writ.request.DataSubjectRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What follows from a check that was passed: the level rises, and once it is high enough the
 * request goes on. Callers hold the transaction and the request's lock.
 */
@Component
class Establishing {
  private final IdentityRecord record;
  private final ChallengeRecord challenges;
  private final AwaitingIdentity requests;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Establishing(
      IdentityRecord record,
      ChallengeRecord challenges,
      AwaitingIdentity requests,
      EvidenceLog evidence,
      Clock clock,
      ApplicationEventPublisher events) {
    this.record = record;
    this.challenges = challenges;
    this.requests = requests;
    this.evidence = evidence;
    this.clock = clock;
    this.events = events;
  }

  /** Somebody vouched for the person when the request was filed. */
  void atFiling(
      DataSubjectRequest request, LevelPolicy.Requirement required, Instant until, Check check) {
    record.openVouched(request.id(), required, until, check);
    note(request, AssuranceLevel.NONE, check.level(), check);
  }

  /** A check was passed after the filing. */
  void passed(DataSubjectRequest request, Identity before, Check check) {
    settle(request, add(request, before, check), check.actor());
  }

  /** Goes on with the request when all that it requires is there. */
  void settle(DataSubjectRequest request, Identity identity, String actor) {
    if (!identity.suffices()) {
      return;
    }
    record.established(request.id(), now());
    challenges.end(request.id(), State.DROPPED);
    requests.identified(request, actor);
    events.publishEvent(
        new IdentityProved(
            request.id(), identity.method().orElseThrow().name(), identity.level().name()));
  }

  /** A check that is passed now. */
  Check check(
      IdentityMethod method,
      AssuranceLevel level,
      String actor,
      Optional<Points> points,
      Optional<String> note,
      UUID request) {
    var id = UUID.randomUUID();
    var sealedNote = note.map(text -> requests.sealer(request).seal(text, Check.context(id)));
    return new Check(id, method, level, now(), actor, points, sealedNote);
  }

  private Identity add(DataSubjectRequest request, Identity before, Check check) {
    var after = record.add(before, check);
    note(request, before.level(), after.level(), check);
    return after;
  }

  private void note(
      DataSubjectRequest request, AssuranceLevel before, AssuranceLevel after, Check check) {
    evidence.append(
        request.id(),
        null,
        "IDENTITY_BY_" + check.method().name(),
        before.name(),
        after.name(),
        check.actor());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
