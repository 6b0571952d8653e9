package dev.writ.request;

import dev.writ.lifecycle.RequestState;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a request asks for nothing that another one in flight does not do already. */
@Component
class Coverage {
  private final JdbcClient sql;
  private final RequestRecord requests;
  private final IdentityStandings identities;

  Coverage(JdbcClient sql, RequestRecord requests, IdentityStandings identities) {
    this.sql = sql;
    this.requests = requests;
    this.identities = identities;
  }

  /**
   * The oldest request in flight that does all this one asks for. It cannot move before the
   * caller's transaction ends, so what is answered with it is not forgotten by it. Of both it is
   * known who is asking: whoever has not shown that joins nobody's request, and nobody theirs.
   */
  Optional<DataSubjectRequest> findFirst(DataSubjectRequest request) {
    if (!identified(request.id())) {
      return Optional.empty();
    }
    for (var found = covering(request); found.isPresent(); found = covering(request)) {
      sql.sql("select 1 from request where id = ? for share").param(found.get()).query(row -> {});
      // It may have ended while it was waited for.
      if (covering(request).equals(found)) {
        return found.map(requests::require);
      }
    }
    return Optional.empty();
  }

  /**
   * Each line of the condition keeps the person from losing something: the same right under the
   * same law, received no earlier, every identifier meant for no more vendors, every connection,
   * and a search there that is still to come or was made since the request was received. What an
   * appeal had taken up again has a day and an answer of its own.
   */
  private Optional<UUID> covering(DataSubjectRequest request) {
    var near = inFlight(request);
    if (near.length == 0) {
      return Optional.empty();
    }
    return sql
        .sql(
            """
            select r.id from request r join request mine on mine.id = :id
              and r.kind = mine.kind and r.regime = mine.regime
              and (mine.jurisdiction is null or r.jurisdiction = mine.jurisdiction)
              and r.received_on <= mine.received_on
              and mine.also_under <@ (r.also_under || r.regime)
            where r.id = any(:near)
              and not exists (select 1 from evidence e
                where e.request_id = mine.id and e.leg_id is null and e.event = 'REOPEN')
              and not exists (select 1 from request_person m where m.request_id = mine.id and not exists (
                select 1 from request_person p where p.request_id = r.id and p.person in (m.person, m.was)
                  and p.vendor in ('', m.vendor)))
              and not exists (select 1 from evidence e
                where e.request_id = r.id and e.leg_id is null and e.to_state = 'RESPONDED')
              and not exists (select 1 from unnest(mine.wanted_connections) as wanted (id) where not exists (
                select 1 from leg l where l.request_id = r.id and l.connection_id = wanted.id and (
                  l.state in ('PLANNED', 'LOCATING')
                  or r.kind = 'ERASURE' and l.state not in
                    ('NOTHING_FOUND', 'VERIFIED_ABSENT', 'UNVERIFIABLE', 'EXPORTED', 'CANCELLED')
                  or l.state <> 'CANCELLED' and exists (select 1 from evidence e
                    where e.request_id = r.id and e.leg_id = l.id and e.at >= :received
                      and e.event in ('FOUND', 'FOUND_NOTHING', 'SEE_ABSENT')))))
            order by r.seq
            """)
        .param("id", request.id())
        .param("near", near)
        .param("received", request.receivedOn().atStartOfDay().atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .list()
        .stream()
        .filter(this::identified)
        .findFirst();
  }

  /** Other requests in flight that share an identifier with this one; hardly ever are there any. */
  private UUID[] inFlight(DataSubjectRequest request) {
    return sql.sql(
            """
            with near as materialized (
              select distinct p.request_id from request_person m
                join request_person p on p.person in (m.person, m.was) and p.request_id <> m.request_id
              where m.request_id = :id)
            select request_id from near
            where (select r.state from request r where r.id = near.request_id) = any(:inFlight)
            """)
        .param("id", request.id())
        .param("inFlight", inFlight())
        .query(UUID.class)
        .list()
        .toArray(UUID[]::new);
  }

  private boolean identified(UUID request) {
    return identities.standing(request) instanceof IdentityStandings.Standing.Established;
  }

  private static String[] inFlight() {
    return Arrays.stream(RequestState.values())
        .filter(
            state ->
                switch (state) {
                  case RECEIVED,
                      VERIFYING_IDENTITY,
                      PLANNING,
                      AWAITING_APPROVAL,
                      SCHEDULED,
                      EXECUTING,
                      NEEDS_ATTENTION,
                      AWAITING_RELEASE ->
                      true;
                  case WITHDRAWING,
                      RESPONDED,
                      MONITORING,
                      CLOSED,
                      DENIED,
                      WITHDRAWN,
                      DUPLICATE,
                      VERIFICATION_EXPIRED ->
                      false;
                })
        .map(Enum::name)
        .toArray(String[]::new);
  }
}
