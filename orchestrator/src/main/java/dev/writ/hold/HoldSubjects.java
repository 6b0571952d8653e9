package dev.writ.hold;

import dev.writ.ledger.PersonHashes;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.Assignments;
import dev.writ.request.RequestMoved;
import dev.writ.request.SubjectIdentifierLine;
import dev.writ.vault.Unopenable;
import dev.writ.vendor.spi.Identifier;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose a request is, by keyed hashes of its identifiers that only holds are compared with; gone
 * with the request's key.
 */
@Component
class HoldSubjects {
  private static final Logger LOG = LoggerFactory.getLogger(HoldSubjects.class);

  /** How identifiers are hashed now: telephone numbers reduced, and as they were given. */
  private static final int FORM = 2;

  private final JdbcClient sql;
  private final PersonHashes hashes;
  private final Assignments assignments;

  HoldSubjects(JdbcClient sql, PersonHashes hashes, Assignments assignments) {
    this.sql = sql;
    this.hashes = hashes;
    this.assignments = assignments;
  }

  /** As a hold names the person. */
  byte[] hash(Identifier.Type type, String value, @Nullable String vendor) {
    return hashes.of(purpose(type, vendor), new Identifier(type, value));
  }

  /** A vendor's user id means nobody elsewhere. */
  private static String purpose(Identifier.Type type, @Nullable String vendor) {
    return type == Identifier.Type.VENDOR_USER_ID && vendor != null ? "held/" + vendor : "held";
  }

  /** The hashes of the person of a request; empty when its key was destroyed. */
  List<byte[]> of(UUID request) {
    return assignments.identifiers(request).stream()
        .map(line -> hash(line.type(), line.value(), line.vendor()))
        .toList();
  }

  /** With its first move a request can be found by holds. */
  @EventListener
  void moved(RequestMoved moved) {
    if (moved.from() == RequestState.RECEIVED && !moved.to().ended() && erasure(moved.request())) {
      remember(moved.request());
    }
  }

  /**
   * Requests of before there were holds, or before telephone numbers were reduced, which a hold on
   * a person must find too.
   */
  void complete() {
    sql.sql(
            """
            select r.id from request r where r.kind = 'ERASURE' and r.ended_at is null and r.state <> 'RECEIVED'
              and not exists (select 1 from hold_subject s where s.request_id = r.id and s.form = %d)
            order by r.id
            """
                .formatted(FORM))
        .query(UUID.class)
        .list()
        .forEach(this::rememberIfReadable);
  }

  /** Whose key cannot be opened keeps nobody else from being found. */
  private void rememberIfReadable(UUID request) {
    try {
      remember(request);
    } catch (Unopenable unreadable) {
      LOG.warn("request {}: its key cannot be opened, and holds on a person miss it", request);
    }
  }

  /** Nothing else is ever held back. */
  private boolean erasure(UUID request) {
    return sql.sql("select exists (select 1 from request where id = ? and kind = 'ERASURE')")
        .param(request)
        .query(Boolean.class)
        .single();
  }

  private void remember(UUID request) {
    for (var line : assignments.identifiers(request)) {
      for (var person : every(line)) {
        sql.sql(
                "insert into hold_subject (request_id, person, form) values (?,?,?)"
                    + " on conflict (request_id, person) do update set form = excluded.form")
            .params(request, person, FORM)
            .update();
      }
    }
  }

  /** Holds of earlier versions name a telephone number as it was spelled. */
  private List<byte[]> every(SubjectIdentifierLine line) {
    return hashes.every(
        purpose(line.type(), line.vendor()), new Identifier(line.type(), line.value()));
  }
}
