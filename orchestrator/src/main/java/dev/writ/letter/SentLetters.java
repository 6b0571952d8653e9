package dev.writ.letter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which letters a person was sent, for the rooms that tell them. */
@Service
public class SentLetters {
  private final JdbcClient sql;

  SentLetters(JdbcClient sql) {
    this.sql = sql;
  }

  /** A letter that went out. */
  public record Sent(LetterKind kind, Instant at) {}

  /** Those of a request that went out and did not come back, the oldest first. */
  public List<Sent> of(UUID request) {
    return sql.sql(
            "select kind, sent_at from letter where request_id = ? and sent_at is not null"
                + " and state <> 'BOUNCED' order by sent_at, seq")
        .param(request)
        .query(
            (row, n) ->
                new Sent(LetterKind.valueOf(row.getString(1)), row.getTimestamp(2).toInstant()))
        .list();
  }
}
