package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.request.Asked.Wish;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.web.RunningWrit;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two requests that ask for the same are carried out once, and nothing that was asked for is lost.
 */
class DuplicatesIT {
  private final BellAccount bell = BellAccount.open();
  private final BellAccount other = BellAccount.open();
  private final String email = Asked.somebodyAt(bell, other);
  private final Wish wish = Wish.erasure(email, bell.connection());
  private final JdbcClient sql = RunningWrit.bean(JdbcClient.class);

  @AfterEach
  void close() {
    bell.close();
    other.close();
  }

  @Test
  void the_same_again_has_no_legs_and_is_shown_both_ways() {
    var first = wish.file();
    first.until("AWAITING_APPROVAL");
    var again =
        wish.identifiers(Wish.email(email.toUpperCase(java.util.Locale.ROOT)))
            .receivedOn("2026-11-05")
            .file();
    assertThat(again.state()).isEqualTo("DUPLICATE");
    assertThat(again.now().path("duplicateOf").asString()).isEqualTo(first.id().toString());
    assertThat(again.now().path("legs")).isEmpty();
    assertThat(again.now().has("endedAt")).as("it may be taken up yet").isFalse();
    assertThat(Asked.texts(first.now().path("duplicates"))).containsExactly(again.id().toString());
    assertThat(first.events()).contains("DUPLICATE_FILED");
  }

  @Test
  void a_telephone_number_spelled_otherwise_is_the_same_person() {
    var digits = "20" + System.nanoTime() % 1_000_000_000;
    var first = wish.identifiers(phone("+44 (0)" + digits)).file();
    assertThat(wish.identifiers(phone("0044 " + digits)).file().state()).isEqualTo("DUPLICATE");
    assertThat(
            sql.sql("select count(*) from request_person where request_id = ?")
                .param(first.id())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  /** Its index cannot be compared with other spellings, but with the same. */
  @Test
  void a_request_that_an_earlier_version_indexed_as_it_was_spelled_is_found() {
    var number = "+44 20 " + System.nanoTime() % 1_000_000_000;
    var first = wish.identifiers(phone(number)).file();
    sql.sql("update request_person set person = was, was = null where request_id = ?")
        .param(first.id())
        .update();
    var again = wish.identifiers(phone(number)).file();
    assertThat(again.state()).isEqualTo("DUPLICATE");
    assertThat(Asked.texts(again.now().path("earlier").path("requests")))
        .containsExactly(first.id().toString());
  }

  private static String phone(String number) {
    return "{\"type\": \"PHONE\", \"value\": \"%s\"}".formatted(number);
  }

  @Test
  void the_second_click_files_one_duplicate() {
    wish.file();
    assertThat(wish.file("once-" + email).id()).isEqualTo(wish.file("once-" + email).id());
  }

  static Stream<Arguments> more() {
    return Stream.of(
        more("another right", (w, it) -> w.kind("ACCESS")),
        more("another law", (w, it) -> w.regime("UK_GDPR")),
        more(
            "an earlier receipt, with its earlier last day", (w, it) -> w.receivedOn("2026-10-30")),
        more(
            "another connection",
            (w, it) -> w.connections(it.bell.connection(), it.other.connection())),
        more("another connection alone", (w, it) -> w.connections(it.other.connection())),
        more(
            "another identifier",
            (w, it) -> w.identifiers(Wish.email(it.email), Wish.email("b" + it.email))),
        more(
            "an identifier of another sort",
            (w, it) ->
                w.identifiers("{\"type\": \"CUSTOMER_ID\", \"value\": \"" + it.email + "\"}")));
  }

  private interface Change {
    Wish of(Wish wish, DuplicatesIT test);
  }

  private static Arguments more(String what, Change change) {
    return Arguments.of(what, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("more")
  void what_asks_for_anything_more_is_a_request_of_its_own(String what, Change change) {
    wish.file();
    var another = change.of(wish, this).file();
    assertThat(another.now().has("duplicateOf")).isFalse();
    assertThat(another.now().path("legs")).isNotEmpty();
  }

  @Test
  void an_identifier_meant_for_one_vendor_does_not_stand_for_all() {
    var meant = "{\"type\": \"EMAIL\", \"value\": \"" + email + "\", \"vendor\": \"bell\"}";
    wish.identifiers(meant).file().until("AWAITING_APPROVAL");
    var wider = wish.file();
    assertThat(wider.now().has("duplicateOf")).isFalse();
    assertThat(wish.identifiers(meant).file().state()).isEqualTo("DUPLICATE");
    assertThat(Asked.texts(wider.now().path("duplicates"))).isEmpty();
  }

  @Test
  void what_was_looked_for_before_the_receipt_is_looked_for_again() {
    try (var nothingThere = BellAccount.open()) {
      var both = wish.connections(bell.connection(), nothingThere.connection());
      var first = both.file();
      first.until("AWAITING_APPROVAL");
      assertThat(first.legs("state")).containsExactlyInAnyOrder("LOCATED", "NOTHING_FOUND");
      var again = both.file();
      assertThat(again.state()).isEqualTo("DUPLICATE");
      assertThat(covered(again)).isTrue();
      sql.sql("update request set received_on = ? where id = ?")
          .params(LocalDate.now(Clock.systemUTC()).plusDays(1), again.id())
          .update();
      assertThat(covered(again)).as("received after the look that found nothing").isFalse();
    }
  }

  private static boolean covered(Asked again) {
    var request = RunningWrit.bean(RequestRecord.class).require(again.id());
    return Boolean.TRUE.equals(
        RunningWrit.bean(TransactionTemplate.class)
            .execute(tx -> RunningWrit.bean(Coverage.class).findFirst(request).isPresent()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "withdraw"})
  void when_the_first_is_not_answered_the_oldest_duplicate_is_taken_up(String end) {
    var first = wish.file();
    first.until("AWAITING_APPROVAL");
    var second = wish.file();
    var third = wish.file();
    assertThat(Asked.texts(first.now().path("duplicates"))).hasSize(2);
    first.done(end, "officer");
    var taken = second.until("AWAITING_APPROVAL");
    assertThat(taken.path("wasDuplicateOf").asString()).isEqualTo(first.id().toString());
    assertThat(taken.has("duplicateOf")).isFalse();
    assertThat(taken.path("legs")).hasSize(1);
    assertThat(second.events()).contains("MARK_DUPLICATE", "TAKE_UP");
    assertThat(third.now().path("duplicateOf").asString()).isEqualTo(second.id().toString());
    assertThat(first.now().path("duplicates")).isEmpty();
  }

  @Test
  void a_request_that_was_taken_up_is_never_approved_automatically() {
    var automatic = wish.kind("PORTABILITY").regime("UK_GDPR");
    other.tower().held.clear();
    var first = automatic.file();
    var second = automatic.file();
    assertThat(second.state()).isEqualTo("DUPLICATE");
    assertThat(first.until("AWAITING_RELEASE").path("approvals").asInt()).isZero();
    first.done("withdraw", "officer");
    assertThat(second.until("AWAITING_APPROVAL").has("wasDuplicateOf")).isTrue();
  }

  @Test
  void what_is_answered_with_the_first_is_over_with_its_answer() {
    var first = wish.file();
    first.until("AWAITING_APPROVAL");
    var again = wish.file();
    assertThat(again.clock().has("answeredAt")).as("its clock runs").isFalse();
    bell.tower().finished.addAll(bell.tower().held);
    first.done("approve", "approver");
    first.until("MONITORING");
    assertThat(again.clock().has("answeredAt")).isTrue();
    var answered = again.now();
    assertThat(answered.path("state").asString()).isEqualTo("DUPLICATE");
    assertThat(answered.has("endedAt")).isTrue();
    assertThat(again.events()).contains("ANSWERED_WITH_FIRST");
    var next = wish.file();
    assertThat(next.now().has("duplicateOf")).as("the first was answered").isFalse();
    assertThat(next.now().path("earlier").path("count").asInt()).isEqualTo(2);
  }

  @Test
  void a_duplicate_that_was_withdrawn_or_denied_itself_is_not_taken_up() {
    var first = wish.file();
    first.until("AWAITING_APPROVAL");
    var second = wish.file();
    var third = wish.file();
    second.done("withdraw", "officer");
    third.done("deny", "officer");
    first.done("withdraw", "officer");
    assertThat(List.of(second.state(), third.state())).containsExactly("WITHDRAWN", "DENIED");
    assertThat(second.now().path("legs")).isEmpty();
  }

  @Test
  void of_many_filed_at_the_same_instant_exactly_one_has_legs() throws Exception {
    for (int round = 0; round < 6; round++) {
      var a = Wish.email(round + "a-" + email);
      var b = Wish.email(round + "b-" + email);
      Asked.heldOf(round + "a-" + email, bell);
      var filed =
          atOnce(
              IntStream.range(0, 6)
                  .<Callable<Asked>>mapToObj(
                      i ->
                          () ->
                              (i % 2 == 0 ? wish.identifiers(a, b) : wish.identifiers(b, a)).file())
                  .toList());
      var own = filed.stream().filter(one -> !one.now().has("duplicateOf")).toList();
      assertThat(own).hasSize(1);
      assertThat(own.getFirst().now().path("duplicates")).hasSize(5);
    }
  }

  @Test
  void a_duplicate_filed_while_the_first_is_denied_is_not_lost() throws Exception {
    for (int round = 0; round < 8; round++) {
      var somebody = Asked.somebodyAt(bell);
      var mine = wish.identifiers(Wish.email(somebody));
      var first = mine.file();
      first.until("AWAITING_APPROVAL");
      var both =
          atOnce(
              List.of(
                  mine::file,
                  () -> {
                    first.done("deny", "officer");
                    return first;
                  }));
      assertThat(first.state()).isEqualTo("DENIED");
      var again = both.getFirst();
      await().until(() -> again.state().equals("AWAITING_APPROVAL"));
      assertThat(again.now().path("legs")).hasSize(1);
    }
  }

  static List<Asked> atOnce(List<Callable<Asked>> calls) throws Exception {
    var barrier = new CyclicBarrier(calls.size());
    var answers = new ArrayList<Asked>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          calls.stream()
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            barrier.await();
                            return call.call();
                          }))
              .toList();
      for (var one : running) {
        answers.add(one.get());
      }
    }
    return answers;
  }

  @Test
  void earlier_requests_of_a_year_are_counted_by_person_and_kind() {
    Function<String, Wish> on = day -> wish.connections(other.connection()).receivedOn(day);
    other.tower().held.clear();
    on.apply("2025-10-01").file().until("CLOSED");
    on.apply("2026-01-15").file().until("CLOSED");
    on.apply("2026-01-16").kind("ACCESS").file().until("CLOSED");
    wish.identifiers(Wish.email("x" + email)).receivedOn("2026-01-17").file();
    var known = on.apply("2026-02-01").file();
    known.until("CLOSED");
    var last =
        on.apply("2026-11-02").identifiers(Wish.email("y" + email), Wish.email(email)).file();
    var earlier = last.now().path("earlier");
    assertThat(earlier.path("count").asInt()).isEqualTo(2);
    assertThat(earlier.path("within").asString()).isEqualTo("P12M");
    assertThat(earlier.path("since").asString()).isEqualTo("2025-11-02");
    assertThat(earlier.path("requests").get(0).asString()).isEqualTo(known.id().toString());
  }

  @Test
  void with_the_key_goes_whose_request_it_was_and_the_count_stays_a_year() {
    other.tower().held.clear();
    var day = LocalDate.now(ZoneOffset.UTC).minusDays(3);
    var mine = wish.connections(other.connection()).receivedOn(day.toString());
    var first = mine.file();
    first.until("CLOSED");
    var people = RunningWrit.bean(PersonIndex.class);
    RunningWrit.bean(TransactionTemplate.class)
        .executeWithoutResult(tx -> people.unlink(first.id()));
    assertThat(first.now().has("earlier")).isFalse();
    assertThat(links(first.id())).isZero();
    var next = mine.file().now().path("earlier");
    assertThat(next.path("count").asInt()).isEqualTo(1);
    assertThat(next.path("requests")).as("which one it was").isEmpty();
    people.forget();
    assertThat(filings()).as("not a year old").isPositive();
    sql.sql("update earlier_filing set received_on = received_on - interval '1 year'").update();
    people.forget();
    assertThat(filings()).isZero();
  }

  private int links(UUID request) {
    return sql.sql("select count(*) from request_person where request_id = ?")
        .param(request)
        .query(Integer.class)
        .single();
  }

  private int filings() {
    return sql.sql("select count(*) from earlier_filing").query(Integer.class).single();
  }
}
