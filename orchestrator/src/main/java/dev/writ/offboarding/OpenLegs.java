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
          .filter(LegState::ended)
          .map(Enum::name)
          .toArray(String[]::new);
  private final JdbcClient sql;

  OpenLegs(JdbcClient sql) {
    this.sql = sql;
  }

  /** How many have not ended; those of erasures only where {@code erasures}. */
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
