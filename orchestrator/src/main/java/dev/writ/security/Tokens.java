package dev.writ.security;

import dev.writ.settings.WritSettings;
import dev.writ.vault.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Random tokens, stored as SHA-256; the first run writes one per role to owner-only files. */
@Component
public class Tokens {
  private final JdbcClient sql;

  Tokens(JdbcClient sql, WritSettings settings) throws IOException {
    this.sql = sql;
    if (sql.sql("select count(*) from api_token").query(Integer.class).single() == 0) {
      for (var role : Role.values()) {
        OwnerOnlyFile.write(
            settings.home().resolve("tokens").resolve(role.name().toLowerCase(Locale.ROOT)),
            issue(role));
      }
    }
  }

  /** A new token; shown here once and never again. */
  public String issue(Role role) {
    var token = OwnerOnlyFile.newToken();
    sql.sql("insert into api_token (id, hash, role) values (?,?,?)")
        .params(UUID.randomUUID(), hash(token), role.name())
        .update();
    return token;
  }

  Optional<Caller> find(String token) {
    return sql.sql("select id, role from api_token where hash = ?")
        .param(hash(token))
        .query((row, n) -> new Caller(row.getObject(1, UUID.class), Role.valueOf(row.getString(2))))
        .optional();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
