package dev.writ.ledger;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which vendor objects hold whose data; persons as keyed hashes, object ids sealed. */
@Component
public class Ledger {
  private static final int ROWS_A_STATEMENT = 2_000;

  /** One order for every writer, so that two calls with the same lines never wait in a circle. */
  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::person, Arrays::compareUnsigned)
          .thenComparing(Row::object, Arrays::compareUnsigned);

  private final JdbcClient sql;
  private final JdbcTemplate statements;
  private final Vault vault;
  private final PersonHashes hashes;

  Ledger(JdbcClient sql, JdbcTemplate statements, Vault vault, PersonHashes hashes) {
    this.hashes = hashes;
    this.sql = sql;
    this.statements = statements;
    this.vault = vault;
  }

  /** One line of the ledger. */
  public record Entry(Identifier person, UUID connection, VendorObject object, Instant at) {}

  /** A line as it is stored: nothing in it can be read without the keys. */
  record Row(
      byte[] person, UUID connection, String kind, byte[] object, byte[] sealed, Instant at) {}

  /** Appends; repeats are absorbed. Returns how many were new. */
  @Transactional
  public int append(List<Entry> entries) {
    return appendSealed(seal(entries));
  }

  /** Hashes and seals, on every processor there is. */
  List<Row> seal(List<Entry> entries) {
    return entries.parallelStream().map(this::row).toList();
  }

  /** Appends all or none; repeats are absorbed. Returns how many were new. */
  @Transactional
  int appendSealed(List<Row> rows) {
    var ordered = rows.stream().sorted(ORDER).toList();
    int added = 0;
    for (int from = 0; from < ordered.size(); from += ROWS_A_STATEMENT) {
      var some = ordered.subList(from, Math.min(from + ROWS_A_STATEMENT, ordered.size()));
      added += statements.update(connection -> insert(connection, some));
    }
    return added;
  }

  /** All objects entered for a person at a connection. */
  public List<VendorObject> find(Identifier person, UUID connection) {
    return sql
        .sql("select sealed from ledger_entry where person = ? and connection_id = ?")
        .params(hash(person), connection)
        .query((row, n) -> row.getBytes(1))
        .list()
        .stream()
        .map(
            cipher ->
                VendorHttp.JSON.readValue(
                    vault.standing("ledger").open(cipher, "ledger/" + connection),
                    VendorObject.class))
        .toList();
  }

  private static PreparedStatement insert(Connection connection, List<Row> rows)
      throws SQLException {
    var statement =
        connection.prepareStatement(
            """
            insert into ledger_entry (person, connection_id, kind, object, sealed, at)
            select * from unnest(?::bytea[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[])
            on conflict do nothing
            """);
    statement.setArray(1, array(connection, "bytea", rows, Row::person, byte[][]::new));
    statement.setArray(2, array(connection, "uuid", rows, Row::connection, UUID[]::new));
    statement.setArray(3, array(connection, "text", rows, Row::kind, String[]::new));
    statement.setArray(4, array(connection, "bytea", rows, Row::object, byte[][]::new));
    statement.setArray(5, array(connection, "bytea", rows, Row::sealed, byte[][]::new));
    statement.setArray(
        6, array(connection, "timestamptz", rows, row -> row.at().toString(), String[]::new));
    return statement;
  }

  private static <T> java.sql.Array array(
      Connection connection,
      String type,
      List<Row> rows,
      Function<Row, T> column,
      java.util.function.IntFunction<T[]> empty)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray(empty));
  }

  private Row row(Entry entry) {
    var object = entry.object();
    return new Row(
        hash(entry.person()),
        entry.connection(),
        object.kind(),
        vault.hash("object", object.kind(), object.parent(), object.id()),
        vault
            .standing("ledger")
            .seal(VendorHttp.JSON.writeValueAsString(object), "ledger/" + entry.connection()),
        entry.at());
  }

  private byte[] hash(Identifier person) {
    return hashes.of("person", person);
  }
}
