package dev.writ.offboarding;

import dev.writ.claim.TrustEvidence;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.lifecycle.IllegalMove;
import dev.writ.lifecycle.OffboardingEvent;
import dev.writ.lifecycle.OffboardingState;
import dev.writ.offboarding.HandRequests.Purpose;
import dev.writ.offboarding.Offboarding.OpenRequests;
import dev.writ.security.Caller;
import dev.writ.security.FourEyes;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import dev.writ.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with an offboarding. Each action is one transaction; the engine hears of it after
 * the commit.
 */
@Service
class Decisions {
  private final OffboardingRecord record;
  private final Stock stock;
  private final Absences absences;
  private final Luggage luggage;
  private final Keyring keys;
  private final Sights sights;
  private final WatchPlan watchPlan;
  private final SubProcessors subProcessors;
  private final HomePackage homePackage;
  private final HandRequests hands;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Vault vault;
  private final OpenLegs legs;
  private final Plan plan;
  private final Conclusion conclusion;
  private final TrustEvidence trust;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Decisions(
      OffboardingRecord record,
      Stock stock,
      Absences absences,
      Luggage luggage,
      Keyring keys,
      Sights sights,
      WatchPlan watchPlan,
      SubProcessors subProcessors,
      HomePackage homePackage,
      HandRequests hands,
      ConnectionService connections,
      VendorCatalogue vendors,
      Vault vault,
      OpenLegs legs,
      Plan plan,
      Conclusion conclusion,
      TrustEvidence trust,
      Clock clock,
      ApplicationEventPublisher events) {
    this.record = record;
    this.stock = stock;
    this.absences = absences;
    this.luggage = luggage;
    this.keys = keys;
    this.sights = sights;
    this.watchPlan = watchPlan;
    this.subProcessors = subProcessors;
    this.homePackage = homePackage;
    this.hands = hands;
    this.connections = connections;
    this.vendors = vendors;
    this.vault = vault;
    this.legs = legs;
    this.plan = plan;
    this.conclusion = conclusion;
    this.trust = trust;
    this.clock = clock;
    this.events = events;
  }

  /** What an officer wants. */
  record Wish(
      UUID connection,
      Optional<UUID> verifyWith,
      boolean returnData,
      OpenRequests openRequests,
      String reason,
      List<String> subProcessors) {}

  @Transactional
  Offboarding open(Wish wish) {
    var connection =
        connections
            .find(wish.connection())
            .orElseThrow(() -> Problem.invalid("connection: no such connection"));
    // Held: of two who leave it at once the second one finds what the first has begun.
    if (connections.hold(connection.id()).state().leaving()
        || record.unfinishedAt(connection.id())) {
      throw Problem.conflict("this connection is being left already, or was");
    }
    wish.verifyWith().ifPresent(other -> checkOther(connection, other));
    var id = UUID.randomUUID();
    record.open(
        id,
        wish,
        connection,
        Caller.current().person(),
        clock.instant(),
        vault.newWrappedKey(id.toString()));
    wish.subProcessors().forEach(name -> subProcessors.add(id, name, "named by an officer"));
    documented(connection.vendor())
        .forEach(
            claim ->
                Stream.of(claim.value().split(","))
                    .forEach(name -> subProcessors.add(id, name.strip(), claim.source())));
    record.noted(record.require(id), "OPEN", actor());
    return changed(id);
  }

  private void checkOther(Connection connection, UUID other) {
    var fits =
        connections
            .find(other)
            .filter(one -> one.vendor().equals(connection.vendor()))
            .filter(one -> !one.id().equals(connection.id()) && !one.state().leaving());
    if (fits.isEmpty()) {
      throw Problem.invalid("verifyWith is no other connection of the same vendor");
    }
    if (connections.openedAlike(connection.id(), other)) {
      throw Problem.invalid(
          "verifyWith calls with the same credentials, which open nothing when the vendor is left");
    }
  }

  private List<DocumentedClaim> documented(String vendor) {
    return vendors.require(vendor).descriptor().claims().stream()
        .filter(claim -> claim.promise() == Promise.SUB_PROCESSORS)
        .toList();
  }

  /**
   * Two different people, and none of them who opened it; with the second one nothing new goes to
   * the vendor. A plan that has grown since is approved by two again, and goes on from where it
   * stands.
   */
  @Transactional
  Offboarding approve(UUID id, long version) {
    var now = record.lock(id, version);
    if (now.state() != OffboardingState.OPENED && !now.outgrown()) {
      throw new IllegalMove(now.state(), OffboardingEvent.FREEZE);
    }
    if (now.plannedAt().isEmpty()) {
      throw Problem.conflict("the plan is still being made: read the offboarding again");
    }
    if (legs.held(now.connection())) {
      throw Problem.conflict("a hold keeps data at this connection, or may: see GET /v1/holds");
    }
    var caller = Caller.current();
    new FourEyes(now.openedBy(), now.firstApprover()).require(caller);
    record.approved(id, caller);
    if (now.firstApprover().isEmpty()) {
      record.noted(now, "FIRST_APPROVAL", actor());
      return record.require(id);
    }
    if (now.outgrown()) {
      record.progressed(id);
      record.noted(now, "APPROVED_AGAIN", actor());
      return changed(id);
    }
    record.froze(id, connections.freeze(now.connection()));
    record.move(now, OffboardingEvent.FREEZE, actor());
    return changed(id);
  }

  /**
   * The connection is what it was; what was taken home is destroyed.
   *
   * @param rehearsed whether this was the rehearsal of leaving; its plan is evidence then
   */
  @Transactional
  Offboarding cancel(UUID id, long version, boolean rehearsed) {
    var now = record.lock(id, version);
    record.move(rehearsed ? rehearsed(now) : now, OffboardingEvent.CANCEL, actor());
    if (now.state() != OffboardingState.OPENED) {
      connections.unfreeze(now.connection(), now.connectionWas());
      luggage.drop(id);
    }
    events.publishEvent(new OffboardingClosed(id));
    return changed(id);
  }

  /** A list that shows nothing, and a vendor without lists, leave nothing to rehearse with. */
  private Offboarding rehearsed(Offboarding now) {
    var planned =
        now.plannedAt()
            .orElseThrow(
                () -> Problem.conflict("the plan is still being made: nothing is rehearsed yet"));
    if (plan.of(now.id(), Plan.LISTED).isEmpty()) {
      throw Problem.conflict("the plan lists nothing at the vendor: nothing was rehearsed");
    }
    record.noted(now, "REHEARSED", actor());
    trust.dryRunEnded(now.connection(), now.id(), planned);
    return record.require(now.id());
  }

  @Transactional
  Offboarding acceptExport(UUID id, long version) {
    var now = record.lock(id, version);
    if (now.state() != OffboardingState.EXPORTING || !homePackage.ready(now) || now.accepted()) {
      throw Problem.conflict("there is no export to accept, or not everything is in it yet");
    }
    record.accepted(id);
    record.noted(now, "ACCEPT_EXPORT", actor());
    return changed(id);
  }

  /** What made it stuck is gone, or a person accepts that something stays. */
  @Transactional
  Offboarding retry(UUID id, long version, boolean leaveBehind) {
    var now = record.lock(id, version);
    if (now.state() == OffboardingState.BREACHED) {
      return lookAgain(now);
    }
    if (now.state().over() || now.trouble().isEmpty() || (leaveBehind && !now.stuck())) {
      throw Problem.conflict("it is not stuck");
    }
    if (now.outgrown()) {
      throw Problem.conflict("it waits for two approvers: more was found than was approved");
    }
    if (leaveBehind && endsUnseen(now)) {
      return unseen(now);
    }
    switch (now.state()) {
      case ERASING -> {
        if (leaveBehind) {
          stock.leaveBehind(id, "the vendor still shows it after several erases");
          if (now.trouble().get().equals(Blindness.TROUBLE)) {
            absences.leaveUnseen(id, "no look could show that it is gone");
          }
        } else {
          stock.reopenRefused(id);
        }
        record.listAgain(id, 1, null);
      }
      case REVOKING -> {
        if (leaveBehind) {
          keys.leaveBehind(id);
        } else {
          keys.reopen(id);
        }
      }
      case PROBING, WATCHING -> {
        sights.reopenUnclear(id, now.round());
        record.cursor(id, "", record.sealer(id));
      }
      case OPENED, FROZEN, EXPORTING, CERTIFIED, BREACHED, CANCELLED -> {}
    }
    record.progressed(id);
    record.noted(now, leaveBehind ? "LEAVE_BEHIND" : "RETRY", actor());
    return changed(id);
  }

  /** Whether the last looks have ended, and could not tell whether what was erased is gone. */
  private boolean endsUnseen(Offboarding now) {
    return switch (now.state()) {
      case PROBING, WATCHING -> sights.anyUnclear(now.id(), now.round(), Sights.Kind.DATA);
      case OPENED, FROZEN, EXPORTING, ERASING, REVOKING, CERTIFIED, BREACHED, CANCELLED -> false;
    };
  }

  /** What cannot be looked at is not certified: its looks stay UNCLEAR, and it ends. */
  private Offboarding unseen(Offboarding now) {
    record.noted(now, "LEAVE_BEHIND", actor());
    conclusion.breach(record.require(now.id()));
    return changed(now.id());
  }

  /** What was left behind is a human's to mend now: no credentials of ours are left to do it. */
  private Offboarding lookAgain(Offboarding now) {
    var id = now.id();
    record.nextRound(id);
    record.move(now, OffboardingEvent.LOOK_AGAIN, actor());
    var again = record.require(id);
    int objects = stock.handOverWhatStays(id, HandOver.EMPTY_ACCOUNT.code());
    if (objects > 0) {
      hands.ask(again, Purpose.ERASE, HandOver.EMPTY_ACCOUNT, objects, record.sealer(id));
    }
    int rights = keys.handOverWhatStays(id, HandOver.REVOKE_ACCESS.code());
    if (rights > 0) {
      hands.ask(again, Purpose.REVOKE, HandOver.revokeAccess(again), rights, record.sealer(id));
    }
    watchPlan.probe(again);
    return changed(id);
  }

  @Transactional
  Offboarding confirm(UUID id, String name) {
    var now = record.lock(id);
    if (subProcessors.of(id).stream().noneMatch(one -> one.name().equals(name))) {
      throw Problem.notFound("no such sub-processor in this offboarding");
    }
    if (!SubProcessors.confirmable(now.state())) {
      throw Problem.conflict("not everything was erased at the vendor yet, or it is over");
    }
    if (subProcessors.confirm(id, name, actor())) {
      record.noted(now, "CONFIRM_SUB_PROCESSOR", actor());
    }
    return changed(id);
  }

  private Offboarding changed(UUID id) {
    events.publishEvent(new OffboardingChanged(id));
    return record.require(id);
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
