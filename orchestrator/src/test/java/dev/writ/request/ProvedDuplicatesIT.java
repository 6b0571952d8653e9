package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.identity.Challenges;
import dev.writ.request.Asked.Wish;
import dev.writ.vendor.bell.BellAccount;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of which it is shown only later who is asking: the same asked twice is carried out once
 * then, too.
 */
class ProvedDuplicatesIT {
  private final BellAccount bell = BellAccount.open();
  private final String email = Asked.somebodyAt(bell);
  private final Wish vouched = Wish.erasure(email, bell.connection());
  private final Wish wish = vouched.unproved();

  @AfterEach
  void close() {
    bell.close();
  }

  @ParameterizedTest
  @EnumSource
  void of_two_that_are_proved_one_is_carried_out_and_answers_both(Challenges.Kind kind) {
    var first = wish.file();
    var second = wish.file();
    assertThat(second.now().has("duplicateOf")).as("a stranger's").isFalse();
    first.proves(first.challenged(kind)).until("AWAITING_APPROVAL");
    second.until("VERIFYING_IDENTITY");
    second.proves(second.challenged(kind));
    assertThat(second.state()).isEqualTo("DUPLICATE");
    assertThat(second.now().path("duplicateOf").asString()).isEqualTo(first.id().toString());
    assertThat(second.legs("state")).containsExactly("CANCELLED");
    assertThat(second.events())
        .containsSubsequence("IDENTITY_BY_ONE_TIME_" + kind, "MARK_DUPLICATE", "CANCEL")
        .doesNotContain("IDENTIFIED");
    assertThat(first.events()).containsOnlyOnce("DUPLICATE_FILED");
    bell.tower().finished.addAll(bell.tower().held);
    first.done("approve", "approver");
    first.until("MONITORING");
    assertThat(second.now().has("endedAt")).isTrue();
    assertThat(second.events()).contains("ANSWERED_WITH_FIRST");
    assertThat(second.clock().has("answeredAt")).isTrue();
  }

  @Test
  void who_has_not_proved_it_covers_nobody_and_joins_once_it_is_proved() {
    var first = wish.file();
    var second = wish.file().proves();
    second.until("AWAITING_APPROVAL");
    assertThat(first.until("VERIFYING_IDENTITY").path("duplicates")).isEmpty();
    first.proves();
    assertThat(first.state()).isEqualTo("DUPLICATE");
    assertThat(Asked.texts(second.now().path("duplicates"))).containsExactly(first.id().toString());
  }

  @Test
  void what_somebody_vouched_for_at_its_filing_is_joined_too() {
    var unproved = wish.file();
    var first = vouched.file();
    assertThat(first.now().has("duplicateOf")).as("answered with a stranger's").isFalse();
    assertThat(unproved.proves().now().path("duplicateOf").asString())
        .isEqualTo(first.id().toString());
  }

  @Test
  void what_asks_for_anything_more_goes_on_by_itself() {
    wish.file().proves();
    var more = wish.identifiers(Wish.email(email), Wish.email("b" + email)).file().proves();
    assertThat(more.until("AWAITING_APPROVAL").has("duplicateOf")).isFalse();
    var earlier = wish.receivedOn("2026-10-30").file().proves();
    assertThat(earlier.until("AWAITING_APPROVAL").has("duplicateOf")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "withdraw"})
  void when_the_first_is_not_answered_its_legs_are_taken_up_again(String end) {
    var first = wish.file().proves();
    first.until("AWAITING_APPROVAL");
    var second = wish.file().proves();
    var third = wish.file().proves();
    assertThat(List.of(second.state(), third.state())).containsOnly("DUPLICATE");
    first.done(end, "officer");
    var taken = second.until("AWAITING_APPROVAL");
    assertThat(taken.path("wasDuplicateOf").asString()).isEqualTo(first.id().toString());
    assertThat(second.legs("state")).containsExactly("LOCATED");
    assertThat(second.events()).containsSubsequence("TAKE_UP", "REOPEN", "IDENTIFIED");
    assertThat(third.now().path("duplicateOf").asString()).isEqualTo(second.id().toString());
    assertThat(third.legs("state")).containsExactly("CANCELLED");
    bell.tower().finished.addAll(bell.tower().held);
    second.done("approve", "approver");
    second.until("MONITORING");
    assertThat(bell.tower().held).isEmpty();
    assertThat(third.now().has("endedAt")).isTrue();
  }

  @Test
  void one_that_was_withdrawn_itself_is_not_taken_up() {
    var first = wish.file().proves();
    var second = wish.file().proves();
    second.done("withdraw", "officer");
    first.until("AWAITING_APPROVAL");
    first.done("withdraw", "officer");
    assertThat(second.state()).isEqualTo("WITHDRAWN");
    assertThat(second.legs("state")).containsExactly("CANCELLED");
  }

  @Test
  void of_many_that_are_proved_at_the_same_instant_exactly_one_goes_on() throws Exception {
    for (int round = 0; round < 6; round++) {
      var a = Wish.email(round + "a-" + email);
      var b = Wish.email(round + "b-" + email);
      Asked.heldOf(round + "a-" + email, bell);
      var filed =
          IntStream.range(0, 6)
              .mapToObj(i -> (i % 2 == 0 ? wish.identifiers(a, b) : wish.identifiers(b, a)).file())
              .toList();
      DuplicatesIT.atOnce(filed.stream().map(ProvedDuplicatesIT::proof).toList());
      var own = filed.stream().filter(one -> !one.now().has("duplicateOf")).toList();
      assertThat(own).hasSize(1);
      assertThat(own.getFirst().now().path("duplicates")).hasSize(5);
      own.getFirst().until("AWAITING_APPROVAL");
    }
  }

  @Test
  void of_one_that_is_proved_while_the_same_is_filed_exactly_one_goes_on() throws Exception {
    for (int round = 0; round < 8; round++) {
      var mine = Wish.email(Asked.somebodyAt(bell));
      var both =
          DuplicatesIT.atOnce(
              List.of(
                  proof(wish.identifiers(mine).file()), () -> vouched.identifiers(mine).file()));
      assertThat(both.stream().filter(one -> one.now().has("duplicateOf"))).hasSize(1);
    }
  }

  @Test
  void what_is_proved_while_the_first_is_denied_is_not_lost() throws Exception {
    for (int round = 0; round < 8; round++) {
      var mine = wish.identifiers(Wish.email(Asked.somebodyAt(bell)));
      var first = mine.file().proves();
      first.until("AWAITING_APPROVAL");
      var again = mine.file();
      DuplicatesIT.atOnce(
          List.of(
              proof(again),
              () -> {
                first.done("deny", "officer");
                return first;
              }));
      assertThat(first.state()).isEqualTo("DENIED");
      await().until(() -> again.state().equals("AWAITING_APPROVAL"));
      assertThat(again.legs("state")).containsExactly("LOCATED");
    }
  }

  /** Of which nothing is left but to answer what was sent. */
  private static Callable<Asked> proof(Asked asked) {
    var letter = asked.challenged(Challenges.Kind.LINK);
    return () -> asked.proves(letter);
  }
}
