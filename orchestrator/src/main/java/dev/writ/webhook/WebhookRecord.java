package dev.writ.webhook;

import dev.writ.evidence.EvidenceLog;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.web.Problem;
import dev.writ.webhook.Webhook.Disabled;
import dev.writ.webhook.Webhook.State;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of receivers. Callers hold the transaction; a change has its evidence entry. */
@Component
class WebhookRecord {
  static final String SYSTEM = "SYSTEM";

  /** Its workers have a place for each. */
  static final int MOST = 50;

  private static final String COLUMNS = "select * from webhook where deleted_at is null";
  private final JdbcClient sql;
  private final EvidenceLog evidence;

  WebhookRecord(JdbcClient sql, EvidenceLog evidence) {
    this.sql = sql;
    this.evidence = evidence;
  }

  List<Webhook> all() {
    return sql.sql(COLUMNS + " order by seq").query(WebhookRecord::row).list();
  }

  Optional<Webhook> find(UUID id) {
    return sql.sql(COLUMNS + " and id = ?").param(id).query(WebhookRecord::row).optional();
  }

  Webhook require(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("no such webhook"));
  }

  /**
   * Holds it until the transaction ends; whoever only enters an event for it is not kept waiting.
   */
  Optional<Webhook> lock(UUID id) {
    return sql.sql(COLUMNS + " and id = ? for no key update")
        .param(id)
        .query(WebhookRecord::row)
        .optional();
  }

  Webhook lock(UUID id, long version) {
    var webhook = lock(id).orElseThrow(() -> Problem.notFound("no such webhook"));
    if (webhook.version() != version) {
      throw new StaleVersion();
    }
    return webhook;
  }

  void add(UUID id, String name, URI url, List<String> events, byte[] secret, Instant at) {
    sql.sql("select pg_advisory_xact_lock(hashtext('webhook'))").query(rows -> {});
    if (all().size() >= MOST) {
      throw Problem.invalid("there are " + MOST + " webhooks already: delete one");
    }
    sql.sql(
            """
            insert into webhook (id, name, url, events, state, secret, created_at)
            values (?,?,?,?,'ENABLED',?,?)
            """)
        .params(id, name, url.toString(), words(events), secret, Timestamp.from(at))
        .update();
  }

  void change(UUID id, @Nullable String name, @Nullable URI url, @Nullable List<String> events) {
    sql.sql(
            "update webhook set name = coalesce(?, name), url = coalesce(?, url),"
                + " events = coalesce(?, events) where id = ?")
        .param(name)
        .param(url == null ? null : url.toString())
        .param(events == null ? null : words(events))
        .param(id)
        .update();
  }

  void changed(Webhook webhook, String what, String actor) {
    sql.sql("update webhook set version = version + 1 where id = ?").param(webhook.id()).update();
    note(webhook.id(), what, webhook.state().name(), webhook.state().name(), actor);
  }

  void disable(Webhook webhook, Disabled because, String actor) {
    sql.sql(
            "update webhook set state = 'DISABLED', disabled_because = ?, version = version + 1"
                + " where id = ?")
        .params(because.name(), webhook.id())
        .update();
    note(webhook.id(), "WEBHOOK_" + because, webhook.state().name(), State.DISABLED.name(), actor);
  }

  void enable(Webhook webhook, String actor) {
    sql.sql(
            """
            update webhook set state = 'ENABLED', disabled_because = null, failures = 0, failing_since = null,
              rest_until = null, version = version + 1 where id = ?
            """)
        .param(webhook.id())
        .update();
    note(webhook.id(), "WEBHOOK_ENABLED", webhook.state().name(), State.ENABLED.name(), actor);
  }

  void delete(Webhook webhook, Instant at, String actor) {
    sql.sql(
            """
            update webhook set deleted_at = ?, secret = ''::bytea, previous_secret = null, previous_until = null,
              version = version + 1 where id = ?
            """)
        .params(Timestamp.from(at), webhook.id())
        .update();
    note(webhook.id(), "WEBHOOK_DELETED", webhook.state().name(), "DELETED", actor);
  }

  /** It has taken something. */
  void alive(UUID id) {
    sql.sql(
            "update webhook set failures = 0, failing_since = null, rest_until = null"
                + " where id = ? and (failing_since is not null or failures > 0)")
        .param(id)
        .update();
  }

  /** It has taken nothing; null leaves it without a rest. */
  void failing(UUID id, int failures, Instant now, @Nullable Instant restUntil) {
    sql.sql(
            "update webhook set failures = ?, failing_since = coalesce(failing_since, ?),"
                + " rest_until = ? where id = ?")
        .param(failures)
        .param(Timestamp.from(now))
        .param(restUntil == null ? null : Timestamp.from(restUntil))
        .param(id)
        .update();
  }

  /** Deleted ones of which nothing is left to show. */
  void forgetDeleted() {
    sql.sql(
            "delete from webhook w where deleted_at is not null"
                + " and not exists (select 1 from webhook_delivery d where d.webhook_id = w.id)")
        .update();
  }

  void note(UUID id, String what, String from, String to, String actor) {
    evidence.appendOfRun(id, what, from, to, actor);
  }

  private static String[] words(List<String> events) {
    return events.toArray(String[]::new);
  }

  private static Webhook row(ResultSet row, int n) throws SQLException {
    return new Webhook(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("name"),
        URI.create(row.getString("url")),
        Arrays.asList((String[]) row.getArray("events").getArray()),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("disabled_because")).map(Disabled::valueOf),
        row.getInt("failures"),
        time(row, "failing_since"),
        time(row, "rest_until"),
        time(row, "previous_until"),
        row.getTimestamp("created_at").toInstant());
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
