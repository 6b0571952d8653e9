package dev.writ.offboarding;

import dev.writ.api.model.AccessWord;
import dev.writ.api.model.CertifiedAccess;
import dev.writ.api.model.TaskEvidence;
import dev.writ.api.model.TaskState;
import dev.writ.offboarding.Sights.Kind;
import dev.writ.offboarding.Sights.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By what it is known that the access to a vendor was ended: refusals, and humans' words. */
@Component
class AccessWords {
  private final JdbcClient sql;
  private final Sights sights;

  AccessWords(JdbcClient sql, Sights sights) {
    this.sql = sql;
    this.sights = sights;
  }

  CertifiedAccess of(Offboarding one) {
    boolean refused =
        sights.of(one.id(), one.round()).stream()
            .filter(look -> look.kind() == Kind.ACCESS)
            .anyMatch(look -> look.outcome().filter(Outcome.REFUSED::equals).isPresent());
    return new CertifiedAccess(
        refused ? CertifiedAccess.EvidenceEnum.OBSERVED : CertifiedAccess.EvidenceEnum.ATTESTED,
        words(one.id()));
  }

  private List<AccessWord> words(UUID id) {
    return sql.sql(
            "select id, state, closed_at, closed_by from manual_task where offboarding_id = ?"
                + " and purpose = 'REVOKE' and state <> 'OPEN' order by seq")
        .param(id)
        .query(
            (row, n) ->
                new AccessWord(
                    row.getObject(1, UUID.class),
                    TaskState.valueOf(row.getString(2)),
                    at(row, 3),
                    row.getString(4),
                    shown(row.getObject(1, UUID.class))))
        .list();
  }

  /** What was uploaded to show it, by its sums. */
  private List<TaskEvidence> shown(UUID task) {
    return sql.sql(
            """
            select e.id, e.media_type, f.size, f.sha256, e.at, e.actor
            from manual_task_evidence e join sealed_file f on f.id = e.file_id where e.task_id = ? order by e.at, e.id
            """)
        .param(task)
        .query(
            (row, n) ->
                new TaskEvidence(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getLong(3),
                    HexFormat.of().formatHex(row.getBytes(4)),
                    at(row, 5),
                    row.getString(6)))
        .list();
  }

  private static OffsetDateTime at(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant().atOffset(ZoneOffset.UTC);
  }
}
