package dev.writ.recheck;

import dev.writ.leg.Leg;
import dev.writ.vault.Vault.Sealer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What humans have vouched for. */
@Component
class Attestations {
  private final JdbcClient sql;

  Attestations(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * One human's word.
   *
   * @param note sealed for {@code attestation/<id>} under the request's key
   * @param sha256 of the document that shows it, in hex
   */
  record Attestation(UUID id, Instant at, String actor, byte[] note, Optional<String> sha256) {
    String open(Sealer sealer) {
      return sealer.open(note, context(id));
    }
  }

  void add(Leg leg, String note, @Nullable String sha256, Sealer sealer, Instant at, String actor) {
    var id = UUID.randomUUID();
    sql.sql(
            "insert into attestation (id, request_id, leg_id, at, actor, note, sha256)"
                + " values (?,?,?,?,?,?,?)")
        .param(id)
        .param(leg.request())
        .param(leg.id())
        .param(Timestamp.from(at))
        .param(actor)
        .param(sealer.seal(note, context(id)))
        .param(sha256)
        .update();
  }

  List<Attestation> of(UUID leg) {
    return sql.sql("select * from attestation where leg_id = ? order by at, id")
        .param(leg)
        .query(
            (row, n) ->
                new Attestation(
                    row.getObject("id", UUID.class),
                    row.getTimestamp("at").toInstant(),
                    row.getString("actor"),
                    row.getBytes("note"),
                    Optional.ofNullable(row.getString("sha256"))))
        .list();
  }

  private static String context(UUID id) {
    return "attestation/" + id;
  }
}
