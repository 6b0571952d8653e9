package dev.writ.leg;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The objects of a leg, sealed, and the written intent before every change at a vendor. */
@Component
class LegObjects {
  private final JdbcClient sql;
  private final JdbcTemplate batches;

  LegObjects(JdbcClient sql, JdbcTemplate batches) {
    this.sql = sql;
    this.batches = batches;
  }

  /** How far one object has come. */
  enum Progress {
    LOCATED,
    EXPORTED,
    CLAIMED,
    ABSENT,
    IMPOSSIBLE
  }

  /** One object; {@code unsettled} when an erase was intended and its answer never recorded. */
  record Held(long id, VendorObject object, Progress progress, boolean unsettled) {}

  void replace(UUID leg, List<VendorObject> objects, Sealer sealer) {
    sql.sql("delete from leg_object where leg_id = ?").param(leg).update();
    var ord = new int[1];
    batches.batchUpdate(
        "insert into leg_object (leg_id, ord, kind, sealed, state) values (?,?,?,?,'LOCATED')",
        objects.stream()
            .map(
                o ->
                    new Object[] {
                      leg,
                      ord[0]++,
                      o.kind(),
                      sealer.seal(VendorHttp.JSON.writeValueAsString(o), "object/" + leg)
                    })
            .toList());
  }

  List<Held> of(UUID leg, Sealer sealer) {
    return sql.sql(
            """
            select o.id, o.sealed, o.state,
              exists (select 1 from vendor_call c where c.object_id = o.id and c.settled_at is null) as unsettled
            from leg_object o where o.leg_id = ? order by o.ord
            """)
        .param(leg)
        .query(
            (row, n) ->
                new Held(
                    row.getLong("id"),
                    VendorHttp.JSON.readValue(
                        sealer.open(row.getBytes("sealed"), "object/" + leg), VendorObject.class),
                    Progress.valueOf(row.getString("state")),
                    row.getBoolean("unsettled")))
        .list();
  }

  boolean anyUnsettled(UUID leg) {
    return sql.sql(
            "select exists (select 1 from vendor_call where leg_id = ? and settled_at is null)")
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  boolean anyImpossible(UUID leg) {
    return sql.sql(
            "select exists (select 1 from leg_object where leg_id = ? and state = 'IMPOSSIBLE')")
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  /** Written and committed before the vendor is asked to erase. */
  void intend(UUID leg, long object) {
    sql.sql("insert into vendor_call (leg_id, operation, object_id) values (?, 'ERASE', ?)")
        .params(leg, object)
        .update();
  }

  /**
   * Closes the open intents of the object and records how far it came. One statement, one
   * transaction.
   */
  void settle(long object, Progress progress, @Nullable String reason) {
    sql.sql(
            """
            with settled as (update vendor_call set settled_at = now(), outcome = ? where object_id = ? and settled_at is null)
            update leg_object set state = ?, reason = ? where id = ?
            """)
        .param(progress.name())
        .param(object)
        .param(progress.name())
        .param(reason)
        .param(object)
        .update();
  }

  /** The vendor refused without acting: the intent is closed, the object stays to be erased. */
  void refused(long object) {
    sql.sql(
            "update vendor_call set settled_at = now(), outcome = 'REFUSED' where object_id = ? and settled_at is null")
        .param(object)
        .update();
  }

  /** Everything is to be erased once more. */
  void reopen(UUID leg) {
    sql.sql(
            "update leg_object set state = 'LOCATED' where leg_id = ? and state in ('CLAIMED', 'ABSENT')")
        .param(leg)
        .update();
  }

  void forgetExport(UUID leg, long object) {
    sql.sql("delete from export_record where leg_id = ? and object_id = ?")
        .params(leg, object)
        .update();
  }

  void addExport(UUID leg, long object, int part, byte[] sealed) {
    sql.sql("insert into export_record (leg_id, object_id, part, sealed) values (?,?,?,?)")
        .params(leg, object, part, sealed)
        .update();
  }
}
