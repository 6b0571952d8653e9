package dev.writ.drill;

import dev.writ.drill.DrillLooks.Look;
import dev.writ.drill.DrillLooks.Outcome;
import dev.writ.drill.DrillObjects.Held;
import dev.writ.drill.DrillObjects.Origin;
import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Looks at everything of the invented person: each object by its id, what the marker leads to, and
 * what a search for the person shows. What only the search shows was not planted: it is counted and
 * left alone.
 */
@Component
class Sighting {
  private final DrillObjects objects;
  private final DrillLooks looks;
  private final Findings findings;

  Sighting(DrillObjects objects, DrillLooks looks, Findings findings) {
    this.objects = objects;
    this.looks = looks;
    this.findings = findings;
  }

  /** One object as a look saw it. */
  record Seen(Held held, Presence presence) {
    boolean present() {
      return presence instanceof Presence.Present;
    }

    boolean absent() {
      return presence instanceof Presence.Absent;
    }
  }

  /**
   * One look.
   *
   * @param located those of the drill's own objects that the search shows
   * @param listed those that the search or the marker shows
   * @param strangers how many objects the search shows that the drill did not plant, but for what
   *     it names for anybody
   */
  record Sight(
      List<Seen> seen, Set<VendorObject> located, Set<VendorObject> listed, int strangers) {

    /** When the vendor, which is still looking, is to be asked again; empty when all is seen. */
    Optional<Instant> unfinished(DrillAttempt attempt) {
      return seen.stream()
          .map(Seen::presence)
          .filter(Presence.InProgress.class::isInstance)
          .map(slow -> attempt.askAgain(((Presence.InProgress) slow).again()))
          .min(Instant::compareTo);
    }

    /** Those that can be read, apart from what the vendor will not erase. */
    long present() {
      return seen.stream().filter(s -> s.present() && !s.held().state().beyondReach()).count();
    }

    /** Those that read as gone, and are shown by a list all the same. */
    long lagging() {
      return seen.stream().filter(s -> s.absent() && listed.contains(s.held().object())).count();
    }

    /** Those of which no look shows whether they are there, and that a list shows. */
    long shown() {
      return seen.stream()
          .filter(s -> s.presence() instanceof Presence.Unobservable)
          .filter(s -> listed.contains(s.held().object()) && !s.held().state().beyondReach())
          .count();
    }

    /** Whether nothing of the person's is to be seen any more. */
    boolean nothing() {
      return present() + lagging() + shown() == 0;
    }

    Look as(Outcome outcome, DrillAttempt attempt, String note) {
      return new Look(
          attempt.now(),
          attempt.drill().state(),
          outcome,
          (int) seen.stream().filter(Seen::present).count(),
          (int) seen.stream().filter(Seen::absent).count(),
          (int) seen.stream().filter(s -> s.presence() instanceof Presence.Unobservable).count(),
          strangers,
          note.isEmpty() ? Optional.empty() : Optional.of(note));
    }
  }

  /**
   * What must be readable with these credentials must be read before an absence means anything.
   *
   * @throws Blind when it cannot be read
   */
  void control(DrillAttempt attempt) {
    if (!attempt.adapter().control(attempt.account())) {
      var drill = attempt.drill();
      var why = "the positive control could not be read";
      looks.add(drill.id(), Look.blind(attempt.now(), drill.state(), why));
      throw new Blind();
    }
    attempt.beat();
  }

  /** Looks, searching afresh; changes nothing at the vendor. */
  Sight look(DrillAttempt attempt) {
    control(attempt);
    var drill = attempt.drill();
    var marked = join(attempt);
    var known = objects.all(drill.id());
    var seen = new ArrayList<Seen>();
    for (var held : known) {
      seen.add(new Seen(held, read(attempt, held)));
    }
    var own = known.stream().map(Held::object).collect(Collectors.toSet());
    var found =
        attempt
            .adapter()
            .locate(attempt.account(), attempt.person().subject(List.copyOf(own)))
            .objects();
    var located = found.stream().filter(own::contains).collect(Collectors.toSet());
    var listed = new HashSet<>(located);
    listed.addAll(marked);
    return new Sight(seen, located, listed, strangers(attempt.adapter().descriptor(), found, own));
  }

  /** What a search names whether or not it is there is nobody's that was seen. */
  static int strangers(
      VendorDescriptor vendor, Collection<VendorObject> found, Set<VendorObject> own) {
    return (int)
        found.stream()
            .filter(object -> !own.contains(object) && !vendor.namedUnseen(object.kind()))
            .count();
  }

  /** Without what the account does not let be stored, of which there is nothing to be found. */
  List<Seen> stored(Drill drill, Sight sight) {
    var unplantable = objects.unplantable(drill.id()).keySet();
    return sight.seen().stream()
        .filter(seen -> !unplantable.contains(seen.held().object().kind()))
        .toList();
  }

  /** All that the marker leads to, and enters what the drill did not know of. */
  List<VendorObject> join(DrillAttempt attempt) {
    var strays = attempt.strays();
    strays.forEach(stray -> objects.enter(attempt.drill().id(), stray, Origin.STRAY));
    attempt.beat();
    return strays;
  }

  /** Reads one object, or asks again for a read that takes its time. */
  Presence read(DrillAttempt attempt, Held held) {
    var adapter = attempt.adapter();
    var handle =
        held.state() == DrillObjects.State.PROCESSING ? Optional.<String>empty() : held.handle();
    var presence =
        handle.isPresent()
            ? adapter.pollRead(attempt.account(), held.object(), handle.get())
            : adapter.read(attempt.account(), held.object());
    if (presence instanceof Presence.InProgress slow
        && held.state() != DrillObjects.State.PROCESSING) {
      objects.looking(
          attempt.drill().id(), held.id(), slow.handle(), attempt.askAgain(slow.again()));
    }
    attempt.beat();
    return presence;
  }

  /**
   * Records a look, in the caller's transaction; how many objects were gone and are there again.
   */
  int record(DrillAttempt attempt, Sight sight, Outcome outcome, String note) {
    var drill = attempt.drill();
    int again = 0;
    for (var seen : sight.seen()) {
      if (objects.observe(seen.held(), seen.presence(), attempt.now(), attempt.settling())) {
        again++;
      }
    }
    looks.add(drill.id(), sight.as(outcome, attempt, note));
    if (sight.strangers() > 0) {
      findings.raise(
          FindingDraft.about(
              drill.connection(),
              "DRILL_STRANGERS",
              "drill-strangers/" + drill.connection(),
              Severity.MEDIUM,
              "A search for an invented person showed "
                  + sight.strangers()
                  + " objects that the drill did not plant. It left them alone; an erasure of a"
                  + " real person would not: see whose they are."));
    }
    return again;
  }
}
