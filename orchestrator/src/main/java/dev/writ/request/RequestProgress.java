package dev.writ.request;

import dev.writ.connection.ConnectionService;
import dev.writ.ledger.Ledger;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.leg.LegService;
import dev.writ.leg.LegService.Assignment;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.setup.WritSettings;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.workflow.LegStep;
import dev.writ.workflow.LegTicket;
import dev.writ.workflow.RequestStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What the engine asks: the next step of a request or of a leg, judged by the record. */
@Service
public class RequestProgress {
  private static final String SYSTEM = "SYSTEM";
  private final RequestRecord requests;
  private final LegRecord legs;
  private final LegService legService;
  private final ConnectionService connections;
  private final Ledger ledger;
  private final Vault vault;
  private final WritSettings settings;
  private final TransactionTemplate transaction;

  RequestProgress(
      RequestRecord requests,
      LegRecord legs,
      LegService legService,
      ConnectionService connections,
      Ledger ledger,
      Vault vault,
      WritSettings settings,
      TransactionTemplate transaction) {
    this.requests = requests;
    this.legs = legs;
    this.legService = legService;
    this.connections = connections;
    this.ledger = ledger;
    this.vault = vault;
    this.settings = settings;
    this.transaction = transaction;
  }

  /** Requests that an engine must be working on. */
  public List<UUID> unfinished() {
    return requests.unfinished();
  }

  /** Takes the request as far as it can go now and says what to do next. */
  public RequestStep advance(UUID id) {
    while (true) {
      var request = requests.require(id);
      switch (request.state()) {
        case RECEIVED -> move(request, RequestEvent.ASK_IDENTITY);
        case VERIFYING_IDENTITY -> move(request, RequestEvent.IDENTIFIED);
        case PLANNING -> {
          var step = plan(request);
          if (step != null) {
            return step;
          }
        }
        case SCHEDULED -> {
          var left =
              Duration.between(Instant.now(), request.scheduledUntil().orElse(Instant.EPOCH));
          if (left.isPositive()) {
            return RequestStep.sleep(left.toSeconds() + 1);
          }
          move(request, RequestEvent.BEGIN);
        }
        case EXECUTING, NEEDS_ATTENTION -> {
          var step = execute(request);
          if (step != null) {
            return step;
          }
        }
        case RESPONDED -> move(request, RequestEvent.MONITOR);
        case AWAITING_APPROVAL, AWAITING_RELEASE -> {
          return RequestStep.of(RequestStep.Action.AWAIT_WAKE);
        }
        case MONITORING, CLOSED, DENIED, WITHDRAWN, DUPLICATE, VERIFICATION_EXPIRED -> {
          legs.of(id).forEach(leg -> advanceLeg(leg.id()));
          return RequestStep.of(RequestStep.Action.DONE);
        }
      }
    }
  }

  /** One step of a leg. */
  public LegStep advanceLeg(UUID id) {
    var leg = legs.require(id);
    var request = requests.require(leg.request());
    var state = request.state();
    var executing = state == RequestState.EXECUTING || state == RequestState.NEEDS_ATTENTION;
    var over = state == RequestState.DENIED || state == RequestState.WITHDRAWN;
    var sealed = requests.sealed(request.id());
    var sealer = vault.unwrap(sealed.wrappedKey(), request.id().toString());
    var identifiers =
        Arrays.stream(
                VendorHttp.JSON.readValue(
                    sealer.open(sealed.identifiers(), "identifiers/" + request.id()),
                    SubjectIdentifierLine[].class))
            .filter(line -> line.vendor() == null || line.vendor().equals(leg.vendor()))
            .map(line -> new Identifier(line.type(), line.value()))
            .toList();
    var ledgered =
        identifiers.stream()
            .flatMap(i -> ledger.find(i, leg.connection()).stream())
            .distinct()
            .toList();
    return legService.advance(
        id,
        new Assignment(
            executing, over, request.erasing(), new Subject(identifiers, ledgered), sealer));
  }

  private @Nullable RequestStep plan(DataSubjectRequest request) {
    var all = legs.of(request.id());
    var open = tickets(all, s -> s == LegState.PLANNED || s == LegState.LOCATING);
    if (!open.isEmpty()) {
      return RequestStep.run(open);
    }
    if (all.stream().anyMatch(leg -> leg.state().stuck())) {
      return RequestStep.of(RequestStep.Action.AWAIT_WAKE);
    }
    transaction.executeWithoutResult(
        tx -> {
          var located = all.stream().mapToInt(Leg::located).sum();
          if (located == 0) {
            requests.outcome(request.id(), "NOTHING_FOUND");
            requests.move(request, RequestEvent.NOTHING_FOUND, SYSTEM);
            return;
          }
          if (located > settings.blastRadius() || all.stream().anyMatch(Leg::ambiguous)) {
            requests.needsSecondPerson(request.id());
          }
          requests.move(request, RequestEvent.PLAN_READY, SYSTEM);
        });
    return null;
  }

  private @Nullable RequestStep execute(DataSubjectRequest request) {
    var all = legs.of(request.id());
    var open = tickets(all, s -> !s.ended() && !s.stuck());
    if (!open.isEmpty()) {
      if (request.state() == RequestState.NEEDS_ATTENTION) {
        move(request, RequestEvent.RESUME);
      }
      return RequestStep.run(open);
    }
    if (all.stream().anyMatch(leg -> leg.state().stuck())) {
      if (request.state() == RequestState.EXECUTING) {
        move(request, RequestEvent.TROUBLE);
      }
      return RequestStep.of(RequestStep.Action.AWAIT_WAKE);
    }
    if (request.state() == RequestState.NEEDS_ATTENTION) {
      move(request, RequestEvent.RESUME);
      return null;
    }
    transaction.executeWithoutResult(
        tx -> {
          var residual = all.stream().anyMatch(legService::hasResidual);
          requests.outcome(request.id(), residual ? "FULFILLED_WITH_EXCEPTIONS" : "FULFILLED");
          requests.move(
              request, request.erasing() ? RequestEvent.RESPOND : RequestEvent.EXPORTED, SYSTEM);
        });
    return null;
  }

  private List<LegTicket> tickets(List<Leg> all, Predicate<LegState> wanted) {
    return all.stream()
        .filter(leg -> wanted.test(leg.state()))
        .map(
            leg ->
                new LegTicket(
                    leg.id().toString(),
                    connections.require(leg.connection()).queue(),
                    legs.nextGeneration(leg.id())))
        .toList();
  }

  private void move(DataSubjectRequest request, RequestEvent event) {
    transaction.executeWithoutResult(tx -> requests.move(request, event, SYSTEM));
  }
}
