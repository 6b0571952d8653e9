package dev.writ.claim;

import dev.writ.claim.ErasedObjects.Erased;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads once more what the vendor says it has erased: whether something stays readable for longer
 * than was promised, or is readable again after it was seen to be gone. What one read by id cannot
 * show, and what fills again by further use, is left to the looks of its request.
 */
@Component
class ErasedSweep {
  /** How long past the promise something may be readable; as a drill's margin is by default. */
  static final Duration TOLERANCE = Duration.ofDays(1);

  private static final String PAST_RETENTION = "ERASED_PAST_RETENTION";
  private static final String THERE_AGAIN = "ERASED_THERE_AGAIN";

  /** The codes of the checks made here, whether or not a look has anything to say of them. */
  static final Set<String> CODES = Set.of(PAST_RETENTION, THERE_AGAIN);

  private static final int MOST = 200;
  private final ErasedObjects objects;

  ErasedSweep(ErasedObjects objects) {
    this.objects = objects;
  }

  /**
   * Nothing where nothing was erased that would say anything. A vendor that does not answer ends
   * the reads, and not the look. What is not there breaks no promise and measures none: a promise
   * may say no, or speak of more than what was erased here.
   *
   * @param retained the kinds that the promised retention is about; the others are not judged by it
   */
  List<Observation> observe(
      UUID connection,
      VendorAdapter adapter,
      VendorConnection account,
      Promised promised,
      Set<String> retained) {
    var late = new Tally();
    var gone = new Tally();
    var again = new HashSet<UUID>();
    boolean answers = true;
    boolean unnamed = false;
    var turn = objects.turn(connection, adapter.descriptor().refilling(), MOST);
    for (var erased : turn.objects()) {
      var questions = new ArrayList<Tally>();
      if (overdue(erased, promised)) {
        if (retained.contains(erased.object().kind())) {
          questions.add(late);
        } else {
          unnamed = true;
        }
      }
      if (erased.seenGone()) {
        questions.add(gone);
      }
      questions.forEach(Tally::ask);
      if (answers && !questions.isEmpty()) {
        try {
          var presence = read(adapter, account, erased);
          questions.forEach(question -> question.count(presence));
          if (presence instanceof Presence.Present && again.add(erased.leg())) {
            objects.lookAgain(erased.leg());
          }
        } catch (VendorFailure failure) {
          if (failure.kind() != VendorFailure.Kind.REJECTED && !failure.kind().retryable()) {
            throw failure;
          }
          answers = failure.kind() == VendorFailure.Kind.REJECTED;
        }
      }
    }
    var seen = new ArrayList<Observation>();
    if (late.any()) {
      seen.add(
          late.observed(
              turn.beyond(),
              Promise.RETENTION,
              PAST_RETENTION,
              "what was erased longer ago than promised can be read",
              "no read shows anything that was erased longer ago than promised"));
    }
    if (!late.any() && unnamed) {
      seen.add(
          new Observation(
              Promise.RETENTION,
              PAST_RETENTION,
              Standing.UNCLEAR,
              "the promised period names none of the kinds that were erased",
              "the vendor's documents"));
    }
    if (gone.any()) {
      seen.add(
          gone.observed(
              turn.beyond(),
              Promise.DELETION_ON_REQUEST,
              THERE_AGAIN,
              "what was erased and seen to be gone can be read again",
              "no read shows anything that was erased and seen to be gone"));
    }
    return List.copyOf(seen);
  }

  private static boolean overdue(Erased erased, Promised promised) {
    return promised
        .retention()
        .filter(kept -> erased.confirmedAt().plus(kept).plus(TOLERANCE).isBefore(promised.now()))
        .isPresent();
  }

  private static Presence read(VendorAdapter adapter, VendorConnection account, Erased erased) {
    var presence = adapter.read(account, erased.object());
    if (presence instanceof Presence.InProgress slow) {
      adapter.abandon(account, erased.object(), slow.handle());
    }
    return presence;
  }

  /**
   * What the reads of one question have shown. How many they were stands with the source: as a
   * value it would be a drift at each look.
   */
  private static final class Tally {
    private int asked;
    private int absent;
    private int present;

    void ask() {
      asked++;
    }

    void count(Presence presence) {
      switch (presence) {
        case Presence.Absent nothing -> absent++;
        case Presence.Present there -> present++;
        case Presence.Unobservable blind -> {}
        case Presence.InProgress slow -> {}
      }
    }

    boolean any() {
      return asked > 0;
    }

    Observation observed(int beyond, Promise promise, String code, String broken, String kept) {
      var source =
          "reads by id of what was erased: %d of %d%s"
              .formatted(absent + present, asked, beyond > 0 ? "; not taken up: " + beyond : "");
      if (present > 0) {
        return new Observation(promise, code, Standing.NOT_AS_PROMISED, broken, source);
      }
      var standing = absent == asked && beyond == 0 ? Standing.UNBROKEN : Standing.UNCLEAR;
      return new Observation(promise, code, standing, kept, source);
    }
  }
}
