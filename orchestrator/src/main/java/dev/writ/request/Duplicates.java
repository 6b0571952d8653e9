package dev.writ.request;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegRecord;
import dev.writ.leg.Restarting;
import dev.writ.leg.Stopping;
import dev.writ.lifecycle.RequestEvent;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requests that ask for what another in flight does already: they have no legs at work and are
 * answered with that one. When it ends without an answer, they are taken up as requests of their
 * own. What makes a duplicate stands in decision 25: never a request that asks for anything more.
 */
@Component
class Duplicates {
  private final JdbcClient sql;
  private final RequestRecord requests;
  private final Coverage coverage;
  private final LegRecord legs;
  private final Stopping stopping;
  private final Restarting restarting;
  private final ConnectionService connections;
  private final EvidenceLog evidence;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Duplicates(
      JdbcClient sql,
      RequestRecord requests,
      Coverage coverage,
      LegRecord legs,
      Stopping stopping,
      Restarting restarting,
      ConnectionService connections,
      EvidenceLog evidence,
      Clock clock,
      ApplicationEventPublisher events) {
    this.sql = sql;
    this.requests = requests;
    this.coverage = coverage;
    this.legs = legs;
    this.stopping = stopping;
    this.restarting = restarting;
    this.connections = connections;
    this.evidence = evidence;
    this.clock = clock;
    this.events = events;
  }

  /**
   * The request, of which nobody has asked a vendor anything yet, is answered with one that covers
   * it, unless that one is never answered. Callers hold the lock on its person.
   *
   * @return whether there is such a one
   */
  boolean join(DataSubjectRequest request, String actor) {
    var first = coverage.findFirst(request);
    first.ifPresent(found -> mark(request, found, actor));
    return first.isPresent();
  }

  private void mark(DataSubjectRequest request, DataSubjectRequest first, String actor) {
    answerWith(request.id(), first);
    requests.move(request, RequestEvent.MARK_DUPLICATE, actor);
    stopping.stop(request.id(), actor);
    note(first, "DUPLICATE_FILED", actor);
  }

  private void answerWith(UUID request, DataSubjectRequest first) {
    sql.sql("update request set duplicate_of = ? where id = ?")
        .params(first.id(), request)
        .update();
  }

  /** Those that are answered with this one, the oldest first. */
  List<UUID> of(UUID first) {
    return sql.sql(
            "select id from request where duplicate_of = ? and state = 'DUPLICATE' order by seq")
        .param(first)
        .query(UUID.class)
        .list();
  }

  /** In the transaction in which the first is answered, or will not be. */
  @EventListener
  void firstMoved(RequestMoved moved) {
    switch (moved.to()) {
      case RESPONDED -> waiting(moved.request()).forEach(this::answered);
      case DENIED, WITHDRAWING, WITHDRAWN, VERIFICATION_EXPIRED ->
          waiting(moved.request()).forEach(this::goOn);
      case RECEIVED,
          VERIFYING_IDENTITY,
          PLANNING,
          AWAITING_APPROVAL,
          SCHEDULED,
          EXECUTING,
          NEEDS_ATTENTION,
          AWAITING_RELEASE,
          MONITORING,
          CLOSED,
          DUPLICATE -> {}
    }
  }

  private List<DataSubjectRequest> waiting(UUID first) {
    return sql.sql(
            "select * from request where duplicate_of = ? and state = 'DUPLICATE'"
                + " and ended_at is null order by seq for update")
        .param(first)
        .query(RequestRecord::row)
        .list();
  }

  /** Its data key is kept no longer than that of a closed request. */
  private void answered(DataSubjectRequest duplicate) {
    sql.sql("update request set ended_at = ?, version = version + 1 where id = ?")
        .params(Timestamp.from(clock.instant()), duplicate.id())
        .update();
    note(duplicate, "ANSWERED_WITH_FIRST", LegRecord.SYSTEM);
    events.publishEvent(new DuplicateAnswered(duplicate.id()));
  }

  /** The oldest becomes a request of its own, and the others its duplicates as far as it does. */
  private void goOn(DataSubjectRequest duplicate) {
    var next = coverage.findFirst(duplicate);
    if (next.isPresent()) {
      answerWith(duplicate.id(), next.get());
      note(next.get(), "DUPLICATE_FILED", LegRecord.SYSTEM);
      return;
    }
    requests.move(duplicate, RequestEvent.TAKE_UP, LegRecord.SYSTEM);
    ofItsOwn(duplicate.id(), LegRecord.SYSTEM);
    events.publishEvent(new RequestChanged(duplicate.id()));
  }

  /**
   * It is answered with no other any more, and has legs of its own: those that were stopped when
   * its identity was proved, or else new ones.
   */
  void ofItsOwn(UUID duplicate, String actor) {
    sql.sql("update request set was_duplicate_of = duplicate_of, duplicate_of = null where id = ?")
        .param(duplicate)
        .update();
    var possible =
        wanted(duplicate).stream()
            .map(connections::require)
            // What was left holds nothing any more, and cannot be asked.
            .filter(connection -> connection.state() != Connection.State.LEFT)
            .toList();
    if (legs.of(duplicate).isEmpty()) {
      legs.open(duplicate, possible);
    } else {
      restarting.restart(
          duplicate, possible.stream().map(Connection::id).collect(Collectors.toSet()), actor);
    }
  }

  private List<UUID> wanted(UUID request) {
    return sql.sql("select unnest(wanted_connections) from request where id = ?")
        .param(request)
        .query(UUID.class)
        .list();
  }

  private void note(DataSubjectRequest request, String what, String actor) {
    evidence.append(
        request.id(), null, what, request.state().name(), request.state().name(), actor);
  }
}
