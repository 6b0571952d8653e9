package dev.writ.record;

import dev.writ.lifecycle.RequestState;
import dev.writ.request.RequestMoved;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes when a request is first answered in substance, in the transaction of the move. An erasure
 * that has to be carried out again, or an appeal, does not make the first answer later.
 */
@Component
class Answers {
  private final JdbcClient sql;
  private final Clock clock;

  Answers(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @EventListener
  void moved(RequestMoved move) {
    if (answers(move.to())) {
      sql.sql(
              "insert into request_answer (request_id, answered_at) select id, ? from request"
                  + " where id = ? on conflict do nothing")
          .params(Timestamp.from(clock.instant()), move.request())
          .update();
    }
  }

  /**
   * A refusal is an answer, and so is that nobody proved who they are: 11 CCR §7022(a) lets such a
   * request be denied. Who withdraws, or asks twice, is answered nothing by that.
   */
  private static boolean answers(RequestState state) {
    return switch (state) {
      case RESPONDED, DENIED, VERIFICATION_EXPIRED -> true;
      case RECEIVED,
          VERIFYING_IDENTITY,
          PLANNING,
          AWAITING_APPROVAL,
          SCHEDULED,
          EXECUTING,
          NEEDS_ATTENTION,
          AWAITING_RELEASE,
          MONITORING,
          CLOSED,
          WITHDRAWING,
          WITHDRAWN,
          DUPLICATE ->
          false;
    };
  }
}
