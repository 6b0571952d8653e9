package dev.writ.suppression;

import dev.writ.ledger.PersonHashes;
import dev.writ.vendor.spi.Identifier;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The erased persons. */
@Component
public class Suppressions {
  private final JdbcClient sql;
  private final PersonHashes hashes;

  Suppressions(JdbcClient sql, PersonHashes hashes) {
    this.sql = sql;
    this.hashes = hashes;
  }

  /**
   * One identifier of a person; {@code toString} never shows the value.
   *
   * @param vendor whose user id it is; of no meaning for other types
   */
  public record Person(Identifier.Type type, String value, @Nullable String vendor) {
    @Override
    public String toString() {
      return type + ":***";
    }
  }

  /** An erasure was carried out, in the caller's transaction; the latest one counts. */
  @Transactional
  public void remember(List<Person> persons, Instant erasedAt) {
    for (var person : persons) {
      sql.sql(
              """
              insert into suppressed_person (person, type, erased_at) values (?,?,?)
              on conflict (person) do update set erased_at = excluded.erased_at
              """)
          .params(hash(person), person.type().name(), Timestamp.from(erasedAt))
          .update();
    }
  }

  /** When the person was erased last, if ever. */
  Optional<Instant> find(Person person) {
    return sql.sql("select erased_at from suppressed_person where person = ?")
        .param(hash(person))
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** A vendor's user id means nobody elsewhere. */
  private byte[] hash(Person person) {
    var purpose =
        person.type() == Identifier.Type.VENDOR_USER_ID && person.vendor() != null
            ? "suppressed/" + person.vendor()
            : "suppressed";
    return hashes.of(purpose, new Identifier(person.type(), person.value()));
  }
}
