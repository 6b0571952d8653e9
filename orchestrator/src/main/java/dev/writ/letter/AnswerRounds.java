package dev.writ.letter;

import dev.writ.lifecycle.RequestState;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A request may be answered more than once: after an appeal, after what was held is erased, after
 * something resurfaced. Which time it is, and whether the person is to be told again.
 */
@Component
class AnswerRounds {
  private final JdbcClient sql;

  AnswerRounds(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * The occasion of the answer that has just been given, in the transaction of the move.
   *
   * @param word of the first one; later ones have their number
   */
  String occasion(UUID request, RequestState state, String word) {
    int times =
        sql.sql(
                "select count(*) from evidence where request_id = ? and leg_id is null and to_state"
                    + " = ? and from_state <> to_state")
            .params(request, state.name())
            .query(Integer.class)
            .single();
    return times > 1 ? word + "/" + times : word;
  }

  /**
   * Whether a letter of this kind tells the person something new: it is the first answer, or
   * another than the last; since that one it was taken up again or what was held was released; or
   * the person was told that something resurfaced. That something was there for a while and is gone
   * again is not told to somebody who never heard of it (CHOICE).
   */
  boolean news(UUID request, LetterKind kind) {
    return lastAnswer(request).filter(kind::equals).isEmpty() || askedFor(request);
  }

  private Optional<LetterKind> lastAnswer(UUID request) {
    return sql.sql(
            "select kind from letter where request_id = ? and (occasion = 'responded' or occasion"
                + " like 'responded/%') order by seq desc limit 1")
        .param(request)
        .query(String.class)
        .optional()
        .map(LetterKind::valueOf);
  }

  private boolean askedFor(UUID request) {
    return sql.sql(
            """
            select exists (select 1 from evidence e where e.request_id = ? and e.event in
                ('REOPEN', 'HOLD_ENDED', 'RELEASE_HOLD', 'OBJECTS_RELEASED', 'RESURFACED_LETTER_ORDER')
              and e.seq > (select coalesce(max(b.seq), 0) from evidence b where b.request_id = e.request_id
                and b.leg_id is null and b.event in ('MONITOR', 'DENY')))
            """)
        .param(request)
        .query(Boolean.class)
        .single();
  }
}
