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
