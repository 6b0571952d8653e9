package dev.writ.leg;

import dev.writ.evidence.EvidenceLog;
import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Objects that are kept from erasure. Which hold covers which object is what the record's view
 * {@code object_hold} says; an object becomes HELD as soon as somebody looks, and at the latest
 * just before its erase would be sent.
 *
 * <p>Who looks shares the lock of all holds, who places or ends one has it alone: an object is
 * either submitted before a hold is there, and told as too late, or held.
 */
@Component
public class Withholding {
  /**
   * The holds that reach a leg, found once and not for each of its objects: planners that know
   * little of a fresh table would read all objects for each object.
   */
  private static final String REACHING =
      "with reaching as materialized (select hold_id, kinds from leg_hold where leg_id = :leg) ";

  /** Whether one of them covers the object {@code o}. */
  private static final String COVERED =
      "exists (select 1 from reaching where hold_covers(kinds, o.kind))";

  private final JdbcClient sql;
  private final LegRecord legs;
  private final LegObjects objects;
  private final PlanGrowth growth;
  private final EvidenceLog evidence;
  private final Clock clock;

  Withholding(
      JdbcClient sql,
      LegRecord legs,
      LegObjects objects,
      PlanGrowth growth,
      EvidenceLog evidence,
      Clock clock) {
    this.growth = growth;
    this.sql = sql;
    this.legs = legs;
    this.objects = objects;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** Nobody looks or sends until the caller's transaction has ended. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void alone() {
    sql.sql("select pg_advisory_xact_lock(23)").query(rows -> {});
  }

  /**
   * Holds what is covered and not submitted yet, and with it what contains it, or would wait for a
   * human's work on it: a vendor that erases the one erases the other, or takes it in again. A
   * located leg of which nothing else is left is held as a whole.
   *
   * @param sealer opens the objects; null where nobody can
   * @return whether the leg is held as a whole
   */
  @Transactional
  public boolean mark(UUID id, @Nullable Sealer sealer) {
    shared();
    if (!anyCovered(id)) {
      return false;
    }
    var leg = legs.lock(id);
    link(id);
    int newly =
        sql.sql(
                REACHING
                    + """
                    update leg_object o set state = 'HELD', reason = null, handle = null, poll_at = null
                    where o.leg_id = :leg and o.state = 'LOCATED' and
                    """
                    + COVERED
                    + """
                     and not exists (select 1 from vendor_call c where c.object_id = o.id and c.settled_at is null)
                    """)
            .param("leg", id)
            .update();
    newly += sealer == null ? 0 : withThem(leg, sealer);
    if (leg.state() == LegState.LOCATED && allHeld(id)) {
      legs.move(leg, LegEvent.HOLD, words(id), LegRecord.SYSTEM);
      return true;
    }
    if (newly > 0) {
      note(leg, "OBJECTS_HELD", LegRecord.SYSTEM);
    }
    return false;
  }

  private int withThem(Leg leg, Sealer sealer) {
    var all = objects.all(leg.id(), sealer);
    var afterHands = objects.afterHands(leg);
    var inside =
        all.stream()
            .filter(kept -> kept.progress() == Progress.HELD)
            .filter(kept -> !kept.object().parent().isEmpty())
            .collect(Collectors.groupingBy(kept -> kept.object().parent()));
    int newly = 0;
    for (var other : all) {
      if (other.progress() != Progress.LOCATED || other.unsettled()) {
        continue;
      }
      for (var kept : inside.getOrDefault(other.object().id(), List.of())) {
        newly += holdWith(other.id(), kept.id());
      }
      if (afterHands.contains(other.object().kind())) {
        newly += holdAfter(leg.id(), other);
      }
    }
    return newly;
  }

  /** By the holds of all that goes before it and is held. */
  private int holdAfter(UUID leg, Held other) {
    sql.sql(
            """
            insert into held_object (object_id, hold_id, at)
            select ?, k.hold_id, min(k.at) from held_object k join leg_object o on o.id = k.object_id
            where o.leg_id = ? and o.state = 'HELD' and o.ord < ? group by k.hold_id on conflict do nothing
            """)
        .params(other.id(), leg, other.ord())
        .update();
    return sql.sql(
            """
            update leg_object set state = 'HELD', reason = null, handle = null, poll_at = null
            where id = ? and state = 'LOCATED'
              and exists (select 1 from leg_object o where o.leg_id = ? and o.state = 'HELD' and o.ord < ?)
            """)
        .params(other.id(), leg, other.ord())
        .update();
  }

  private int holdWith(long container, long kept) {
    sql.sql(
            """
            insert into held_object (object_id, hold_id, at)
            select ?, hold_id, at from held_object where object_id = ? on conflict do nothing
            """)
        .params(container, kept)
        .update();
    return sql.sql(
            "update leg_object set state = 'HELD', reason = null, handle = null, poll_at = null"
                + " where id = ? and state = 'LOCATED'")
        .param(container)
        .update();
  }

  /** The erase of an object is not to be sent, or not again: its open intent is settled so. */
  @Transactional
  void withheld(UUID leg, long object, UUID holder) {
    shared();
    boolean covered =
        sql.sql("select exists (select 1 from object_hold where object_id = ?)")
            .param(object)
            .query(Boolean.class)
            .single();
    if (covered) {
      objects.settle(object, holder, Progress.HELD, null);
      link(leg);
      note(legs.require(leg), "OBJECTS_HELD", LegRecord.SYSTEM);
    }
  }

  /**
   * Shares the lock of all holds until the caller's transaction ends; to be called before it holds
   * anything that a release waits for.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void among() {
    shared();
  }

  /** What a human was asked to erase and did not, and what is held by now, is held. */
  @Transactional(propagation = Propagation.MANDATORY)
  void takenBack(UUID leg, String work) {
    int held =
        sql.sql(
                REACHING
                    + """
                    update leg_object o set state = 'HELD', reason = null where o.leg_id = :leg and o.state = 'BY_HAND'
                      and o.reason = :work and
                    """
                    + COVERED)
            .param("leg", leg)
            .param("work", work)
            .update();
    if (held > 0) {
      link(leg);
      note(legs.require(leg), "OBJECTS_HELD", LegRecord.SYSTEM);
    }
  }

  /** Whether an object of this kind, not known to the leg yet, would be held. */
  boolean covers(UUID leg, String kind) {
    return sql.sql(
            "select exists (select 1 from leg_hold where leg_id = ? and hold_covers(kinds, ?))")
        .params(leg, kind)
        .query(Boolean.class)
        .single();
  }

  /** Objects that a search has shown, that the leg did not know, and that are held. */
  @Transactional
  void adopt(UUID leg, Collection<VendorObject> found, Sealer sealer) {
    if (!found.isEmpty()) {
      shared();
      objects.add(leg, found, sealer);
      mark(leg, sealer);
    }
  }

  /** What is held of a leg, or left there, counts by kind, in words; empty when nothing is. */
  String words(UUID leg) {
    return String.join(
        ", ",
        sql.sql(
                """
                select count(*) || ' ' || kind || case state when 'HELD' then ' held' else ' left, not the person''s' end
                from leg_object where leg_id = ? and state in ('HELD', 'LEFT') group by kind, state order by kind, state
                """)
            .param(leg)
            .query(String.class)
            .list());
  }

  /** Whether the leg has held objects, and no other of the person's. */
  boolean allHeld(UUID leg) {
    return sql.sql(
            "select count(*) > 0 and bool_and(state = 'HELD') from leg_object where leg_id = ?"
                + " and state <> 'LEFT'")
        .param(leg)
        .query(Boolean.class)
        .single();
  }

  /**
   * The legs with objects that this hold alone still keeps, as the requests' ids and their own. The
   * hold itself must have ended.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Leg> freedBy(UUID hold) {
    return sql
        .sql(
            """
            select distinct o.leg_id from leg_object o join held_object k on k.object_id = o.id
            where k.hold_id = ? and o.state = 'HELD'
              and not exists (select 1 from object_hold other where other.object_id = o.id)
            """)
        .param(hold)
        .query(UUID.class)
        .list()
        .stream()
        .map(legs::require)
        .toList();
  }

  /**
   * A hold has ended: exactly what it alone kept of this leg is to be erased. Of that, what was
   * found after the plan was approved is erased by the word of the approver who released the hold,
   * within the guard; where time ended it, nobody has said so. The caller holds the request.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void rearm(UUID id, UUID hold, String actor) {
    var leg = legs.lock(id);
    boolean planned =
        actor.equals(LegRecord.SYSTEM)
            ? growth.needsNobody(leg.request())
            : !growth.guarded(leg.request());
    sql.sql(
            """
            update leg_object o set state = 'LOCATED', seen_absent_at = null, unobservable = null, slow_look = false,
              unplanned = unplanned and not ?
            where o.leg_id = ? and o.state = 'HELD'
              and exists (select 1 from held_object k where k.object_id = o.id and k.hold_id = ?)
              and not exists (select 1 from object_hold other where other.object_id = o.id)
            """)
        .params(planned, id, hold)
        .update();
    switch (leg.state()) {
      case HELD -> legs.move(leg, LegEvent.RELEASE_HOLD, null, actor);
      case CONFIRMED_BY_VENDOR, VERIFIED_ABSENT, UNVERIFIABLE -> {
        legs.verdict(id, null);
        legs.looked(id, 0);
        legs.move(leg, LegEvent.RELEASE_HOLD, null, actor);
      }
      case BLOCKED, FAILED -> {
        // The way back leads to the erase again, and not to the verification it had come to.
        legs.verdict(id, null);
        note(leg, "OBJECTS_RELEASED", actor);
      }
      // At work, or before an officer's decision: what is to be erased is read afresh.
      default -> note(leg, "OBJECTS_RELEASED", actor);
    }
    // More waits than the first of two people has approved.
    sql.sql("update leg set rearmed_at = ?, first_approver = null where id = ?")
        .params(Timestamp.from(clock.instant()), id)
        .update();
  }

  /** The request of a leg. */
  public UUID requestOf(UUID leg) {
    return legs.require(leg).request();
  }

  private void shared() {
    sql.sql("select pg_advisory_xact_lock_shared(23)").query(rows -> {});
  }

  private boolean anyCovered(UUID leg) {
    return sql.sql(
            REACHING
                + "select exists (select 1 from leg_object o where o.leg_id = :leg and "
                + COVERED
                + ")")
        .param("leg", leg)
        .query(Boolean.class)
        .single();
  }

  /** Remembers which holds cover what is held or about to be. */
  private void link(UUID leg) {
    sql.sql(
            REACHING
                + """
                insert into held_object (object_id, hold_id, at)
                select o.id, c.hold_id, :now from leg_object o
                join reaching c on hold_covers(c.kinds, o.kind)
                where o.leg_id = :leg and o.state in ('LOCATED', 'HELD') on conflict do nothing
                """)
        .param("leg", leg)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private void note(Leg leg, String what, String actor) {
    var state = leg.state().name();
    evidence.append(leg.request(), leg.id(), what, state, state, actor);
  }
}
