package dev.writ.request;

import dev.writ.api.model.NewRequest;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.engine.EngineGate;
import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.leg.LegService;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import dev.writ.security.Caller;
import dev.writ.setup.WritSettings;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What officers and integrators do to a request. Each action is one transaction; the engine is
 * woken after it.
 */
@Service
class RequestService {
  private final JdbcClient sql;
  private final RequestRecord requests;
  private final LegRecord legs;
  private final LegService legService;
  private final ConnectionService connections;
  private final EvidenceLog evidence;
  private final Vault vault;
  private final EngineGate engine;
  private final WritSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock = Clock.systemUTC();

  RequestService(
      JdbcClient sql,
      RequestRecord requests,
      LegRecord legs,
      LegService legService,
      ConnectionService connections,
      EvidenceLog evidence,
      Vault vault,
      EngineGate engine,
      WritSettings settings,
      TransactionTemplate transaction) {
    this.sql = sql;
    this.requests = requests;
    this.legs = legs;
    this.legService = legService;
    this.connections = connections;
    this.evidence = evidence;
    this.vault = vault;
    this.engine = engine;
    this.settings = settings;
    this.transaction = transaction;
  }

  private record Earlier(byte[] bodyHash, UUID request) {}

  DataSubjectRequest create(NewRequest wanted, @Nullable String idempotencyKey) {
    check(wanted);
    var token = Caller.current().token();
    var body = vault.hash("idempotency-body", VendorHttp.JSON.writeValueAsString(wanted));
    var id =
        transaction.execute(
            tx -> {
              if (idempotencyKey == null) {
                return file(wanted);
              }
              var key = vault.hash("idempotency-key", idempotencyKey);
              sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                  .param(token + "/" + Arrays.toString(key))
                  .query(rs -> {});
              var earlier =
                  sql.sql(
                          "select body_hash, request_id from idempotency where token_id = ? and key_hash = ?")
                      .params(token, key)
                      .query((row, n) -> new Earlier(row.getBytes(1), row.getObject(2, UUID.class)))
                      .optional();
              if (earlier.isPresent()) {
                if (!Arrays.equals(earlier.get().bodyHash(), body)) {
                  throw Problem.idempotency();
                }
                return earlier.get().request();
              }
              var filed = file(wanted);
              sql.sql(
                      "insert into idempotency (token_id, key_hash, body_hash, request_id) values (?,?,?,?)")
                  .params(token, key, body, filed)
                  .update();
              return filed;
            });
    engine.wake(id);
    return requests.require(id);
  }

  DataSubjectRequest approve(UUID id, long version) {
    var caller = Caller.current();
    transaction.executeWithoutResult(
        tx -> {
          var request = current(id, version);
          if (request.state() == RequestState.AWAITING_RELEASE) {
            requests.move(request, RequestEvent.RELEASE, caller.role().name());
            return;
          }
          if (request.state() == RequestState.AWAITING_APPROVAL && request.needsSecondPerson()) {
            if (request.firstApprover().isEmpty()) {
              requests.firstApprover(request, caller.token());
              return;
            }
            if (request.firstApprover().get().equals(caller.token())) {
              throw Problem.secondPerson();
            }
          }
          requests.move(request, RequestEvent.APPROVE, caller.role().name());
          requests.scheduledUntil(id, clock.instant().plus(settings.undoWindow()));
        });
    engine.wake(id);
    return requests.require(id);
  }

  DataSubjectRequest end(UUID id, long version, RequestEvent event) {
    transaction.executeWithoutResult(
        tx -> {
          requests.move(current(id, version), event, Caller.current().role().name());
          if (event == RequestEvent.DENY) {
            requests.outcome(id, "REFUSED");
          }
        });
    engine.wake(id);
    return requests.require(id);
  }

  DataSubjectRequest retry(UUID id, UUID legId) {
    var leg = legs.require(legId);
    if (!leg.request().equals(id)) {
      throw Problem.notFound("no such leg");
    }
    legService.retry(leg, Caller.current().role().name());
    engine.wake(id);
    return requests.require(id);
  }

  DataSubjectRequest require(UUID id) {
    return requests.require(id);
  }

  List<EvidenceLog.Entry> timeline(UUID id) {
    requests.require(id);
    return evidence.of(id);
  }

  private DataSubjectRequest current(UUID id, long version) {
    var request = requests.require(id);
    if (request.version() != version) {
      throw Problem.stale();
    }
    return request;
  }

  private void check(NewRequest wanted) {
    if (wanted.getReceivedOn().isAfter(LocalDate.now(clock.withZone(ZoneOffset.ofHours(14))))) {
      throw Problem.invalid("receivedOn lies in the future");
    }
    if (wanted.getSubject().getIdentifiers().contains(null)) {
      throw Problem.invalid("subject.identifiers holds null");
    }
    if (wanted.getConnections() != null && wanted.getConnections().contains(null)) {
      throw Problem.invalid("connections holds null");
    }
    for (var identifier : wanted.getSubject().getIdentifiers()) {
      Texts.require(identifier.getValue(), "identifier.value");
    }
    var texts = Arrays.asList(wanted.getJurisdiction(), wanted.getChannel(), wanted.getReference());
    texts.stream().filter(t -> t != null).forEach(t -> Texts.require(t, "a text field"));
    Texts.require(wanted.getIdentity().getMethod(), "identity.method");
  }

  private List<Connection> chosen(@Nullable List<UUID> wanted) {
    var active =
        connections.all().stream().filter(c -> c.state() == Connection.State.ACTIVE).toList();
    if (wanted == null || wanted.isEmpty()) {
      if (active.isEmpty()) {
        throw Problem.invalid("there is no active connection to carry the request out at");
      }
      return active;
    }
    var ids = new HashSet<>(wanted);
    var found = active.stream().filter(c -> ids.contains(c.id())).toList();
    if (found.size() != ids.size()) {
      throw Problem.invalid("connections holds an id that is unknown or paused");
    }
    return found;
  }

  private UUID file(NewRequest wanted) {
    var id = UUID.randomUUID();
    var key = vault.newWrappedKey(id.toString());
    var lines =
        wanted.getSubject().getIdentifiers().stream()
            .map(
                i ->
                    new SubjectIdentifierLine(
                        Identifier.Type.valueOf(i.getType().name()),
                        i.getValue().strip(),
                        i.getVendor()))
            .toList();
    var sealed =
        vault
            .unwrap(key, id.toString())
            .seal(VendorHttp.JSON.writeValueAsString(lines), "identifiers/" + id);
    sql.sql(
            """
            insert into request (id, kind, regime, jurisdiction, received_on, channel, reference, identity_method, state,
              wrapped_key, identifiers) values (?,?,?,?,?,?,?,?,'RECEIVED',?,?)
            """)
        .params(
            id,
            wanted.getKind().name(),
            wanted.getRegime().name(),
            wanted.getJurisdiction(),
            wanted.getReceivedOn(),
            wanted.getChannel(),
            wanted.getReference(),
            wanted.getIdentity().getMethod(),
            key,
            sealed)
        .update();
    for (var connection : chosen(wanted.getConnections())) {
      legs.open(id, connection.id(), connection.vendor());
    }
    return id;
  }
}
