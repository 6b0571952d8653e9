package dev.writ.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What drills observed beside what vendors promise, by vendor and month of their end. */
@Component
class DrillComparisons {
  private final JdbcClient sql;

  DrillComparisons(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * A vendor's drills that ended in one month.
   *
   * @param month of UTC, {@code 2026-11}
   * @param claimed the retention promised, as of the month's last drill
   * @param shortest time from the first erase until nothing was to be seen, over the drills that
   *     came so far; {@code median} and {@code longest} likewise
   * @param residuals objects of which something stays, or that were not erased
   * @param leftovers objects that could not be cleaned up
   */
  record Month(
      String vendor,
      String month,
      Optional<Duration> claimed,
      int drills,
      int passed,
      int failed,
      int stopped,
      Optional<Duration> shortest,
      Optional<Duration> median,
      Optional<Duration> longest,
      int resurrections,
      int residuals,
      int leftovers) {}

  /** By vendor, newest month first. */
  List<Month> all() {
    return sql.sql(
            """
            select d.vendor, to_char(d.ended_at at time zone 'UTC', 'YYYY-MM') as month,
              (array_agg(d.claimed_days order by d.ended_at desc))[1] as claimed_days, count(*) as drills,
              count(*) filter (where d.state = 'PASSED') as passed,
              count(*) filter (where d.state = 'FAILED') as failed,
              count(*) filter (where d.state = 'STOPPED') as stopped,
              min(d.absence_seconds) as shortest,
              percentile_cont(0.5) within group (order by d.absence_seconds) as median,
              max(d.absence_seconds) as longest,
              sum(d.resurrections) as resurrections,
              sum((select count(*) from drill_object o where o.drill_id = d.id and o.residual is not null)) as residuals,
              sum(d.leftovers) as leftovers
            from drill d where d.ended_at is not null group by 1, 2 order by 1, 2 desc
            """)
        .query(
            (row, n) ->
                new Month(
                    row.getString("vendor"),
                    row.getString("month"),
                    Optional.ofNullable(row.getObject("claimed_days", Integer.class))
                        .map(Duration::ofDays),
                    row.getInt("drills"),
                    row.getInt("passed"),
                    row.getInt("failed"),
                    row.getInt("stopped"),
                    DrillRecord.duration(row, "shortest"),
                    DrillRecord.duration(row, "median"),
                    DrillRecord.duration(row, "longest"),
                    row.getInt("resurrections"),
                    row.getInt("residuals"),
                    row.getInt("leftovers")))
        .list();
  }
}
