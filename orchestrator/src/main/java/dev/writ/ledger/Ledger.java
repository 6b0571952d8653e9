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
import java.util.HashSet;
import java.util.HexFormat;
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
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which vendor objects hold whose data; persons as keyed hashes, object ids sealed. */
@Component
public class Ledger {
  private static final String PURPOSE = "person";
  private static final int ROWS_A_STATEMENT = 2_000;

  /** One order for every writer, so that two calls with the same lines never wait in a circle. */
  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::person, Arrays::compareUnsigned)
          .thenComparing(Row::object, Arrays::compareUnsigned);

  private static final Comparator<Key> KEYS =
      Comparator.comparing(Key::person).thenComparing(Key::object);

  private static final HexFormat HEX = HexFormat.of();

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
      throw Problem.invalid(
          "a vendor is being left, or was; enter nothing for it, and take nothing back");
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
        .sql("select sealed from ledger_entry where person = any(?) and connection_id = ?")
        .param(hashes.every(PURPOSE, person).toArray(byte[][]::new))
        .param(connection)
        .query((row, n) -> row.getBytes(1))
        .list()
        .stream()
        .map(
            cipher ->
                VendorHttp.JSON.readValue(
                    vault.standing("ledger").open(cipher, "ledger/" + connection),
                    VendorObject.class))
        .distinct()
        .toList();
  }

  /**
   * Takes entries back, all or none; those that are not there change nothing.
   *
   * @return how many of these there were
   * @throws Problem unprocessable, for a connection that is being left, or was
   */
  @Transactional
  public int remove(List<Entry> entries) {
    refuseWhileLeaving(entries.stream().map(Entry::connection).collect(Collectors.toSet()));
    return removed(entries);
  }

  /**
   * These objects are seen to be gone, whatever becomes of their connections: what says that they
   * are there goes too, in the caller's transaction. When they were entered does not matter.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void forget(List<Entry> entries) {
    removed(entries);
  }

  private int removed(List<Entry> entries) {
    var keys = entries.stream().map(this::keys).toList();
    var there = delete(keys.stream().flatMap(List::stream).toList());
    int removed = 0;
    for (var entry : keys) {
      // An entry of an earlier version may have been entered anew since: one entry, two lines.
      removed += there.removeAll(entry) ? 1 : 0;
    }
    return removed;
  }

  /** A line by its hashes, in hexadecimal digits: they sort as their bytes do. */
  private record Key(String person, UUID connection, String kind, String object) {}

  /** The lines that an entry may have: as it is entered now, and as it was. */
  private List<Key> keys(Entry entry) {
    var object = entry.object();
    var hash = HEX.formatHex(hash(object));
    return hashes.every(PURPOSE, entry.person()).stream()
        .map(person -> new Key(HEX.formatHex(person), entry.connection(), object.kind(), hash))
        .toList();
  }

  /** Deletes lines, in the order of every writer; those that were there. */
  private Set<Key> delete(List<Key> keys) {
    var ordered = keys.stream().distinct().sorted(KEYS).toList();
    var there = new HashSet<Key>();
    for (int from = 0; from < ordered.size(); from += ROWS_A_STATEMENT) {
      var some = ordered.subList(from, Math.min(from + ROWS_A_STATEMENT, ordered.size()));
      sql.sql(
              """
              with doomed as (
                select e.person, e.connection_id, e.kind, e.object from ledger_entry e
                join unnest(?::bytea[], ?::uuid[], ?::text[], ?::bytea[]) k (person, connection_id, kind, object)
                  on (e.person, e.connection_id, e.kind, e.object) = (k.person, k.connection_id, k.kind, k.object)
                order by e.person, e.object for update of e)
              delete from ledger_entry e using doomed d
              where (e.person, e.connection_id, e.kind, e.object) = (d.person, d.connection_id, d.kind, d.object)
              returning e.person, e.connection_id, e.kind, e.object
              """)
          .param(some.stream().map(key -> HEX.parseHex(key.person())).toArray(byte[][]::new))
          .param(some.stream().map(Key::connection).toArray(UUID[]::new))
          .param(some.stream().map(Key::kind).toArray(String[]::new))
          .param(some.stream().map(key -> HEX.parseHex(key.object())).toArray(byte[][]::new))
          .query(
              row -> {
                there.add(
                    new Key(
                        HEX.formatHex(row.getBytes(1)),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        HEX.formatHex(row.getBytes(4))));
              });
    }
    return there;
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
        hashes.of(PURPOSE, entry.person()),
        entry.connection(),
        object.kind(),
        hash(object),
        vault
            .standing("ledger")
            .seal(VendorHttp.JSON.writeValueAsString(object), "ledger/" + entry.connection()),
        entry.at());
  }

  private byte[] hash(VendorObject object) {
    return vault.hash("object", object.kind(), object.parent(), object.id());
  }
}
