package dev.writ.drill;

import dev.writ.lifecycle.DrillState;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every look of a drill, only ever added to. */
@Component
class DrillLooks {
  private final JdbcClient sql;

  DrillLooks(JdbcClient sql) {
    this.sql = sql;
  }

  /** What a look came to. */
  enum Outcome {
    ABSENT,
    PRESENT,
    INCONCLUSIVE
  }

  /**
   * One look.
   *
   * @param strangers objects that the search showed and the drill did not plant
   */
  record Look(
      Instant at,
      DrillState during,
      Outcome outcome,
      int present,
      int absent,
      int unobservable,
      int strangers,
      Optional<String> note) {

    /** One that showed nothing, because the vendor did not let it. */
    static Look blind(Instant at, DrillState during, String why) {
      return new Look(at, during, Outcome.INCONCLUSIVE, 0, 0, 0, 0, Optional.of(why));
    }
  }

  void add(UUID drill, Look look) {
    sql.sql(
            """
            insert into drill_look (drill_id, at, during, outcome, present, absent, unobservable, strangers, note)
            values (?,?,?,?,?,?,?,?,?)
            """)
        .param(drill)
        .param(Timestamp.from(look.at()))
        .param(look.during().name())
        .param(look.outcome().name())
        .param(look.present())
        .param(look.absent())
        .param(look.unobservable())
        .param(look.strangers())
        .param(look.note().orElse(null))
        .update();
  }

  List<Look> of(UUID drill) {
    return sql.sql("select * from drill_look where drill_id = ? order by id")
        .param(drill)
        .query(
            (row, n) ->
                new Look(
                    row.getTimestamp("at").toInstant(),
                    DrillState.valueOf(row.getString("during")),
                    Outcome.valueOf(row.getString("outcome")),
                    row.getInt("present"),
                    row.getInt("absent"),
                    row.getInt("unobservable"),
                    row.getInt("strangers"),
                    Optional.ofNullable(row.getString("note"))))
        .list();
  }
}
