package dev.writ.drill;

import dev.writ.leg.LeaseLost;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a drill has planted, sealed: the only objects it may ever erase. */
@Component
class DrillObjects {
  private final JdbcClient sql;
  private final Vault vault;

  DrillObjects(JdbcClient sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  /** How the drill came to know of an object. */
  enum Origin {
    /** The vendor named it when it was planted. */
    PLANTED,
    /** Found by the marker: its answer was lost, or the vendor has made it again. */
    STRAY
  }

  /** What became of it. */
  enum State {
    PLANTED,
    /** An erase was intended and its answer not recorded yet. */
    SENT,
    PROCESSING,
    /** The vendor says that it is erased, or was not there. */
    CLAIMED,
    REFUSED,
    BY_HAND,
    IMPOSSIBLE;

    /** Whether no further call will erase it. */
    boolean stays() {
      return this == BY_HAND || this == IMPOSSIBLE;
    }

    /** Whether the vendor did not erase it when it was asked to. */
    boolean beyondReach() {
      return stays() || this == REFUSED;
    }

    /** Whether the vendor has answered to an erase. */
    boolean answered() {
      return this != PLANTED && this != SENT && this != PROCESSING;
    }
  }

  /**
   * One object.
   *
   * @param residual what stays of it, or why it stays
   * @param handle what a slow vendor gave to ask again with: for an erase while PROCESSING, else
   *     for a look
   * @param absentAt since when looks show it as gone
   * @param absence from its first erase to the first look that showed it as gone
   */
  record Held(
      long id,
      VendorObject object,
      Origin origin,
      State state,
      Optional<String> residual,
      Optional<String> handle,
      Instant pollAt,
      Optional<Instant> askedAt,
      Optional<Instant> absentAt,
      Optional<Duration> absence,
      Optional<String> unobservable,
      int resurrections) {}

  /** Enters an object, once. */
  void enter(UUID drill, VendorObject object, Origin origin) {
    sql.sql(
            """
            insert into drill_object (drill_id, kind, hash, sealed, origin, state) values (?,?,?,?,?,'PLANTED')
            on conflict (drill_id, hash) do nothing
            """)
        .params(
            drill,
            object.kind(),
            vault.hash(
                "drill-object", drill.toString(), object.kind(), object.id(), object.parent()),
            seal(drill, VendorHttp.JSON.writeValueAsString(object)),
            origin.name())
        .update();
  }

  /** What the account does not let be stored, once. */
  void unplantable(UUID drill, String kind, String reason) {
    sql.sql(
            "insert into drill_unplantable (drill_id, kind, reason) values (?,?,?) on conflict do"
                + " nothing")
        .params(drill, kind, reason)
        .update();
  }

  /** The reason by kind. */
  Map<String, String> unplantable(UUID drill) {
    var reasons = new TreeMap<String, String>();
    sql.sql("select kind, reason from drill_unplantable where drill_id = ?")
        .param(drill)
        .query(
            row -> {
              reasons.put(row.getString(1), row.getString(2));
            });
    return reasons;
  }

  List<Held> all(UUID drill) {
    return sql.sql("select * from drill_object where drill_id = ? order by id")
        .param(drill)
        .query((row, n) -> held(row, drill))
        .list();
  }

  /**
   * Written and committed before the vendor is asked to erase.
   *
   * @throws LeaseLost when another attempt works on the drill by now
   */
  void intend(UUID drill, long object, UUID holder, Instant now) {
    int written =
        sql.sql(
                """
                update drill_object set state = 'SENT', handle = null, poll_at = null, erases = erases + 1,
                  asked_at = coalesce(asked_at, ?)
                where id = ? and drill_id = ?
                  and exists (select 1 from drill where id = ? and lease_holder = ?)
                """)
            .params(Timestamp.from(now), object, drill, drill, holder)
            .update();
    if (written != 1) {
      throw new LeaseLost();
    }
  }

  /** The vendor has not acted on the erase that was intended last: it was not asked yet. */
  void notAsked(Held held) {
    sql.sql(
            "update drill_object set state = ?, erases = erases - 1,"
                + " asked_at = case when erases = 1 then null else asked_at end where id = ?")
        .params(held.state().name(), held.id())
        .update();
  }

  void settle(long object, State state, @Nullable String residual) {
    sql.sql(
            "update drill_object set state = ?, residual = coalesce(?, residual), handle = null,"
                + " poll_at = null where id = ?")
        .param(state.name())
        .param(residual)
        .param(object)
        .update();
  }

  /** The vendor works on an erase. */
  void processing(UUID drill, long object, String handle, Instant at) {
    sql.sql("update drill_object set state = 'PROCESSING', handle = ?, poll_at = ? where id = ?")
        .params(seal(drill, handle), Timestamp.from(at), object)
        .update();
  }

  /** The vendor is still looking. */
  void looking(UUID drill, long object, String handle, Instant at) {
    sql.sql("update drill_object set handle = ?, poll_at = ? where id = ?")
        .params(seal(drill, handle), Timestamp.from(at), object)
        .update();
  }

  /**
   * Records what a look saw.
   *
   * @param lag for how long after an absence the vendor may by its own word still show an object
   * @return whether the object was gone and is there again
   */
  boolean observe(Held held, Presence presence, Instant now, Duration lag) {
    return switch (presence) {
      case Presence.Absent gone -> {
        sql.sql(
                """
                update drill_object set handle = null, poll_at = null, absent_at = coalesce(absent_at, ?),
                  absence_seconds = coalesce(absence_seconds, extract(epoch from ?::timestamptz - asked_at))
                where id = ?
                """)
            .params(Timestamp.from(now), Timestamp.from(now), held.id())
            .update();
        yield false;
      }
      case Presence.Present there -> {
        boolean again = held.absentAt().filter(at -> at.plus(lag).isBefore(now)).isPresent();
        sql.sql(
                """
                update drill_object set handle = null, poll_at = null, absent_at = null,
                  absence_seconds = case when ? then absence_seconds end,
                  resurrections = resurrections + ? where id = ?
                """)
            .params(again, again ? 1 : 0, held.id())
            .update();
        yield again;
      }
      case Presence.Unobservable blind -> {
        sql.sql(
                "update drill_object set handle = null, poll_at = null, unobservable = ? where id ="
                    + " ?")
            .params(blind.reason(), held.id())
            .update();
        yield false;
      }
      case Presence.InProgress slow -> false;
    };
  }

  private byte[] seal(UUID drill, String text) {
    return vault.standing("drill").seal(text, "drill-object/" + drill);
  }

  private String open(UUID drill, byte[] cipher) {
    return vault.standing("drill").open(cipher, "drill-object/" + drill);
  }

  private Held held(ResultSet row, UUID drill) throws SQLException {
    return new Held(
        row.getLong("id"),
        VendorHttp.JSON.readValue(open(drill, row.getBytes("sealed")), VendorObject.class),
        Origin.valueOf(row.getString("origin")),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("residual")),
        Optional.ofNullable(row.getBytes("handle")).map(cipher -> open(drill, cipher)),
        DrillRecord.instant(row, "poll_at").orElse(Instant.EPOCH),
        DrillRecord.instant(row, "asked_at"),
        DrillRecord.instant(row, "absent_at"),
        DrillRecord.duration(row, "absence_seconds"),
        Optional.ofNullable(row.getString("unobservable")),
        row.getInt("resurrections"));
  }
}
