package dev.writ.leg;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the record what became of a request's objects. */
@Component
public class LegFates {
  private final JdbcClient sql;

  LegFates(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * The grounds on which officers refused to do by hand what was not done, by their codes. Who
   * refused before grounds were asked for gave none.
   */
  public List<String> grounds(UUID request) {
    return sql.sql(
            """
            select distinct o.refusal_ground from leg_object o join leg l on l.id = o.leg_id
            where l.request_id = ? and o.state = 'IMPOSSIBLE' and o.vouched = 'REFUSED' and o.refusal_ground is not null
            order by o.refusal_ground
            """)
        .param(request)
        .query(String.class)
        .list();
  }

  /**
   * By leg; legs without objects, and objects that are still worked on, are left out. A human who
   * vouches for a leg as a whole vouches for what the vendor alone says.
   */
  public Map<UUID, Fates> of(UUID request) {
    var counts = new HashMap<UUID, Map<Fate, Integer>>();
    sql.sql(
            """
            select leg_id, fate, count(*) from (
              select o.leg_id, case
                when o.state = 'IMPOSSIBLE' then coalesce(o.vouched, 'IMPOSSIBLE')
                when o.state = 'REFUSED' then 'IMPOSSIBLE'
                when o.state in ('HELD', 'LEFT') then o.state
                when o.state not in ('CLAIMED', 'ABSENT', 'ATTESTED') then null
                when o.state = 'ABSENT' and l.state = 'EXPORTED' then coalesce(o.vouched, 'NOTHING_THERE')
                when o.seen_absent_at is not null then 'SEEN_GONE'
                when o.state = 'ATTESTED' then o.vouched
                when l.verdict = 'ATTESTED' then 'ATTESTED'
                else 'CLAIMED' end as fate
              from leg_object o join leg l on l.id = o.leg_id where l.request_id = ?) known
            where fate is not null group by leg_id, fate
            """)
        .param(request)
        .query(
            row -> {
              counts
                  .computeIfAbsent(row.getObject(1, UUID.class), leg -> new EnumMap<>(Fate.class))
                  .put(Fate.valueOf(row.getString(2)), row.getInt(3));
            });
    var fates = new HashMap<UUID, Fates>();
    counts.forEach((leg, of) -> fates.put(leg, new Fates(of)));
    return fates;
  }
}
