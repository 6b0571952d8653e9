package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.spi.AccessTokens.Token;
import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.RequestInterceptor;
import feign.RequestLine;
import feign.RequestTemplate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class GuardedCallTest {
  private static final Patience THREE = new Patience(3, Duration.ZERO, Duration.ofSeconds(1));

  private final WatchedDoor door = new WatchedDoor();
  private final LoopbackVendor vendor = new LoopbackVendor();
  private final AtomicInteger renewals = new AtomicInteger();

  interface Api {
    @RequestLine("GET /thing")
    byte[] read();

    @RequestLine("POST /thing")
    byte[] change();
  }

  @AfterEach
  void close() {
    vendor.close();
  }

  /** Answers these statuses in turn, and the last one for ever. */
  private void answers(Integer... statuses) {
    Iterator<Integer> turns = Arrays.asList(statuses).iterator();
    vendor.at(
        "/thing",
        exchange ->
            LoopbackVendor.send(
                exchange, turns.hasNext() ? turns.next() : statuses[statuses.length - 1], "-"));
  }

  private Api api(RequestInterceptor auth, Patience patience) {
    return VendorHttp.client(
        Api.class,
        vendor.connection(door, patience),
        auth,
        (call, answer) -> new VendorFailure(kind(answer.status()), answer.status()));
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401, 403 -> Kind.AUTHENTICATION;
      case 429 -> Kind.RATE_LIMITED;
      case 503 -> Kind.UNAVAILABLE;
      default -> Kind.REJECTED;
    };
  }

  private Authorization proof(boolean renewable) {
    return new Authorization() {
      @Override
      public void prepare() {}

      @Override
      public void apply(RequestTemplate call) {}

      @Override
      public boolean renew() {
        renewals.incrementAndGet();
        return renewable;
      }
    };
  }

  private static byte[] call(Api api, boolean changing) {
    return changing ? api.change() : api.read();
  }

  private int failedWith(Api api, boolean changing) {
    return catchThrowableOfType(VendorFailure.class, () -> call(api, changing)).status();
  }

  private void assertCalls(int calls) {
    assertThat(vendor.asked()).hasSize(calls);
    assertThat(door.entered()).isEqualTo(calls);
    assertThat(door.left()).isEqualTo(calls);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_call_refused_for_its_token_is_made_once_more_with_a_fresh_one(boolean changing) {
    answers(401, 200);
    assertThat(call(api(proof(true), Patience.NONE), changing)).isNotEmpty();
    assertThat(renewals).hasValue(1);
    assertCalls(2);
    assertThat(door.failures()).extracting(VendorFailure::status).containsExactly(401);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_call_refused_for_ever_is_renewed_once_and_never_loops(boolean changing) {
    answers(401);
    assertThat(failedWith(api(proof(true), THREE), changing)).isEqualTo(401);
    assertThat(renewals).hasValue(1);
    assertCalls(2);
  }

  @Test
  void what_cannot_be_renewed_is_handed_on_at_once() {
    answers(401, 200);
    assertThat(failedWith(api(proof(false), THREE), false)).isEqualTo(401);
    assertCalls(1);
  }

  @Test
  void a_proof_that_never_changes_is_not_asked_to_renew() {
    answers(401, 200);
    assertThat(failedWith(api(call -> {}, THREE), false)).isEqualTo(401);
    assertCalls(1);
  }

  @Test
  void a_plea_to_slow_down_takes_nothing_from_the_tries_of_a_reading_call() {
    var patient = new Patience(2, 5, Duration.ZERO, Duration.ofSeconds(1));
    answers(429, 429, 503, 429, 429, 200);
    assertThat(call(api(proof(true), patient), false)).isNotEmpty();
    assertCalls(6);
  }

  @Test
  void a_vendor_that_pleads_for_ever_is_not_asked_for_ever() {
    answers(429);
    var patient = new Patience(2, 5, Duration.ZERO, Duration.ofSeconds(1));
    assertThat(failedWith(api(proof(true), patient), false)).isEqualTo(429);
    assertCalls(5);
  }

  @Test
  void a_changing_call_was_turned_away_by_a_plea_and_is_made_again_but_not_after_a_failure() {
    answers(429, 429, 503, 200);
    var patient = new Patience(2, 5, Duration.ZERO, Duration.ofSeconds(1));
    assertThat(failedWith(api(proof(true), patient), true)).isEqualTo(503);
    assertCalls(3);
  }

  @Test
  void a_lack_of_rights_is_not_taken_for_a_stale_token() {
    answers(403, 200);
    assertThat(failedWith(api(proof(true), THREE), false)).isEqualTo(403);
    assertThat(renewals).hasValue(0);
    assertCalls(1);
  }

  @Test
  void a_renewal_takes_nothing_from_the_patience_of_a_reading_call() {
    answers(503, 401, 503, 200);
    assertThat(api(proof(true), THREE).read()).isNotEmpty();
    assertCalls(4);
  }

  @Test
  void a_second_refusal_after_other_troubles_is_final() {
    answers(401, 503, 401, 200);
    assertThat(failedWith(api(proof(true), THREE), false)).isEqualTo(401);
    assertThat(renewals).hasValue(1);
    assertCalls(3);
  }

  @Test
  void a_changing_call_that_failed_after_its_renewal_is_not_repeated() {
    answers(401, 503, 200);
    assertThat(failedWith(api(proof(true), THREE), true)).isEqualTo(503);
    assertCalls(2);
  }

  @Test
  void each_call_of_one_client_may_renew_again() {
    answers(401, 200, 401, 200);
    var api = api(proof(true), Patience.NONE);
    api.read();
    api.read();
    assertThat(renewals).hasValue(2);
  }

  @Test
  void a_bearer_token_the_vendor_has_forgotten_is_replaced_within_the_call() {
    var tokens = new AccessTokens();
    var fetched = new AtomicInteger();
    vendor.at(
        "/thing",
        exchange -> {
          var worn = exchange.getRequestHeaders().getFirst("Authorization");
          LoopbackVendor.send(exchange, "Bearer t2".equals(worn) ? 200 : 401, "-");
        });
    var bearer =
        tokens.bearer(
            vendor.connection(door, Patience.NONE),
            "p",
            () ->
                new Token(
                    new Secret("t" + fetched.incrementAndGet()), Duration.ofHours(1), Map.of()));
    var api = api(bearer, Patience.NONE);
    api.read();
    api.change();
    assertThat(vendor.asked())
        .isEqualTo(
            List.of("GET /thing Bearer t1", "GET /thing Bearer t2", "POST /thing Bearer t2"));
    assertThat(fetched).hasValue(2);
  }

  interface TokenApi {
    @RequestLine("POST /token")
    byte[] token();
  }

  /** A token fetched by a call of its own. */
  private Authorization fetching(Integer status) {
    vendor.at("/token", exchange -> LoopbackVendor.send(exchange, status, "-"));
    var connection = vendor.connection(door, Patience.NONE);
    var api =
        VendorHttp.client(
            TokenApi.class,
            connection,
            call -> {},
            (call, answer) -> new VendorFailure(kind(answer.status()), answer.status()));
    return new AccessTokens()
        .bearer(
            connection,
            "p",
            () -> {
              api.token();
              return new Token(new Secret("t"), Duration.ofHours(1), Map.of());
            });
  }

  @Test
  void a_token_is_fetched_in_a_turn_of_its_own_before_the_call_that_carries_it() {
    answers(200);
    api(fetching(200), Patience.NONE).read();
    assertThat(vendor.asked()).containsExactly("POST /token", "GET /thing Bearer t");
    assertCalls(2);
    assertThat(door.most()).as("calls within at once").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 503})
  void a_token_that_cannot_be_fetched_is_the_calls_failure_and_no_call(int status) {
    answers(200);
    var bearer = fetching(status);
    assertThat(failedWith(api(bearer, THREE), false)).isEqualTo(status);
    assertThat(vendor.asked()).containsExactly("POST /token");
    assertCalls(1);
    assertThat(door.failures()).as("counted once").hasSize(1);
  }
}
