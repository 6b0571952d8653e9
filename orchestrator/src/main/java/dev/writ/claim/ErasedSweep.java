package dev.writ.claim;

import dev.writ.claim.ErasedObjects.Erased;
import dev.writ.claim.SweepRound.Tally;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads once more what the vendor says it has erased: whether something stays readable for longer
 * than was promised, or is readable again after it was seen to be gone. What one read by id cannot
 * show, and what fills again by further use, is left to the looks of its request. A look reads so
 * many and no more: several go round all of them.
 */
@Component
class ErasedSweep {
  /** How long past the promise something may be readable; as a drill's margin is by default. */
  static final Duration TOLERANCE = Duration.ofDays(1);

  static final String PAST_RETENTION = "ERASED_PAST_RETENTION";
  private static final String THERE_AGAIN = "ERASED_THERE_AGAIN";

  /** The codes of the checks made here, whether or not a look has anything to say of them. */
  static final Set<String> CODES = Set.of(PAST_RETENTION, THERE_AGAIN);

  /** Read at one look. */
  static final int MOST = 200;

  private final ErasedObjects objects;

  ErasedSweep(ErasedObjects objects) {
    this.objects = objects;
  }

  /**
   * What the erased objects are held against.
   *
   * @param retained the kinds that the promised retention is about; the others are not judged by it
   */
  record Terms(Promised promised, Set<String> retained) {
    String words() {
      return promised.retention().map(Duration::toString).orElse("-")
          + " "
          + String.join(",", new TreeSet<>(retained));
    }

    boolean overdue(Erased erased) {
      return promised
          .retention()
          .filter(kept -> erased.confirmedAt().plus(kept).plus(TOLERANCE).isBefore(promised.now()))
          .isPresent();
    }
  }

  /**
   * What a look has seen.
   *
   * @param round what the next look goes on from, if this one counts
   */
  record Swept(List<Observation> seen, SweepRound round) {}

  /**
   * Nothing where nothing was erased that would say anything. A vendor that does not answer ends
   * the reads, and not the look. What is not there breaks no promise and measures none: a promise
   * may say no, or speak of more than what was erased here.
   *
   * @param before as the last look that counted has left it
   */
  Swept observe(
      UUID connection,
      VendorAdapter adapter,
      VendorConnection account,
      Terms terms,
      Optional<SweepRound> before) {
    var now = terms.promised().now();
    var round =
        before
            .map(last -> last.next(terms.words(), now))
            .orElseGet(() -> SweepRound.first(terms.words(), now));
    var due = objects.turn(connection, adapter.descriptor().refilling(), round.rest(), MOST);
    var turn = new SweepTurn(objects, terms, round, due);
    turn.read(adapter, account);
    var made = turn.made();
    return new Swept(told(made, turn), turn.whole() ? made.ended(now) : made);
  }

  private static List<Observation> told(SweepRound round, SweepTurn turn) {
    var seen = new ArrayList<Observation>();
    var late = standing(round.late(), round.gap(), turn.whole());
    if (late != null) {
      seen.add(
          new Observation(
              Promise.RETENTION,
              PAST_RETENTION,
              late,
              late == Standing.NOT_AS_PROMISED
                  ? "what was erased longer ago than promised can be read"
                  : "no read shows anything that was erased longer ago than promised",
              source(round.late(), round, turn)));
    } else if (round.comesUponUnnamed(turn.whole())) {
      seen.add(
          new Observation(
              Promise.RETENTION,
              PAST_RETENTION,
              Standing.UNCLEAR,
              "the promised period names none of the kinds that were erased",
              "the vendor's documents"));
    }
    var again = standing(round.again(), round.gap(), turn.whole());
    if (again != null) {
      seen.add(
          new Observation(
              Promise.DELETION_ON_REQUEST,
              THERE_AGAIN,
              again,
              again == Standing.NOT_AS_PROMISED
                  ? "what was erased and seen to be gone can be read again"
                  : "no read shows anything that was erased and seen to be gone",
              source(round.again(), round, turn)));
    }
    return List.copyOf(seen);
  }

  private static @Nullable Standing standing(Tally tally, boolean gap, boolean whole) {
    return whole ? tally.whole(gap) : tally.meanwhile(gap);
  }

  /**
   * How many were read stands with the source: as a value it would be a drift at each look. It
   * counts the whole round.
   */
  private static String source(Tally tally, SweepRound round, SweepTurn turn) {
    var source = "reads by id of what was erased: " + tally.read() + " of " + tally.asked();
    if (turn.unread() > 0) {
      source += "; not taken up: " + turn.unread();
    }
    if (turn.left() > 0) {
      source += "; still to come in this round: " + turn.left();
      if (round.wholeAt() != null) {
        source += "; last gone round on " + LocalDate.ofInstant(round.wholeAt(), ZoneOffset.UTC);
      }
    }
    return source;
  }
}
