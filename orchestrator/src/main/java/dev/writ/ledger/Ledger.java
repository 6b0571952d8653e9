package dev.writ.ledger;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    refuseWhileLeaving(rows.stream().map(Row::connection).collect(Collectors.toSet()));
    var ordered = rows.stream().sorted(ORDER).toList();
    int added = 0;
    for (int from = 0; from < ordered.size(); from += ROWS_A_STATEMENT) {
      var some = ordered.subList(from, Math.min(from + ROWS_A_STATEMENT, ordered.size()));
      added += statements.update(connection -> insert(connection, some));
    }
    return added;
  }

  /**
   * Held until the transaction ends: whoever freezes a connection waits for what is being entered,
   * and then finds all of it.
   */
  private void refuseWhileLeaving(Set<UUID> connections) {
    var states =
        sql.sql("select state from connection where id = any(?) order by id for share")
            .param(connections.toArray(UUID[]::new))
            .query(String.class)
            .list();
    if (states.stream()
        .anyMatch(state -> dev.writ.connection.Connection.State.valueOf(state).leaving())) {
      throw Problem.invalid("a vendor is being left, or was; enter nothing for it");
    }
  }

  /**
   * How many objects of these kinds are entered for a connection, by kind; those of no kind not.
   */
  public Map<String, Long> count(UUID connection, Collection<String> kinds) {
    var counts = new TreeMap<String, Long>();
    sql.sql(
            "select kind, count(distinct object) from ledger_entry"
                + " where connection_id = ? and kind = any(?) group by kind")
        .param(connection)
        .param(kinds.toArray(String[]::new))
        .query(
            row -> {
              counts.put(row.getString(1), row.getLong(2));
            });
    return counts;
  }

  /**
   * What is entered for a connection, of these kinds, page by page in the ledger's own order; an
   * object that holds several people's data comes once for each.
   *
   * @param cursor where the last page ended; empty at the first
   */
  public Page page(UUID connection, Collection<String> kinds, String cursor, int limit) {
    var after = cursor.isEmpty() ? Place.START : VendorHttp.JSON.readValue(cursor, Place.class);
    var sealer = vault.standing("ledger");
    var objects = new ArrayList<VendorObject>();
    var last = new Place[] {after};
    sql.sql(
            """
            select person, kind, object, sealed from ledger_entry
            where (person, connection_id, kind, object) > (?, ?, ?, ?) and connection_id = ? and kind = any(?)
            order by person, connection_id, kind, object limit ?
            """)
        .param(after.person())
        .param(connection)
        .param(after.kind())
        .param(after.object())
        .param(connection)
        .param(kinds.toArray(String[]::new))
        .param(limit)
        .query(
            row -> {
              objects.add(
                  VendorHttp.JSON.readValue(
                      sealer.open(row.getBytes(4), "ledger/" + connection), VendorObject.class));
              last[0] = new Place(row.getBytes(1), row.getString(2), row.getBytes(3));
            });
    var next = objects.size() < limit ? "" : VendorHttp.JSON.writeValueAsString(last[0]);
    return new Page(objects, next);
  }

  /** One page; {@code next} is empty after the last. */
  public record Page(List<VendorObject> objects, String next) {
    public Page {
      objects = List.copyOf(objects);
    }
  }

  private record Place(byte[] person, String kind, byte[] object) {
    static final Place START = new Place(new byte[0], "", new byte[0]);
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
