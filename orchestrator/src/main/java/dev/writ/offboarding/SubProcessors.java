package dev.writ.offboarding;

import dev.writ.lifecycle.OffboardingState;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom else the vendor hands data to; each is confirmed by an officer. */
@Component
class SubProcessors {
  private final JdbcClient sql;
  private final Clock clock;

  SubProcessors(JdbcClient sql, Clock clock) {
    this.clock = clock;
    this.sql = sql;
  }

  /**
   * One of them.
   *
   * @param source where the name comes from
   */
  record SubProcessor(
      String name, String source, Optional<Instant> confirmedAt, Optional<String> confirmedBy) {}

  void add(UUID id, String name, String source) {
    sql.sql(
            "insert into offboarding_sub_processor (offboarding_id, name, source) values (?,?,?)"
                + " on conflict do nothing")
        .params(id, name, source)
        .update();
  }

  List<SubProcessor> of(UUID id) {
    return sql.sql(
            "select name, source, confirmed_at, confirmed_by from offboarding_sub_processor"
                + " where offboarding_id = ? order by name")
        .param(id)
        .query(
            (row, n) ->
                new SubProcessor(
                    row.getString(1),
                    row.getString(2),
                    Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant),
                    Optional.ofNullable(row.getString(4))))
        .list();
  }

  /** Confirms one; false when it was confirmed before. */
  boolean confirm(UUID id, String name, String by) {
    return sql.sql(
                "update offboarding_sub_processor set confirmed_at = ?, confirmed_by = ?"
                    + " where offboarding_id = ? and name = ? and confirmed_at is null")
            .params(Timestamp.from(clock.instant()), by, id, name)
            .update()
        == 1;
  }

  /** Whether a confirmation means anything yet: what was not erased is with them still. */
  static boolean confirmable(OffboardingState state) {
    return switch (state) {
      case REVOKING, PROBING, WATCHING, BREACHED -> true;
      case OPENED, FROZEN, EXPORTING, ERASING, CERTIFIED, CANCELLED -> false;
    };
  }
}
