package dev.writ.offboarding;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What there is at the vendor, counted before anything is changed. */
@Component
class Plan {
  static final String LISTED = "LISTED";
  static final String LEDGERED = "LEDGERED";
  static final String RIGHTS = "RIGHTS";

  /** An account or its rights as a whole, which a human sees to, were in no plan by number. */
  private static final String FOUND =
      """
      select case when listed then 'LISTED' else 'LEDGERED' end as part, kind, count(*) as n
      from offboarding_object where offboarding_id = :id and times > 0 and kind <> 'account' group by 1, 2
      union all
      select 'RIGHTS', kind, count(*) from offboarding_right where offboarding_id = :id and kind <> 'every_right' group by 2
      """;

  private final JdbcClient sql;

  Plan(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID id, String part, Map<String, Long> counts) {
    counts.forEach(
        (kind, n) ->
            sql.sql(
                    """
                    insert into offboarding_plan (offboarding_id, part, kind, n) values (?,?,?,?)
                    on conflict (offboarding_id, part, kind) do update set n = offboarding_plan.n + excluded.n
                    """)
                .params(id, part, kind, n)
                .update());
  }

  /** What was counted so far counts no more. */
  void forget(UUID id) {
    sql.sql("delete from offboarding_plan where offboarding_id = ?").param(id).update();
  }

  /**
   * Whether what was found since is more than was approved: of any kind, by more than a tenth. What
   * the lists had passed over in silence is counted once it was seen to be there.
   */
  boolean outgrown(UUID id) {
    return sql.sql(
            "select exists (select 1 from ("
                + FOUND
                + ") now left join offboarding_plan p on p.offboarding_id = :id and p.part ="
                + " now.part and p.kind = now.kind where now.n > coalesce(p.n, 0) + coalesce(p.n,"
                + " 0) / 10)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** The plan says from now on what was found. */
  void grow(UUID id) {
    sql.sql(
            "insert into offboarding_plan (offboarding_id, part, kind, n) select :id, part, kind, n"
                + " from ("
                + FOUND
                + ") now on conflict (offboarding_id, part, kind) do update set n ="
                + " greatest(offboarding_plan.n, excluded.n)")
        .param("id", id)
        .update();
  }

  Map<String, Long> of(UUID id, String part) {
    var counts = new TreeMap<String, Long>();
    sql.sql("select kind, n from offboarding_plan where offboarding_id = ? and part = ?")
        .params(id, part)
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }
}
