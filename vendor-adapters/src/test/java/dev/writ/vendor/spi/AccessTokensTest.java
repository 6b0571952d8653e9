package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.AccessTokens.Token;
import feign.RequestTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class AccessTokensTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int THREADS = 32;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger fetched = new AtomicInteger();
  private final AccessTokens tokens = new AccessTokens(nanos::get);
  private final VendorConnection connection = connection("https://a.example.com", "k");

  private static VendorConnection connection(String url, String credential) {
    return new VendorConnection(URI.create(url), Map.of("key", new Secret(credential)), Map.of());
  }

  private Token next(Duration life) {
    return new Token(new Secret("t" + fetched.incrementAndGet()), life, Map.of());
  }

  private String ask(VendorConnection of, String purpose) {
    return tokens.token(of, purpose, () -> next(HOUR)).secret().reveal();
  }

  private static String worn(Authorization bearer) {
    bearer.prepare();
    var call = new RequestTemplate();
    bearer.apply(call);
    return call.headers().get("Authorization").iterator().next();
  }

  private static <T> List<T> inParallel(Callable<T> each) throws Exception {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(each));
      }
      var results = new ArrayList<T>();
      for (var one : running) {
        results.add(one.get(10, TimeUnit.SECONDS));
      }
      return results;
    }
  }

  // --- one fetch

  @Test
  void however_many_threads_ask_one_fetches() throws Exception {
    var asking = new CountDownLatch(THREADS);
    Supplier<Token> fetch =
        () -> {
          await(asking);
          return next(HOUR);
        };
    var given =
        inParallel(
            () -> {
              asking.countDown();
              return tokens.token(connection, "p", fetch);
            });
    assertThat(fetched).hasValue(1);
    assertThat(new HashSet<>(given)).hasSize(1);
  }

  @Test
  void a_fetch_that_hangs_holds_up_nobody_who_asks_for_another_token() throws Exception {
    var fetching = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var hanging =
          threads.submit(
              () ->
                  tokens.token(
                      connection,
                      "hangs",
                      () -> {
                        fetching.countDown();
                        await(end);
                        return next(HOUR);
                      }));
      await(fetching);
      var others =
          threads.submit(
              () -> {
                for (int i = 0; i < 500; i++) {
                  ask(connection, "other " + i);
                }
              });
      try {
        others.get(5, TimeUnit.SECONDS);
      } finally {
        end.countDown();
      }
      assertThat(hanging.get(5, TimeUnit.SECONDS).secret().reveal()).isEqualTo("t501");
    }
  }

  @Test
  void a_token_may_be_fetched_with_another_token_of_the_same_package() {
    var token =
        tokens.token(
            connection, "second", () -> tokens.token(connection, "first", () -> next(HOUR)));
    assertThat(token.secret().reveal()).isEqualTo("t1");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  // --- its end

  @ParameterizedTest
  @CsvSource({"100,89,91", "3600,3539,3541", "600,539,541", "10,8,10"})
  void a_token_is_given_up_a_tenth_but_at_most_a_minute_before_its_end(
      long life, long still, long noMore) {
    var bearer = tokens.bearer(connection, "p", () -> next(Duration.ofSeconds(life)));
    assertThat(worn(bearer)).isEqualTo("Bearer t1");
    nanos.set(Duration.ofSeconds(still).toNanos());
    assertThat(worn(bearer)).isEqualTo("Bearer t1");
    nanos.set(Duration.ofSeconds(noMore).toNanos());
    assertThat(worn(bearer)).isEqualTo("Bearer t2");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5})
  void a_token_without_a_life_serves_who_fetched_it_and_nobody_else(long life) {
    Supplier<Token> fetch = () -> next(Duration.ofSeconds(life));
    assertThat(tokens.token(connection, "p", fetch).secret().reveal()).isEqualTo("t1");
    assertThat(tokens.token(connection, "p", fetch).secret().reveal()).isEqualTo("t2");
  }

  // --- failures

  @Test
  void a_failure_is_the_callers_and_is_not_kept() {
    var refused = new VendorFailure(VendorFailure.Kind.AUTHENTICATION, 401);
    assertThatThrownBy(
            () ->
                tokens.token(
                    connection,
                    "p",
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
    assertThat(ask(connection, "p")).isEqualTo("t1");
  }

  @Test
  void who_waits_for_a_fetch_that_fails_hears_the_same_failure() throws Exception {
    var asking = new CountDownLatch(THREADS);
    var refused = new VendorFailure(VendorFailure.Kind.UNAVAILABLE, 503);
    var heard =
        inParallel(
            () -> {
              asking.countDown();
              try {
                return (Object)
                    tokens.token(
                        connection,
                        "p",
                        () -> {
                          await(asking);
                          throw refused;
                        });
              } catch (VendorFailure failure) {
                return failure;
              }
            });
    assertThat(heard).containsOnly(refused);
  }

  // --- whose

  @Test
  void tokens_of_other_purposes_credentials_and_addresses_are_others() {
    assertThat(
            List.of(
                ask(connection, "p"),
                ask(connection, "q"),
                ask(connection("https://a.example.com", "l"), "p"),
                ask(connection("https://b.example.com", "k"), "p")))
        .doesNotHaveDuplicates();
    assertThat(ask(connection("https://a.example.com", "k"), "p")).isEqualTo("t1");
  }

  @Test
  void a_token_shows_no_secret() {
    assertThat(next(HOUR).toString()).doesNotContain("t1");
  }

  // --- refused

  @Test
  void a_call_is_prepared_before_it_is_made_and_making_it_fetches_nothing() {
    var bearer = tokens.bearer(connection, "p", () -> next(Duration.ZERO));
    assertThatThrownBy(() -> bearer.apply(new RequestTemplate()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(fetched).hasValue(0);
    bearer.prepare();
    bearer.apply(new RequestTemplate());
    assertThat(fetched).hasValue(1);
  }

  @Test
  void a_bearer_that_sent_nothing_has_nothing_to_renew() {
    assertThat(tokens.bearer(connection, "p", () -> next(HOUR)).renew()).isFalse();
  }

  @Test
  void a_refused_token_is_fetched_again_once_for_all_who_sent_it() {
    var one = tokens.bearer(connection, "p", () -> next(HOUR));
    var other = tokens.bearer(connection, "p", () -> next(HOUR));
    assertThat(worn(one)).isEqualTo(worn(other)).isEqualTo("Bearer t1");
    assertThat(one.renew()).isTrue();
    assertThat(other.renew())
        .as("the token is gone already, the next call has a fresh one")
        .isTrue();
    assertThat(worn(one)).isEqualTo(worn(other)).isEqualTo("Bearer t2");
  }

  @Test
  void a_late_refusal_leaves_the_fresh_token_alone() {
    var early = tokens.bearer(connection, "p", () -> next(HOUR));
    var late = tokens.bearer(connection, "p", () -> next(HOUR));
    worn(late);
    worn(early);
    assertThat(early.renew()).isTrue();
    assertThat(worn(early)).isEqualTo("Bearer t2");
    assertThat(late.renew()).isTrue();
    assertThat(worn(late)).isEqualTo("Bearer t2");
  }

  @Test
  void threads_that_share_a_client_give_up_the_token_they_sent_and_no_other() throws Exception {
    var shared = tokens.bearer(connection, "p", () -> next(HOUR));
    var sent = new CyclicBarrier(THREADS);
    var turn = new Object();
    var again =
        inParallel(
            () -> {
              worn(shared);
              sent.await(10, TimeUnit.SECONDS);
              synchronized (turn) {
                assertThat(shared.renew()).isTrue();
                return worn(shared);
              }
            });
    assertThat(again).containsOnly("Bearer t2");
    assertThat(fetched).hasValue(2);
  }
}
