package dev.writ.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.claim.ErasedObjects.Erased;
import dev.writ.vendor.bell.BellAdapter;
import dev.writ.vendor.bell.BellTower;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the sweep makes of what it could read, and of what it could not. */
class ErasedSweepTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private final String key = UUID.randomUUID().toString();
  private final BellTower tower = BellTower.of(key);
  private final VendorConnection account =
      new VendorConnection(
          URI.create("https://bell.example.com"), Map.of("key", new Secret(key)), Map.of());
  private final List<Erased> erased = new ArrayList<>();
  private int undecided;
  private Duration promised = Duration.ofDays(30);
  private Optional<SweepRound> round = Optional.empty();
  private Set<String> retained = Set.of("chime");
  private final List<UUID> lookedAgain = new ArrayList<>();
  private final ErasedSweep sweep = new ErasedSweep(new Erasures());

  @Test
  void what_was_read_and_is_gone_is_as_promised() {
    erase(2);
    assertThat(swept())
        .containsExactly(
            "ERASED_PAST_RETENTION UNBROKEN 2 of 2", "ERASED_THERE_AGAIN UNBROKEN 2 of 2");
  }

  @Test
  void an_object_that_the_vendor_refuses_to_show_ends_neither_the_look_nor_the_sweep() {
    erase(3);
    failAt(1, Kind.REJECTED);
    assertThat(swept())
        .containsExactly(
            "ERASED_PAST_RETENTION UNCLEAR 2 of 3", "ERASED_THERE_AGAIN UNCLEAR 2 of 3");
    tower.held.add(erased.getLast().object());
    failAt(1, Kind.REJECTED);
    assertThat(swept())
        .containsExactly(
            "ERASED_PAST_RETENTION NOT_AS_PROMISED 2 of 3",
            "ERASED_THERE_AGAIN NOT_AS_PROMISED 2 of 3");
  }

  @Test
  void a_vendor_that_does_not_answer_leaves_the_sweep_unclear_and_is_asked_no_further() {
    erase(3);
    var reads = failAt(2, Kind.UNAVAILABLE);
    assertThat(swept())
        .contains("ERASED_THERE_AGAIN UNCLEAR 1 of 1; still to come in this round: 2");
    assertThat(reads).hasValue(2);
    failAt(1, Kind.UNAVAILABLE);
    assertThat(swept())
        .as("the same one again: it holds up nothing")
        .contains("ERASED_THERE_AGAIN UNCLEAR 1 of 2; still to come in this round: 1");
    tower.onRead = () -> {};
    assertThat(swept()).contains("ERASED_THERE_AGAIN UNCLEAR 2 of 3");
    assertThat(swept()).contains("ERASED_THERE_AGAIN UNBROKEN 3 of 3");
  }

  @Test
  void a_vendor_that_answers_a_few_reads_a_look_is_gone_round_all_the_same() {
    erase(5);
    for (int look = 0; look < 2; look++) {
      failAt(3, Kind.RATE_LIMITED);
      assertThat(swept().getLast()).startsWith("ERASED_THERE_AGAIN UNCLEAR");
    }
    failAt(3, Kind.RATE_LIMITED);
    assertThat(swept()).contains("ERASED_THERE_AGAIN UNBROKEN 5 of 5");
  }

  /** The credentials open the others, and the control afterwards tells whether they open any. */
  @Test
  void an_object_that_is_closed_to_the_credentials_is_a_gap_and_ends_no_look() {
    erase(3);
    failAt(1, Kind.AUTHENTICATION, 403);
    assertThat(swept()).contains("ERASED_THERE_AGAIN UNCLEAR 2 of 3");
  }

  @Test
  void what_is_there_again_stays_so_whatever_is_promised_from_now_on() {
    erase(450);
    tower.held.add(erased.getFirst().object());
    swept();
    promised = Duration.ofDays(40);
    tower.held.clear();
    assertThat(swept(2)).last().asString().startsWith("ERASED_THERE_AGAIN NOT_AS_PROMISED 400 of");
    assertThat(swept()).as("until all was read").contains("ERASED_THERE_AGAIN UNBROKEN 450 of 450");
  }

  /** What is overdue and unnamed stands at the round's end: its other looks do not come upon it. */
  @Test
  void a_kind_that_the_promise_does_not_name_is_said_in_between_too() {
    retained = Set.of("account");
    erase(250, Duration.ofDays(1));
    erase(1);
    var unnamed = "ERASED_PAST_RETENTION UNCLEAR the vendor's documents";
    assertThat(swept()).as("nothing is known yet").doesNotContain(unnamed);
    for (int look = 2; look < 6; look++) {
      assertThat(swept()).as("look " + look).contains(unnamed);
    }
    erased.removeLast();
    assertThat(swept(2)).as("a whole round without it").doesNotContain(unnamed);
  }

  @Test
  void what_can_be_read_wants_one_look_of_its_own_leg() {
    erase(3);
    swept();
    assertThat(lookedAgain).isEmpty();
    tower.held.add(erased.get(1).object());
    erased.add(new Erased(4, erased.get(1).leg(), erased.get(1).object(), NOW, true));
    swept();
    assertThat(lookedAgain).containsExactly(erased.get(1).leg());
  }

  @Test
  void a_period_about_other_kinds_accuses_nobody() {
    retained = Set.of("account");
    erase(1);
    tower.held.add(erased.getFirst().object());
    assertThat(swept())
        .containsExactly(
            "ERASED_PAST_RETENTION UNCLEAR the vendor's documents",
            "ERASED_THERE_AGAIN NOT_AS_PROMISED 1 of 1");
  }

  @Test
  void what_waits_for_a_decision_was_not_read() {
    erase(1);
    undecided = 7;
    assertThat(swept()).contains("ERASED_THERE_AGAIN UNCLEAR 1 of 1; not taken up: 7");
  }

  @Test
  void a_part_that_was_read_is_not_the_whole_and_a_whole_round_is() {
    erase(450);
    assertThat(swept())
        .contains("ERASED_THERE_AGAIN UNCLEAR 200 of 200; still to come in this round: 250");
    assertThat(swept())
        .contains("ERASED_THERE_AGAIN UNCLEAR 400 of 400; still to come in this round: 50");
    assertThat(swept())
        .containsExactly(
            "ERASED_PAST_RETENTION UNBROKEN 450 of 450", "ERASED_THERE_AGAIN UNBROKEN 450 of 450");
  }

  @Test
  void what_the_last_whole_round_said_holds_until_the_next_one_ends() {
    erase(450);
    swept(3);
    assertThat(swept())
        .contains(
            "ERASED_THERE_AGAIN UNBROKEN 200 of 200; still to come in this round: 250;"
                + " last gone round on 2026-11-30");
    tower.held.add(erased.get(300).object());
    assertThat(swept())
        .as("an accusation waits for nothing")
        .containsExactly(
            "ERASED_PAST_RETENTION NOT_AS_PROMISED 400 of 400; still to come in this round: 50;"
                + " last gone round on 2026-11-30",
            "ERASED_THERE_AGAIN NOT_AS_PROMISED 400 of 400; still to come in this round: 50;"
                + " last gone round on 2026-11-30");
    tower.held.clear();
    assertThat(swept()).contains("ERASED_THERE_AGAIN NOT_AS_PROMISED 450 of 450");
    assertThat(swept(2))
        .as("until all was read once more and nothing was there")
        .allMatch(seen -> seen.contains(" NOT_AS_PROMISED "));
    assertThat(swept()).contains("ERASED_THERE_AGAIN UNBROKEN 450 of 450");
  }

  @Test
  void what_could_not_be_read_in_a_round_makes_the_whole_of_it_unclear() {
    erase(450);
    swept(3);
    failAt(5, Kind.REJECTED);
    assertThat(swept().getLast()).startsWith("ERASED_THERE_AGAIN UNCLEAR 199 of 200;");
    assertThat(swept(2)).contains("ERASED_THERE_AGAIN UNCLEAR 449 of 450");
    assertThat(swept().getLast()).as("never more").startsWith("ERASED_THERE_AGAIN UNCLEAR 200 of");
    assertThat(swept(2)).contains("ERASED_THERE_AGAIN UNBROKEN 450 of 450");
  }

  @Test
  void what_is_erased_while_a_round_is_under_way_is_the_next_rounds() {
    erase(210);
    swept();
    erase(3);
    tower.held.add(erased.getLast().object());
    assertThat(swept()).contains("ERASED_THERE_AGAIN UNBROKEN 210 of 210");
    swept();
    assertThat(swept()).contains("ERASED_THERE_AGAIN NOT_AS_PROMISED 213 of 213");
  }

  @Test
  void another_promise_is_another_round() {
    erase(210);
    swept(3);
    promised = Duration.ofDays(40);
    assertThat(swept())
        .containsExactly(
            "ERASED_PAST_RETENTION UNCLEAR 200 of 200; still to come in this round: 10;"
                + " last gone round on 2026-11-30",
            "ERASED_THERE_AGAIN UNBROKEN 200 of 200; still to come in this round: 10;"
                + " last gone round on 2026-11-30");
    assertThat(swept()).contains("ERASED_PAST_RETENTION UNBROKEN 210 of 210");
  }

  @Test
  void credentials_that_open_nothing_end_the_look() {
    erase(1);
    failAt(1, Kind.AUTHENTICATION, 401);
    assertThatThrownBy(this::swept).isInstanceOf(VendorFailure.class);
  }

  /** So many, two months ago, and seen to be gone. */
  private void erase(int count) {
    erase(count, Duration.ofDays(60));
  }

  private void erase(int count, Duration ago) {
    for (int i = 0; i < count; i++) {
      int place = erased.size() + 1;
      erased.add(
          new Erased(
              place,
              UUID.randomUUID(),
              new VendorObject("chime", "chime_" + place),
              NOW.minus(ago),
              true));
    }
  }

  private AtomicInteger failAt(int read, Kind kind) {
    return failAt(read, kind, 0);
  }

  private AtomicInteger failAt(int read, Kind kind, int status) {
    var reads = new AtomicInteger();
    tower.onRead =
        () -> {
          if (reads.incrementAndGet() == read) {
            throw new VendorFailure(kind, status);
          }
        };
    return reads;
  }

  /** So many looks; what the last one saw. */
  private List<String> swept(int looks) {
    for (int i = 1; i < looks; i++) {
      swept();
    }
    return swept();
  }

  private List<String> swept() {
    var terms =
        new ErasedSweep.Terms(new Promised(Optional.of(promised), Optional.empty(), NOW), retained);
    var swept = sweep.observe(UUID.randomUUID(), new BellAdapter(), account, terms, round);
    round = Optional.of(swept.round());
    return swept.seen().stream().map(ErasedSweepTest::told).toList();
  }

  private static String told(Observation seen) {
    return "%s %s %s"
        .formatted(
            seen.code(),
            seen.standing(),
            seen.source().replaceFirst("reads by id of what was erased: ", ""));
  }

  private final class Erasures implements ErasedObjects {
    @Override
    public Turn turn(UUID connection, Set<String> without, Rest rest, int most) {
      var until = Math.min(rest.until(), erased.size());
      var due =
          erased.stream().filter(e -> e.place() > rest.after() && e.place() <= until).toList();
      var taken = due.stream().limit(most).toList();
      return new Turn(taken, until, due.size() - taken.size(), undecided);
    }

    @Override
    public void lookAgain(UUID leg) {
      lookedAgain.add(leg);
    }
  }
}
