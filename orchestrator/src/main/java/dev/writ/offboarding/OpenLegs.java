package dev.writ.offboarding;

import dev.writ.lifecycle.LegState;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Legs of open requests at a connection that is left. */
@Component
class OpenLegs {
  private static final String[] ENDED =
      Arrays.stream(LegState.values())
          .filter(state -> state.ended() && state != LegState.HELD)
          .map(Enum::name)
          .toArray(String[]::new);
  private final JdbcClient sql;

  OpenLegs(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Whether an active hold keeps something at the connection, or may: whose data a vendor's list
   * shows is not known, so a hold on a person that names no vendor is one on this vendor too.
   */
  boolean held(UUID connection) {
    return sql.sql(
            """
            select exists (
              select 1 from hold h join connection c on c.id = :id
              where h.state = 'ACTIVE' and h.leg_id is null and (h.request_id is null or h.of_person)
                and (h.connection_id is null or h.connection_id = c.id) and (h.vendor is null or h.vendor = c.vendor)
              union all select 1 from hold h join leg l on l.id = h.leg_id
              where h.state = 'ACTIVE' and l.connection_id = :id
              union all select 1 from leg_object o join leg l on l.id = o.leg_id
              where o.state = 'HELD' and l.state <> 'CANCELLED' and l.connection_id = :id)
            """)
        .param("id", connection)
        .query(Boolean.class)
        .single();
  }

  /**
   * How many have not ended, held ones among them; those of erasures only where {@code erasures}.
   */
  int count(UUID connection, boolean erasures) {
    return sql.sql(
            """
            select count(*) from leg l join request r on r.id = l.request_id where l.connection_id = ?
              and l.state <> all(?) and (? or r.kind <> 'ERASURE')
              and r.state not in ('DENIED', 'WITHDRAWN', 'DUPLICATE', 'VERIFICATION_EXPIRED', 'CLOSED')
            """)
        .param(connection)
        .param(ENDED)
        .param(erasures)
        .query(Integer.class)
        .single();
  }
}
