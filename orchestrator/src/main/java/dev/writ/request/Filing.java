package dev.writ.request;

import dev.writ.api.model.NewRequest;
import dev.writ.api.model.RequestView;
import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.leg.LegRecord;
import dev.writ.security.Caller;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes requests in: sealed identifiers, a leg per connection and the answer, in one transaction. A
 * request that asks for what another does already has no legs.
 */
@Service
class Filing {
  private final JdbcClient sql;
  private final RequestRecord requests;
  private final RequestViews views;
  private final PersonIndex people;
  private final Duplicates duplicates;
  private final LegRecord legs;
  private final ConnectionService connections;
  private final Identification identification;
  private final Vault vault;
  private final Deadlines deadlines;
  private final ApplicationEventPublisher events;

  Filing(
      JdbcClient sql,
      RequestRecord requests,
      RequestViews views,
      PersonIndex people,
      Duplicates duplicates,
      LegRecord legs,
      ConnectionService connections,
      Identification identification,
      Vault vault,
      Deadlines deadlines,
      ApplicationEventPublisher events) {
    this.sql = sql;
    this.requests = requests;
    this.views = views;
    this.people = people;
    this.duplicates = duplicates;
    this.legs = legs;
    this.connections = connections;
    this.identification = identification;
    this.vault = vault;
    this.deadlines = deadlines;
    this.events = events;
  }

  /** Without hash and answer when the request's data key is destroyed. */
  private record Earlier(byte @Nullable [] bodyHash, @Nullable String answer) {}

  /**
   * Files a request that {@link FilingRules} has let through; the same key and body get the same
   * answer.
   *
   * @throws Problem gone when the data key of the request that was filed so is destroyed
   */
  @Transactional
  RequestView file(NewRequest wanted, @Nullable String idempotencyKey) {
    if (idempotencyKey == null) {
      return file(wanted);
    }
    var token = Caller.current().token();
    var key = vault.hash("idempotency-key", idempotencyKey);
    var body = vault.hash("idempotency-body", VendorHttp.JSON.writeValueAsString(wanted));
    var earlier = findEarlier(token, key);
    if (earlier.isPresent()) {
      return again(earlier.get(), body);
    }
    var view = file(wanted);
    sql.sql(
            "insert into idempotency (token_id, key_hash, body_hash, request_id, answer) values"
                + " (?,?,?,?,?)")
        .params(token, key, body, view.getId(), VendorHttp.JSON.writeValueAsString(view))
        .update();
    return view;
  }

  private static RequestView again(Earlier earlier, byte[] body) {
    if (earlier.bodyHash() == null) {
      throw Problem.gone(
          "the request of this Idempotency-Key is over, and what could tell it was destroyed: to"
              + " file anew, send another key");
    }
    if (!Arrays.equals(earlier.bodyHash(), body)) {
      throw Problem.idempotency();
    }
    return VendorHttp.JSON.readValue(Objects.requireNonNull(earlier.answer()), RequestView.class);
  }

  /** Waits for a call with the same key that is still under way. */
  private Optional<Earlier> findEarlier(UUID token, byte[] key) {
    sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(token + "/" + Arrays.hashCode(key))
        .query(rows -> {});
    return sql.sql("select body_hash, answer from idempotency where token_id = ? and key_hash = ?")
        .params(token, key)
        .query((row, n) -> new Earlier(row.getBytes(1), row.getString(2)))
        .optional();
  }

  private RequestView file(NewRequest wanted) {
    var lines = lines(wanted);
    var marks = people.marks(lines);
    people.lock(marks);
    var chosen = chosen(wanted.getConnections());
    var filed = enter(wanted, lines, chosen);
    var id = filed.id();
    people.enter(id, marks);
    deadlines.filed(filed);
    var identity = wanted.getIdentity();
    identification.filed(filed, identity.getMethod(), Optional.ofNullable(identity.getNote()));
    events.publishEvent(new RequestFiled(id));
    if (duplicates.join(
        filed, Caller.find().map(by -> by.role().name()).orElse(SubjectsOwn.ACTOR))) {
      return views.filed(requests.require(id));
    }
    legs.open(id, chosen);
    events.publishEvent(new RequestChanged(id));
    return views.filed(filed);
  }

  private static List<SubjectIdentifierLine> lines(NewRequest wanted) {
    return wanted.getSubject().getIdentifiers().stream()
        .map(
            i ->
                new SubjectIdentifierLine(
                    Identifier.Type.valueOf(i.getType().name()),
                    i.getValue().strip(),
                    i.getVendor()))
        .toList();
  }

  private DataSubjectRequest enter(
      NewRequest wanted, List<SubjectIdentifierLine> lines, List<Connection> chosen) {
    var id = UUID.randomUUID();
    var key = vault.newWrappedKey(id.toString());
    var sealed =
        vault
            .unwrap(key.bytes(), id.toString())
            .seal(VendorHttp.JSON.writeValueAsString(lines), "identifiers/" + id);
    return sql.sql(
            """
            insert into request (id, kind, regime, also_under, jurisdiction, received_on, channel, reference, identity_method,
              language, tell_recipients, state, wrapped_key, wrapped_by, identifiers, filed_by, wanted_connections)
            values (?,?,?,?,?,?,?,?,?,?,?,'RECEIVED',?,?,?,?,?) returning *
            """)
        .param(id)
        .param(wanted.getKind().name())
        .param(deadlines.findRegime(wanted.getRegime()).orElseThrow())
        .param(deadlines.others(wanted).toArray(String[]::new))
        .param(wanted.getJurisdiction())
        .param(wanted.getReceivedOn())
        .param(wanted.getChannel())
        .param(wanted.getReference())
        .param(wanted.getIdentity().getMethod())
        .param(wanted.getLanguage() == null ? null : wanted.getLanguage().getValue())
        .param(Boolean.TRUE.equals(wanted.getTellRecipients()))
        .param(key.bytes())
        .param(key.wrappedBy())
        .param(sealed)
        .param(Caller.find().map(Caller::person).orElse(null))
        .param(chosen.stream().map(Connection::id).toArray(UUID[]::new))
        .query(RequestRecord::row)
        .single();
  }

  /** Held: a vendor that is being left waits for the legs that are opened here. */
  private List<Connection> chosen(@Nullable List<UUID> wanted) {
    if (wanted == null || wanted.isEmpty()) {
      var active = active(connections.holdAll());
      if (active.isEmpty()) {
        throw Problem.invalid("there is no active connection to carry the request out at");
      }
      return active;
    }
    var ids = new HashSet<>(wanted);
    var found = active(connections.hold(ids));
    if (found.size() != ids.size()) {
      throw Problem.invalid("connections holds an id that is unknown, paused or being left");
    }
    return found;
  }

  private static List<Connection> active(List<Connection> held) {
    return held.stream().filter(c -> c.state() == Connection.State.ACTIVE).toList();
  }
}
