package dev.writ.security;

import dev.writ.settings.WritSettings;
import dev.writ.vault.OwnerOnlyFile;
import dev.writ.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Random tokens, stored as SHA-256; the first run writes one per role to owner-only files. */
@Component
public class Tokens {
  private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

  /** The advisory lock under which the first tokens are issued. */
  private static final long FIRST_TOKENS = 0x57_52_49_55;

  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Tokens(JdbcClient sql, TransactionTemplate transaction, Clock clock, WritSettings settings) {
    this.sql = sql;
    this.transaction = transaction;
    this.clock = clock;
    transaction.executeWithoutResult(tx -> issueFirst(settings.home().resolve("tokens")));
  }

  /** On an empty record, by one of the processes that may start on it at once. */
  private void issueFirst(Path folder) {
    sql.sql("select pg_advisory_xact_lock(?)").param(FIRST_TOKENS).query(row -> {});
    if (sql.sql("select exists (select 1 from api_token)").query(Boolean.class).single()) {
      return;
    }
    for (var role : Role.values()) {
      var file = folder.resolve(role.name().toLowerCase(Locale.ROOT));
      try {
        OwnerOnlyFile.write(file, issue(role, "first run").secret());
      } catch (IOException unwritable) {
        throw new UncheckedIOException("the first tokens cannot be written", unwritable);
      }
    }
  }

  /** A token as the record holds it. */
  record Token(
      UUID id,
      Role role,
      String name,
      String person,
      Instant createdAt,
      Optional<Instant> lastUsedAt,
      Optional<Instant> revokedAt) {}

  /** A new token with what only its bearer will know. */
  record Issued(Token token, String secret) {
    @Override
    public String toString() {
      return token + ":***";
    }
  }

  /** A new token of nobody that is known by another token. */
  private Issued issue(Role role, String name) {
    return issue(role, name, Optional.empty());
  }

  /**
   * A new token; its secret is returned here once and never again.
   *
   * @param person who holds it; empty: somebody who holds no other
   */
  Issued issue(Role role, String name, Optional<String> person) {
    var secret = OwnerOnlyFile.newToken();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var id = UUID.randomUUID();
    var holder = person.orElse(id.toString());
    var token = new Token(id, role, name, holder, now, Optional.empty(), Optional.empty());
    sql.sql("insert into api_token (id, hash, role, name, person, created_at) values (?,?,?,?,?,?)")
        .params(id, hash(secret), role.name(), name, holder, Timestamp.from(now))
        .update();
    return new Issued(token, secret);
  }

  List<Token> all() {
    return sql.sql(
            "select id, role, name, person, created_at, last_used_at, revoked_at from api_token"
                + " order by created_at, id")
        .query(Tokens::row)
        .list();
  }

  /**
   * Refuses the token from now on; repeatable.
   *
   * @throws Problem not-found, or last-admin when no other admin token would be left
   */
  void revoke(UUID id) {
    transaction.executeWithoutResult(
        tx -> {
          // All admin rows, so that two admins cannot revoke each other at the same time.
          var admins =
              sql.sql(
                      "select id from api_token where role = 'ADMIN' and revoked_at is null order"
                          + " by id for update")
                  .query(UUID.class)
                  .list();
          if (admins.equals(List.of(id))) {
            throw Problem.lastAdmin();
          }
          if (sql.sql("update api_token set revoked_at = coalesce(revoked_at, ?) where id = ?")
                  .params(Timestamp.from(clock.instant()), id)
                  .update()
              == 0) {
            throw Problem.notFound("no such token");
          }
        });
  }

  /** The caller of a token that is not revoked. */
  Optional<Caller> find(String secret) {
    var used =
        sql.sql(
                "select id, role, last_used_at, person from api_token where hash = ? and revoked_at"
                    + " is null")
            .param(hash(secret))
            .query(
                (row, n) ->
                    new Used(
                        new Caller(
                            row.getObject(1, UUID.class),
                            Role.valueOf(row.getString(2)),
                            row.getString(4)),
                        row.getTimestamp(3)))
            .optional();
    used.ifPresent(this::note);
    return used.map(Used::caller);
  }

  private record Used(Caller caller, @Nullable Timestamp last) {}

  private void note(Used used) {
    var now = clock.instant();
    if (used.last() == null || used.last().toInstant().isBefore(now.minus(USE_IS_NOTED_EVERY))) {
      sql.sql("update api_token set last_used_at = ? where id = ?")
          .params(Timestamp.from(now), used.caller().token())
          .update();
    }
  }

  private static Token row(ResultSet row, int n) throws SQLException {
    return new Token(
        row.getObject("id", UUID.class),
        Role.valueOf(row.getString("role")),
        row.getString("name"),
        row.getString("person"),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant));
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
