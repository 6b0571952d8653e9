package dev.writ.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appends one entry per move, in the mover's transaction. */
@Component
public class EvidenceLog {
  private final JdbcClient sql;

  EvidenceLog(JdbcClient sql) {
    this.sql = sql;
  }

  /** One entry. */
  public record Entry(
      Instant at, Optional<UUID> legId, String event, String from, String to, String actor) {}

  /** One move of a request, or of a leg. */
  public void append(
      UUID request, @Nullable UUID leg, Enum<?> event, Enum<?> from, Enum<?> to, String actor) {
    append(request, leg, event.name(), from.name(), to.name(), actor);
  }

  /** A fact that moves nothing. */
  public void append(
      UUID request, @Nullable UUID leg, String event, String from, String to, String actor) {
    sql.sql(
            "insert into evidence (request_id, leg_id, event, from_state, to_state, actor) values"
                + " (?,?,?,?,?,?)")
        .param(request)
        .param(leg)
        .param(event)
        .param(from)
        .param(to)
        .param(actor)
        .update();
  }

  /** A move of something that is no request: a drill, an offboarding. */
  public void appendOfRun(UUID run, String event, String from, String to, String actor) {
    sql.sql("insert into evidence (run_id, event, from_state, to_state, actor) values (?,?,?,?,?)")
        .params(run, event, from, to, actor)
        .update();
  }

  /** What happened to a request, in order. */
  public List<Entry> of(UUID request) {
    return entries("request_id", request);
  }

  /** What happened to a drill or an offboarding, in order. */
  public List<Entry> ofRun(UUID run) {
    return entries("run_id", run);
  }

  private List<Entry> entries(String column, UUID of) {
    return sql.sql(
            "select at, leg_id, event, from_state, to_state, actor from evidence where "
                + column
                + " = ? order by seq")
        .param(of)
        .query(
            (row, n) ->
                new Entry(
                    row.getTimestamp(1).toInstant(),
                    Optional.ofNullable(row.getObject(2, UUID.class)),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6)))
        .list();
  }
}
