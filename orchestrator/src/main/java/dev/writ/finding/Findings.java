package dev.writ.finding;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where rooms bring what they have found. */
@Service
public class Findings {
  private final JdbcClient sql;
  private final Clock clock;

  Findings(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Raises a finding, in the caller's transaction where there is one. While one of the same key is
   * not resolved that one is seen once more; a graver severity and the newer words replace its own.
   *
   * @return the finding's id
   */
  @Transactional
  public UUID raise(FindingDraft draft) {
    var now = Timestamp.from(clock.instant());
    return sql.sql(
            """
            insert into finding (id, code, key, severity, state, connection_id, request_id, leg_id, summary,
              first_seen_at, last_seen_at)
            values (:id, :code, :key, :severity, 'OPEN', :connection, :request, :leg, :summary, :now, :now)
            on conflict (key) where state <> 'RESOLVED' do update set
              times = finding.times + 1, last_seen_at = excluded.last_seen_at, summary = excluded.summary,
              version = finding.version + 1,
              severity = case when array_position(array['LOW','MEDIUM','HIGH'], excluded.severity)
                > array_position(array['LOW','MEDIUM','HIGH'], finding.severity)
                then excluded.severity else finding.severity end
            returning id
            """)
        .param("id", UUID.randomUUID())
        .param("code", draft.code())
        .param("key", draft.key())
        .param("severity", draft.severity().name())
        .param("connection", draft.connection().orElse(null))
        .param("request", draft.request().orElse(null))
        .param("leg", draft.leg().orElse(null))
        .param("summary", draft.summary())
        .param("now", now)
        .query(UUID.class)
        .single();
  }

  /** What was found is no longer so: the finding of this key, if any, is resolved by the system. */
  @Transactional
  public void over(String key) {
    sql.sql(
            "update finding set state = 'RESOLVED', resolved_at = ?, resolved_by = 'SYSTEM',"
                + " version = version + 1 where key = ? and state <> 'RESOLVED'")
        .params(Timestamp.from(clock.instant()), key)
        .update();
  }
}
