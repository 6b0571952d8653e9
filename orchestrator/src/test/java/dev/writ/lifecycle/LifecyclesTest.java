package dev.writ.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecyclesTest {

  @Test
  void every_state_meets_every_event_of_a_request_as_the_table_says() {
    walk(
        Lifecycles.REQUEST, Lifecycles.REQUEST_MOVES, RequestState.values(), RequestEvent.values());
  }

  @Test
  void what_was_refused_goes_on_by_an_appeal_alone_and_asks_first_who_it_is() {
    for (var refused : EnumSet.of(RequestState.DENIED, RequestState.VERIFICATION_EXPIRED)) {
      assertThat(Lifecycles.REQUEST_MOVES.stream().filter(m -> m.from() == refused))
          .containsExactly(
              new Move<>(refused, RequestEvent.REOPEN, RequestState.VERIFYING_IDENTITY));
    }
    assertThat(
            Lifecycles.LEG_MOVES.stream().filter(m -> m.event() == LegEvent.REOPEN).map(Move::to))
        .containsOnly(LegState.PLANNED);
  }

  @Test
  void every_state_meets_every_event_of_a_leg_as_the_table_says() {
    walk(Lifecycles.LEG, Lifecycles.LEG_MOVES, LegState.values(), LegEvent.values());
  }

  @Test
  void every_state_meets_every_event_of_a_drill_as_the_table_says() {
    walk(Lifecycles.DRILL, Lifecycles.DRILL_MOVES, DrillState.values(), DrillEvent.values());
  }

  @Test
  void a_drill_ends_only_after_it_has_cleaned_up() {
    assertThat(Lifecycles.DRILL_MOVES.stream().filter(m -> m.to().ended()).map(Move::from))
        .containsOnly(DrillState.CLEANING);
    assertThat(
            Lifecycles.DRILL_MOVES.stream()
                .filter(m -> m.to() == DrillState.CLEANING)
                .map(Move::from))
        .containsAll(EnumSet.range(DrillState.OPENED, DrillState.WATCHING));
  }

  @Test
  void every_state_meets_every_event_of_an_offboarding_as_the_table_says() {
    walk(
        Lifecycles.OFFBOARDING,
        Lifecycles.OFFBOARDING_MOVES,
        OffboardingState.values(),
        OffboardingEvent.values());
  }

  @Test
  void an_offboarding_is_cancelled_only_while_everything_can_be_taken_back() {
    var cancellable =
        Lifecycles.OFFBOARDING_MOVES.stream()
            .filter(m -> m.event() == OffboardingEvent.CANCEL)
            .map(Move::from);
    assertThat(cancellable)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.allOf(OffboardingState.class).stream()
                .filter(OffboardingState::reversible)
                .toList());
  }

  @Test
  void nothing_is_certified_that_was_not_watched() {
    assertThat(
            Lifecycles.OFFBOARDING_MOVES.stream()
                .filter(m -> m.to() == OffboardingState.CERTIFIED)
                .map(Move::from))
        .containsOnly(OffboardingState.WATCHING);
  }

  @Test
  void every_state_meets_every_event_of_a_finding_as_the_table_says() {
    walk(
        Lifecycles.FINDING, Lifecycles.FINDING_MOVES, FindingState.values(), FindingEvent.values());
  }

  @Test
  void every_state_meets_every_event_of_a_hold_as_the_table_says() {
    walk(Lifecycles.HOLD_OF_DATA, Lifecycles.HOLD_MOVES, HoldState.values(), HoldEvent.values());
  }

  @Test
  void what_is_held_is_erased_only_after_its_hold_has_ended() {
    assertThat(
            Lifecycles.LEG_MOVES.stream()
                .filter(m -> m.from() == LegState.HELD && m.to() != LegState.CANCELLED)
                .map(Move::event))
        .containsOnly(LegEvent.RELEASE_HOLD);
  }

  @Test
  void every_state_meets_every_event_of_a_letter_as_the_table_says() {
    walk(Lifecycles.LETTER, Lifecycles.LETTER_MOVES, LetterState.values(), LetterEvent.values());
  }

  @Test
  void a_letter_that_may_have_gone_out_is_sent_again_by_nobody_but_an_officer() {
    assertThat(
            Lifecycles.LETTER_MOVES.stream()
                .filter(m -> m.from() == LetterState.SENT_UNKNOWN && m.to() == LetterState.ORDERED)
                .map(Move::event))
        .containsExactly(LetterEvent.RESEND);
  }

  @Test
  void no_state_has_two_answers_to_one_event() {
    assertThat(Lifecycles.REQUEST_MOVES.stream().map(m -> m.from() + "+" + m.event()))
        .doesNotHaveDuplicates();
    assertThat(Lifecycles.LEG_MOVES.stream().map(m -> m.from() + "+" + m.event()))
        .doesNotHaveDuplicates();
    assertThat(Lifecycles.DRILL_MOVES.stream().map(m -> m.from() + "+" + m.event()))
        .doesNotHaveDuplicates();
    assertThat(Lifecycles.OFFBOARDING_MOVES.stream().map(m -> m.from() + "+" + m.event()))
        .doesNotHaveDuplicates();
    assertThat(Lifecycles.FINDING_MOVES.stream().map(m -> m.from() + "+" + m.event()))
        .doesNotHaveDuplicates();
    assertThat(Lifecycles.LETTER_MOVES.stream().map(m -> m.from() + "+" + m.event()))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_vendors_yes_alone_never_ends_a_leg() {
    var ends = EnumSet.allOf(LegState.class).stream().filter(LegState::ended).toList();
    assertThat(ends).doesNotContain(LegState.CONFIRMED_BY_VENDOR, LegState.STILL_PRESENT);
    assertThat(
            Lifecycles.LEG_MOVES.stream()
                .filter(m -> m.to() == LegState.VERIFIED_ABSENT)
                .map(Move::event))
        .containsOnly(LegEvent.SEE_ABSENT);
  }

  private static <S extends Enum<S>, E extends Enum<E>> void walk(
      Lifecycle<S, E> lifecycle, List<Move<S, E>> table, S[] states, E[] events) {
    for (var state : states) {
      for (var event : events) {
        var legal = table.stream().filter(m -> m.from() == state && m.event() == event).findFirst();
        if (legal.isPresent()) {
          assertThat(lifecycle.require(state, event)).isEqualTo(legal.get().to());
        } else {
          assertThatThrownBy(() -> lifecycle.require(state, event)).isInstanceOf(IllegalMove.class);
        }
      }
    }
  }
}
