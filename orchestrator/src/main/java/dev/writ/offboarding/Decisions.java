package dev.writ.offboarding;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.lifecycle.IllegalMove;
import dev.writ.lifecycle.OffboardingEvent;
import dev.writ.lifecycle.OffboardingState;
import dev.writ.offboarding.Offboarding.OpenRequests;
import dev.writ.security.Caller;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
  private final Luggage luggage;
  private final Keyring keys;
  private final Sights sights;
  private final WatchPlan watchPlan;
  private final SubProcessors subProcessors;
  private final HomePackage homePackage;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Vault vault;
  private final OpenLegs legs;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Decisions(
      OffboardingRecord record,
      Stock stock,
      Luggage luggage,
      Keyring keys,
      Sights sights,
      WatchPlan watchPlan,
      SubProcessors subProcessors,
      HomePackage homePackage,
      ConnectionService connections,
      VendorCatalogue vendors,
      Vault vault,
      OpenLegs legs,
      Clock clock,
      ApplicationEventPublisher events) {
    this.record = record;
    this.stock = stock;
    this.luggage = luggage;
    this.keys = keys;
    this.sights = sights;
    this.watchPlan = watchPlan;
    this.subProcessors = subProcessors;
    this.homePackage = homePackage;
    this.connections = connections;
    this.vendors = vendors;
    this.vault = vault;
    this.legs = legs;
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
    if (connection.state().leaving() || record.unfinishedAt(connection.id())) {
      throw Problem.conflict("this connection is being left already, or was");
    }
    wish.verifyWith().ifPresent(other -> checkOther(connection, other));
    var id = UUID.randomUUID();
    var one =
        new Offboarding(
            id,
            0,
            0,
            connection.id(),
            connection.vendor(),
            wish.verifyWith(),
            wish.returnData(),
            wish.openRequests(),
            wish.reason(),
            OffboardingState.OPENED,
            connection.state(),
            Optional.empty(),
            0,
            false,
            Optional.empty(),
            Optional.empty(),
            1,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            Optional.empty());
    record.open(one, vault.newWrappedKey(id.toString()));
    wish.subProcessors().forEach(name -> subProcessors.add(id, name, "named by an officer"));
    documented(connection.vendor()).forEach(c -> subProcessors.add(id, c.value(), c.source()));
    record.noted(one, "OPEN", actor());
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
  }

  private List<DocumentedClaim> documented(String vendor) {
    return vendors.require(vendor).descriptor().claims().stream()
        .filter(claim -> claim.promise() == Promise.SUB_PROCESSORS)
        .toList();
  }

  /** Two different approvers; with the second one nothing new goes to the vendor. */
  @Transactional
  Offboarding approve(UUID id, long version) {
    var now = record.lock(id, version);
    if (now.state() != OffboardingState.OPENED) {
      throw new IllegalMove(now.state(), OffboardingEvent.FREEZE);
    }
    if (now.plannedAt().isEmpty()) {
      throw Problem.conflict("the plan is still being made: read the offboarding again");
    }
    if (legs.held(now.connection())) {
      throw Problem.conflict("a hold keeps data at this connection, or may: see GET /v1/holds");
    }
    var caller = Caller.current();
    if (now.firstApprover().isPresent() && now.firstApprover().get().equals(caller.token())) {
      throw Problem.secondPerson();
    }
    record.approved(id, caller.token());
    if (now.firstApprover().isEmpty()) {
      record.noted(now, "FIRST_APPROVAL", actor());
      return record.require(id);
    }
    record.froze(id, connections.freeze(now.connection()));
    record.move(now, OffboardingEvent.FREEZE, actor());
    return changed(id);
  }

  /** The connection is what it was; what was taken home is destroyed. */
  @Transactional
  Offboarding cancel(UUID id, long version) {
    var now = record.lock(id, version);
    record.move(now, OffboardingEvent.CANCEL, actor());
    if (now.state() != OffboardingState.OPENED) {
      connections.unfreeze(now.connection(), now.connectionWas());
      luggage.drop(id);
    }
    return changed(id);
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
      record.nextRound(id);
      record.move(now, OffboardingEvent.LOOK_AGAIN, actor());
      watchPlan.probe(record.require(id));
      return changed(id);
    }
    if (now.state().over() || now.trouble().isEmpty()) {
      throw Problem.conflict("it is not stuck");
    }
    switch (now.state()) {
      case ERASING -> {
        if (leaveBehind) {
          stock.leaveBehind(id, "the vendor still shows it after several erases");
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
      case PROBING, WATCHING -> sights.reopenUnclear(id, now.round());
      case OPENED, FROZEN, EXPORTING, CERTIFIED, BREACHED, CANCELLED -> {}
    }
    record.progressed(id);
    record.noted(now, leaveBehind ? "LEAVE_BEHIND" : "RETRY", actor());
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
