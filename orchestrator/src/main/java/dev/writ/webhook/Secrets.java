package dev.writ.webhook;

import dev.writ.vault.Vault;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The secrets of receivers, sealed in the record under a standing key. Callers hold the
 * transaction.
 */
@Component
class Secrets {
  private static final String KEY = "webhooks";
  private final JdbcClient sql;
  private final Vault vault;

  Secrets(JdbcClient sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  byte[] sealed(UUID webhook, Secret secret) {
    return vault.standing(KEY).seal(secret.text(), context(webhook));
  }

  /** The new secret takes over; the one before signs beside it until then. */
  void rotate(UUID webhook, Secret fresh, Instant until) {
    sql.sql(
            "update webhook set previous_secret = secret, previous_until = ?, secret = ? where id ="
                + " ?")
        .params(Timestamp.from(until), sealed(webhook, fresh), webhook)
        .update();
  }

  /** The secrets that sign now, the newest first. */
  List<Secret> signing(UUID webhook, Instant now) {
    return sql.sql(
            "select secret, case when previous_until > ? then previous_secret end from webhook"
                + " where id = ?")
        .params(Timestamp.from(now), webhook)
        .query(
            (row, n) -> {
              var all = new ArrayList<Secret>();
              all.add(open(webhook, row.getBytes(1)));
              var before = row.getBytes(2);
              if (before != null) {
                all.add(open(webhook, before));
              }
              return all;
            })
        .single();
  }

  /** Destroys the secrets whose time after a rotation is over. */
  int forgetOld(Instant now) {
    return sql.sql(
            "update webhook set previous_secret = null, previous_until = null where previous_until"
                + " <= ?")
        .param(Timestamp.from(now))
        .update();
  }

  private Secret open(UUID webhook, byte[] sealed) {
    return Secret.of(vault.standing(KEY).open(sealed, context(webhook)));
  }

  private static String context(UUID webhook) {
    return "webhook/" + webhook;
  }
}
