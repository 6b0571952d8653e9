package dev.writ.webhook;

import dev.writ.web.Problem;
import dev.writ.webhook.Announcements.Event;
import dev.writ.webhook.Delivery.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events and their deliveries. Callers hold the transaction. */
@Component
class DeliveryRecord {
  static final String BEGIN =
      """
      update webhook_delivery d set attempts = attempts + 1, tried_at = :now, next_at = :cutOff
      from webhook_event e where e.id = d.event_id and d.id in (
        select id from webhook_delivery where webhook_id = :webhook and state = 'PENDING' and next_at <= :now
        order by next_at, seq limit :most for update skip locked)
      returning d.id, e.id, d.attempts, e.body
      """;

  private final JdbcClient sql;

  DeliveryRecord(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Enters an event for every enabled receiver that wants to know of its type. It is kept for
   * disabled ones too, that it can be replayed to them; when nobody wants to know, nothing is kept.
   *
   * @return whom it waits for
   */
  Set<UUID> announce(Event event) {
    return Set.copyOf(
        sql.sql(
                """
                with wanting as (
                  select id, state from webhook where deleted_at is null and :type = any(events)
                ), event as (
                  insert into webhook_event (id, type, at, body)
                  select :id, :type, :at, :body where exists (select 1 from wanting) returning id
                )
                insert into webhook_delivery (id, event_id, webhook_id, type, state, created_at, next_at)
                select gen_random_uuid(), event.id, wanting.id, :type, 'PENDING', :at, :at
                from wanting, event where wanting.state = 'ENABLED'
                returning webhook_id
                """)
            .param("id", event.id())
            .param("type", event.type())
            .param("at", Timestamp.from(event.at()))
            .param("body", event.body())
            .query(UUID.class)
            .list());
  }

  /** Enters an event for one receiver alone. */
  UUID announceTo(UUID webhook, Event event) {
    var id = UUID.randomUUID();
    var at = Timestamp.from(event.at());
    sql.sql("insert into webhook_event (id, type, at, body) values (?,?,?,?)")
        .params(event.id(), event.type(), at, event.body())
        .update();
    sql.sql(
            "insert into webhook_delivery (id, event_id, webhook_id, type, state, created_at,"
                + " next_at) values (?,?,?,?,'PENDING',?,?)")
        .params(id, event.id(), webhook, event.type(), at, at)
        .update();
    return id;
  }

  /** An attempt that is about to be made. */
  record Attempt(UUID delivery, UUID event, int number, String body) {}

  /**
   * Begins attempts at what is due, the longest due first. Each is due again at {@code cutOff}
   * unless its end is entered before: a process that is killed in between has only lost an attempt.
   */
  List<Attempt> begin(UUID webhook, Instant now, Instant cutOff, int most) {
    return sql.sql(BEGIN)
        .param("webhook", webhook)
        .param("now", Timestamp.from(now))
        .param("cutOff", Timestamp.from(cutOff))
        .param("most", most)
        .query(
            (row, n) ->
                new Attempt(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getInt(3),
                    row.getString(4)))
        .list();
  }

  /** The receiver has taken it. Nothing happens when the delivery was sent anew meanwhile. */
  void delivered(Attempt attempt, int status, Instant now) {
    sql.sql(
            """
            update webhook_delivery set state = 'DELIVERED', status = ?, failure = null, ended_at = ?
            where id = ? and state = 'PENDING' and attempts = ?
            """)
        .params(status, Timestamp.from(now), attempt.delivery(), attempt.number())
        .update();
  }

  /** It has not; with no next time the delivery is given up. */
  void failed(
      Attempt attempt,
      Failure failure,
      @Nullable Integer status,
      Instant now,
      @Nullable Instant next) {
    sql.sql(
            """
            update webhook_delivery set failure = ?, status = ?, state = ?, next_at = coalesce(?, next_at), ended_at = ?
            where id = ? and state = 'PENDING' and attempts = ?
            """)
        .param(failure.name())
        .param(status)
        .param((next == null ? Delivery.State.GIVEN_UP : Delivery.State.PENDING).name())
        .param(next == null ? null : Timestamp.from(next))
        .param(next == null ? Timestamp.from(now) : null)
        .param(attempt.delivery())
        .param(attempt.number())
        .update();
  }

  /** When the first of its deliveries is due. */
  Optional<Instant> firstDue(UUID webhook) {
    return sql.sql(
            "select next_at from webhook_delivery where webhook_id = ? and state = 'PENDING'"
                + " order by next_at limit 1")
        .param(webhook)
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** Sent anew at once, with all attempts before it. */
  void again(UUID delivery, Instant now) {
    sql.sql(
            """
            update webhook_delivery set state = 'PENDING', attempts = 0, next_at = ?, ended_at = null where id = ?
            """)
        .params(Timestamp.from(now), delivery)
        .update();
  }

  /** Whether the receiver has missed something that nobody has sent anew. */
  boolean anyGivenUp(UUID webhook) {
    return sql.sql(
            "select exists (select from webhook_delivery where webhook_id = ? and state = ?)")
        .params(webhook, Delivery.State.GIVEN_UP.name())
        .query(Boolean.class)
        .single();
  }

  /** How many events of these types happened since then, up to a limit. */
  int countSince(Instant since, List<String> types, int most) {
    return sql.sql(
            "select count(*) from (select 1 from webhook_event where at >= ? and type = any(?)"
                + " limit ?) e")
        .params(Timestamp.from(since), types.toArray(String[]::new), most)
        .query(Integer.class)
        .single();
  }

  /** Sends anew what happened since then; also what was never entered for this receiver. */
  int againSince(Webhook webhook, Instant since, boolean undelivered, Instant now) {
    int again =
        sql.sql(
                """
                update webhook_delivery d set state = 'PENDING', attempts = 0, next_at = :now, ended_at = null
                from webhook_event e where e.id = d.event_id and e.at >= :since and e.type = any(:types)
                  and d.webhook_id = :webhook and (not :undelivered or d.state <> 'DELIVERED')
                """)
            .param("now", Timestamp.from(now))
            .param("since", Timestamp.from(since))
            .param("types", webhook.events().toArray(String[]::new))
            .param("webhook", webhook.id())
            .param("undelivered", undelivered)
            .update();
    return again
        + sql.sql(
                """
                insert into webhook_delivery (id, event_id, webhook_id, type, state, created_at, next_at)
                select gen_random_uuid(), e.id, :webhook, e.type, 'PENDING', :now, :now from webhook_event e
                where e.at >= :since and e.type = any(:types)
                on conflict (event_id, webhook_id) do nothing
                """)
            .param("now", Timestamp.from(now))
            .param("since", Timestamp.from(since))
            .param("types", webhook.events().toArray(String[]::new))
            .param("webhook", webhook.id())
            .update();
  }

  Delivery require(UUID webhook, UUID id) {
    return sql.sql("select * from webhook_delivery where id = ? and webhook_id = ?")
        .params(id, webhook)
        .query(DeliveryRecord::row)
        .optional()
        .orElseThrow(() -> Problem.notFound("no such delivery"));
  }

  /** Deliveries to a receiver, newest first, after the one of this id. */
  List<Delivery> page(
      UUID webhook, Delivery.@Nullable State state, @Nullable UUID after, int limit) {
    var params = new ArrayList<Object>(List.of(webhook));
    if (state != null) {
      params.add(state.name());
    }
    if (after != null) {
      params.add(seq(webhook, after));
    }
    params.add(limit);
    return sql.sql(pageQuery(state != null, after != null))
        .params(params)
        .query(DeliveryRecord::row)
        .list();
  }

  static String pageQuery(boolean inOneState, boolean further) {
    return "select * from webhook_delivery where webhook_id = ?"
        + (inOneState ? " and state = ?" : "")
        + (further ? " and seq < ?" : "")
        + " order by seq desc limit ?";
  }

  private long seq(UUID webhook, UUID delivery) {
    return sql.sql("select seq from webhook_delivery where id = ? and webhook_id = ?")
        .params(delivery, webhook)
        .query(Long.class)
        .optional()
        .orElseThrow(() -> Problem.parameter("after: no delivery of this webhook has this id"));
  }

  /** Forgets a portion of the events from before then, with their deliveries. */
  int forget(Instant before, int portion) {
    return sql.sql(
            "delete from webhook_event where id in"
                + " (select id from webhook_event where at < ? order by at limit ?)")
        .params(Timestamp.from(before), portion)
        .update();
  }

  private static Delivery row(ResultSet row, int n) throws SQLException {
    var status = row.getObject("status", Integer.class);
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        Delivery.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        status == null ? OptionalInt.empty() : OptionalInt.of(status),
        Optional.ofNullable(row.getString("failure")).map(Failure::valueOf),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("next_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("tried_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant));
  }
}
