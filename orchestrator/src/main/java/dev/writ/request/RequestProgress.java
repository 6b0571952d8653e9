package dev.writ.request;

import dev.writ.connection.Connection;
import dev.writ.leg.Fates;
import dev.writ.leg.Leg;
import dev.writ.leg.LegFates;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Stopping;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.IdentityStandings.Standing.Awaited;
import dev.writ.request.IdentityStandings.Standing.Established;
import dev.writ.request.IdentityStandings.Standing.Expired;
import dev.writ.settings.WritSettings;
import dev.writ.suppression.Suppressions;
import dev.writ.workflow.LegTask;
import dev.writ.workflow.LegTicket;
import dev.writ.workflow.RequestStep;
import dev.writ.workflow.RequestStep.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the engine asks about a request: where it stands now, judged by the record, and which legs
 * are to run.
 */
@Service
public class RequestProgress {
  private final RequestRecord requests;
  private final LegRecord legs;
  private final LegFates fates;
  private final Stopping stopping;
  private final IdentityStandings identities;
  private final Watch watch;
  private final Keeping keeping;
  private final RequestKeys keys;
  private final Suppressions suppressions;
  private final BeyondPlan growth;
  private final WritSettings settings;
  private final Clock clock;
  private final TransactionTemplate transaction;

  RequestProgress(
      RequestRecord requests,
      LegRecord legs,
      LegFates fates,
      Stopping stopping,
      IdentityStandings identities,
      Watch watch,
      Keeping keeping,
      RequestKeys keys,
      Suppressions suppressions,
      BeyondPlan growth,
      WritSettings settings,
      Clock clock,
      TransactionTemplate transaction) {
    this.requests = requests;
    this.legs = legs;
    this.fates = fates;
    this.stopping = stopping;
    this.identities = identities;
    this.watch = watch;
    this.keeping = keeping;
    this.keys = keys;
    this.suppressions = suppressions;
    this.growth = growth;
    this.settings = settings;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** Requests that an engine must be working on. */
  public List<UUID> atWork() {
    return Stream.concat(requests.atWork().stream(), identities.overdue().stream()).toList();
  }

  /** Takes the request as far as it can go now and says what the engine has to do. */
  public RequestStep advance(UUID id) {
    while (true) {
      var step = step(requests.require(id));
      if (step.isPresent()) {
        return step.get();
      }
    }
  }

  /** Empty when the request has moved and is to be looked at again. */
  private Optional<RequestStep> step(DataSubjectRequest request) {
    return switch (request.state()) {
      case RECEIVED -> moved(request, RequestEvent.ASK_IDENTITY);
      case VERIFYING_IDENTITY -> identify(request);
      case PLANNING -> plan(request);
      case AWAITING_APPROVAL -> Optional.of(RequestStep.at(Stage.AWAITING_APPROVAL));
      case SCHEDULED -> awaitUndoWindow(request);
      case EXECUTING, NEEDS_ATTENTION -> execute(request);
      case WITHDRAWING -> endWithdrawn(request);
      case AWAITING_RELEASE -> Optional.of(RequestStep.at(Stage.AWAITING_RELEASE));
      case RESPONDED -> watched(request);
      case MONITORING, CLOSED, DENIED, WITHDRAWN, DUPLICATE, VERIFICATION_EXPIRED ->
          Optional.of(RequestStep.at(Stage.OVER));
    };
  }

  /** No vendor is called before it is known who is asking. */
  private Optional<RequestStep> identify(DataSubjectRequest request) {
    return switch (identities.standing(request.id())) {
      case Established() -> moved(request, RequestEvent.IDENTIFIED);
      case Awaited(var left) -> Optional.of(RequestStep.awaitingIdentity(left.toMillis() + 1));
      case Expired() -> {
        transaction.executeWithoutResult(tx -> giveUp(request.id()));
        yield Optional.empty();
      }
    };
  }

  /** Unless something was asked or proved in the meantime. */
  private void giveUp(UUID id) {
    var request = requests.lock(id);
    if (request.state() == RequestState.VERIFYING_IDENTITY
        && identities.standing(id) instanceof Expired) {
      requests.move(request, RequestEvent.IDENTITY_EXPIRED, LegRecord.SYSTEM);
      stopping.stop(id, LegRecord.SYSTEM);
    }
  }

  private Optional<RequestStep> plan(DataSubjectRequest request) {
    var all = legs.of(request.id());
    Predicate<LegState> unlocated =
        state ->
            state == LegState.PLANNED
                || state == LegState.LOCATING
                || state == LegState.BLOCKED
                || state == LegState.FAILED;
    if (all.stream().anyMatch(leg -> unlocated.test(leg.state()))) {
      var open = all.stream().filter(leg -> unlocated.test(leg.state()) && !leg.stuck()).toList();
      return Optional.of(RequestStep.running(Stage.PLANNING, tickets(open, LegTask.LOCATE)));
    }
    transaction.executeWithoutResult(tx -> planned(request, all));
    return Optional.empty();
  }

  private void planned(DataSubjectRequest request, List<Leg> all) {
    // Where a vendor's own record could not be read first, a person says that nothing is there.
    if (all.stream().allMatch(leg -> leg.located() == 0 && !leg.searchedAhead())) {
      requests.outcome(request.id(), Outcome.NOTHING_FOUND);
      requests.move(request, RequestEvent.NOTHING_FOUND, LegRecord.SYSTEM);
      return;
    }
    if (growth.needsTwo(request, all)) {
      requests.needsSecondPerson(request.id());
    }
    requests.move(request, RequestEvent.PLAN_READY, LegRecord.SYSTEM);
    if (growth.needsNobody(request, all)) {
      requests.scheduledUntil(request.id(), clock.instant().plus(settings.undoWindow()));
      requests.move(requests.require(request.id()), RequestEvent.APPROVE, LegRecord.SYSTEM);
    }
  }

  private Optional<RequestStep> awaitUndoWindow(DataSubjectRequest request) {
    var until = request.scheduledUntil().orElse(Instant.EPOCH);
    var left = Duration.between(clock.instant(), until);
    return left.isPositive()
        ? Optional.of(RequestStep.undoable(left.toMillis() + 1))
        : moved(request, RequestEvent.BEGIN);
  }

  private Optional<RequestStep> execute(DataSubjectRequest request) {
    var all = legs.of(request.id());
    boolean stuck = all.stream().anyMatch(Leg::stuck);
    boolean noticed = request.state() == RequestState.NEEDS_ATTENTION;
    if (stuck != noticed) {
      return moved(request, stuck ? RequestEvent.TROUBLE : RequestEvent.RESUME);
    }
    var open = all.stream().filter(leg -> !leg.state().ended()).toList();
    if (!open.isEmpty()) {
      return Optional.of(RequestStep.running(Stage.EXECUTING, tickets(request, open)));
    }
    transaction.executeWithoutResult(tx -> answered(request));
    return Optional.empty();
  }

  /** What was submitted before the withdrawal goes on until a look has shown what became of it. */
  private Optional<RequestStep> endWithdrawn(DataSubjectRequest request) {
    var open = legs.of(request.id()).stream().filter(leg -> !leg.state().ended()).toList();
    if (open.isEmpty()) {
      return moved(request, RequestEvent.WITHDRAWAL_DONE);
    }
    return Optional.of(RequestStep.running(Stage.EXECUTING, tickets(request, open)));
  }

  /**
   * The request stands still meanwhile, so that neither the end of a hold is overlooked nor a look
   * at another leg that has found its data back.
   */
  private void answered(DataSubjectRequest request) {
    requests.lock(request.id());
    var all = legs.of(request.id());
    if (all.stream().allMatch(leg -> leg.state().ended())) {
      var became = fates.of(request.id());
      requests.outcome(request.id(), Outcomes.of(all, became));
      // A hold may have ended since the last answer, and another one begun.
      requests.grounds(request.id(), grounds(request, all, became));
      requests.unreleased(request.id());
      requests.move(
          request,
          request.erasing() ? RequestEvent.RESPOND : RequestEvent.EXPORTED,
          LegRecord.SYSTEM);
    }
  }

  /** Those of holds, those on which officers refused, and that a vendor offers no way. */
  private List<RefusalGround> grounds(
      DataSubjectRequest request, List<Leg> all, Map<UUID, Fates> became) {
    var held = keeping.held(request.id()).stream().map(hold -> hold.ground(request.laws()));
    var refused = fates.grounds(request.id()).stream().map(RefusalGround::valueOf);
    var vendors =
        all.stream()
            .filter(leg -> became.getOrDefault(leg.id(), Fates.NONE).leftByVendor(leg.state()))
            .map(leg -> RefusalGround.VENDOR_IMPOSSIBLE);
    return Stream.of(held, refused, vendors).flatMap(Function.identity()).distinct().toList();
  }

  /** What was erased is looked at again for a while; a request without such is over. */
  private Optional<RequestStep> watched(DataSubjectRequest request) {
    transaction.executeWithoutResult(
        tx -> {
          requests.move(request, RequestEvent.MONITOR, LegRecord.SYSTEM);
          if (request.erasing() && request.outcome().filter(Outcome.REFUSED::equals).isEmpty()) {
            suppressed(request);
          }
          boolean watching = watch.begin(request, legs.of(request.id()));
          if (!watching && !keeping.keeps(request.id())) {
            requests.move(requests.require(request.id()), RequestEvent.CLOSE, LegRecord.SYSTEM);
          }
        });
    return Optional.empty();
  }

  private void suppressed(DataSubjectRequest request) {
    suppressions.remember(
        keys.identifiers(request.id()).stream()
            .map(line -> new Suppressions.Person(line.type(), line.value(), line.vendor()))
            .toList(),
        clock.instant());
  }

  /** For those of the open legs that the engine can bring on. */
  private List<LegTicket> tickets(DataSubjectRequest request, List<Leg> open) {
    var running = open.stream().filter(Leg::atWork).toList();
    return tickets(running, request.erasing() ? LegTask.ERASE : LegTask.EXPORT);
  }

  private List<LegTicket> tickets(List<Leg> open, LegTask task) {
    return open.stream()
        .map(leg -> new LegTicket(leg.id().toString(), Connection.queueOf(leg.connection()), task))
        .toList();
  }

  private Optional<RequestStep> moved(DataSubjectRequest request, RequestEvent event) {
    transaction.executeWithoutResult(tx -> requests.move(request, event, LegRecord.SYSTEM));
    return Optional.empty();
  }
}
