package dev.writ.suppression;

import dev.writ.ledger.PersonHashes;
import dev.writ.vendor.spi.Identifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
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

  /**
   * An erasure was carried out, in the caller's transaction. Its day is kept and not its time: the
   * time would join the hash with the request.
   */
  @Transactional
  public void remember(List<Person> persons, Instant erasedAt) {
    var day = LocalDate.ofInstant(erasedAt, ZoneOffset.UTC);
    for (var person : persons) {
      sql.sql(
              """
              insert into suppressed_person (person, erased_on) values (?,?)
              on conflict (person) do update
              set erased_on = greatest(suppressed_person.erased_on, excluded.erased_on)
              """)
          .params(every(person).getFirst(), day)
          .update();
    }
  }

  /** The day of each person's last erasure, if any; all are looked up at once. */
  List<Optional<LocalDate>> find(List<Person> persons) {
    var hashed = persons.stream().map(this::every).toList();
    var days = new HashMap<ByteBuffer, LocalDate>();
    sql.sql("select person, erased_on from suppressed_person where person = any(?)")
        .param(hashed.stream().flatMap(List::stream).toArray(byte[][]::new))
        .query(
            row -> {
              days.put(ByteBuffer.wrap(row.getBytes(1)), row.getObject(2, LocalDate.class));
            });
    return hashed.stream()
        .map(
            hashes ->
                hashes.stream()
                    .flatMap(hash -> Optional.ofNullable(days.get(ByteBuffer.wrap(hash))).stream())
                    .max(Comparator.naturalOrder()))
        .toList();
  }

  /** As it is entered, and as it was; a vendor's user id means nobody elsewhere. */
  private List<byte[]> every(Person person) {
    var purpose =
        person.type() == Identifier.Type.VENDOR_USER_ID && person.vendor() != null
            ? "suppressed/" + person.vendor()
            : "suppressed";
    return hashes.every(purpose, new Identifier(person.type(), person.value()));
  }
}
