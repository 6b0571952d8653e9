package dev.writ.offboarding;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far an offboarding has come, in numbers. */
@Component
class Counts {
  private final JdbcClient sql;

  Counts(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * What became of one kind.
   *
   * @param observedAbsent a look showed that they are gone
   * @param claimed the vendor alone says so
   */
  record OfKind(
      String kind, long total, long observedAbsent, long attested, long claimed, long residual) {}

  Map<String, Long> objects(UUID id) {
    return grouped("select state, count(*) from offboarding_object where offboarding_id = ?", id);
  }

  Map<String, Long> taken(UUID id) {
    return grouped(
        "select taken, count(*) from offboarding_object where taken is not null"
            + " and offboarding_id = ?",
        id);
  }

  Map<String, Long> rights(UUID id) {
    return grouped("select state, count(*) from offboarding_right where offboarding_id = ?", id);
  }

  Map<String, Long> rightsByKind(UUID id) {
    return grouped(
        "select kind, count(*) from offboarding_right where state in ('REVOKED', 'GONE',"
            + " 'ATTESTED') and offboarding_id = ?",
        id);
  }

  private Map<String, Long> grouped(String select, UUID id) {
    var counts = new TreeMap<String, Long>();
    sql.sql(select + " group by 1")
        .param(id)
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }

  /** What could not be read out, and why; no personal data. */
  List<String> notTaken(UUID id) {
    return sql.sql(
            """
            select count(*) || ' ' || kind || ': ' || coalesce(taken_reason, 'no API reads it out') from offboarding_object
            where offboarding_id = ? and taken = 'IMPOSSIBLE' group by kind, taken_reason order by 1
            """)
        .param(id)
        .query(String.class)
        .list();
  }

  /** What could not be erased or shown to be gone, and why; no personal data. */
  List<String> residuals(UUID id) {
    return sql.sql(
            """
            select count(*) || ' ' || kind || ': ' || coalesce(unobservable || ', gone by the word of '
                || case state when 'ATTESTED' then 'a human' else 'the vendor' end || ' alone', reason, 'it stays')
            from offboarding_object
            where offboarding_id = ? and (state in ('IMPOSSIBLE', 'STAYS', 'REFUSED') or unobservable is not null)
            group by kind, state, reason, unobservable
            union all
            select count(*) || ' ' || kind || ': ' || reason from offboarding_right
            where offboarding_id = ? and reason is not null and state in ('ATTESTED', 'REFUSED', 'STAYS', 'KEPT')
            group by kind, reason order by 1
            """)
        .params(id, id)
        .query(String.class)
        .list();
  }

  List<OfKind> byKind(UUID id) {
    return sql.sql(
            """
            select kind, count(*), count(*) filter (where seen_absent_at is not null),
              count(*) filter (where seen_absent_at is null and state = 'ATTESTED'),
              count(*) filter (where seen_absent_at is null and state in ('CLAIMED', 'ABSENT')),
              count(*) filter (where state in ('IMPOSSIBLE', 'STAYS', 'REFUSED'))
            from offboarding_object where offboarding_id = ? group by kind order by kind
            """)
        .param(id)
        .query(
            (row, n) ->
                new OfKind(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)))
        .list();
  }
}
