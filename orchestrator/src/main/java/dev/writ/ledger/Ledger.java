package dev.writ.ledger;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which vendor objects hold whose data; persons as keyed hashes, object ids sealed. */
@Component
public class Ledger {
  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final Vault vault;

  Ledger(JdbcClient sql, JdbcTemplate batches, Vault vault) {
    this.sql = sql;
    this.batches = batches;
    this.vault = vault;
  }

  /** One line of the ledger. */
  public record Entry(Identifier person, UUID connection, VendorObject object, Instant at) {}

  /** Appends; repeats are absorbed. Returns how many were new. */
  @Transactional
  public int append(List<Entry> entries) {
    var rows = entries.stream().map(this::row).toList();
    var counts =
        batches.batchUpdate(
            "insert into ledger_entry (person, connection_id, kind, object, sealed, at) values (?,?,?,?,?,?)"
                + " on conflict do nothing",
            rows);
    int added = 0;
    for (int count : counts) {
      added += Math.max(count, 0);
    }
    return added;
  }

  /** All objects entered for a person at a connection. */
  public List<VendorObject> find(Identifier person, UUID connection) {
    return sql
        .sql("select sealed, person, kind from ledger_entry where person = ? and connection_id = ?")
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

  private Object[] row(Entry entry) {
    var object = entry.object();
    return new Object[] {
      hash(entry.person()),
      entry.connection(),
      object.kind(),
      vault.hash("object", object.kind(), object.parent(), object.id()),
      vault
          .standing("ledger")
          .seal(VendorHttp.JSON.writeValueAsString(object), "ledger/" + entry.connection()),
      Timestamp.from(entry.at())
    };
  }

  private byte[] hash(Identifier person) {
    return vault.hash("person", person.type().name(), normalised(person));
  }

  private static String normalised(Identifier person) {
    var value = Normalizer.normalize(person.value().strip(), Normalizer.Form.NFKC);
    return person.type() == Identifier.Type.EMAIL ? value.toLowerCase(Locale.ROOT) : value;
  }
}
