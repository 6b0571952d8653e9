package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

class CrowdTest {
  private final Crowd crowd = new Crowd();

  @Test
  void who_finds_no_place_is_told_to_come_again_and_finds_one_later() throws Exception {
    var leave = new CountDownLatch(1);
    var inside = new AtomicInteger();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < Crowd.AT_ONCE; i++) {
        callers.submit(
            () -> {
              crowd.doFilter(
                  call("/v1/requests"),
                  new MockHttpServletResponse(),
                  (request, response) -> {
                    inside.incrementAndGet();
                    awaitQuietly(leave);
                  });
              return null;
            });
      }
      await().until(() -> inside.get() == Crowd.AT_ONCE);
      assertTurnedAway(answer("/v1/requests"));
      assertThat(answer("/actuator/health/liveness").getStatus()).isEqualTo(200);
      leave.countDown();
    }
    assertThat(answer("/v1/requests").getStatus()).isEqualTo(200);
  }

  @Test
  void a_database_that_does_not_answer_is_no_failure_of_ours_and_the_place_is_given_back()
      throws Exception {
    for (int i = 0; i <= Crowd.AT_ONCE; i++) {
      var answer = new MockHttpServletResponse();
      crowd.doFilter(
          call("/v1/requests"),
          answer,
          (request, response) -> {
            throw new CannotCreateTransactionException("no connection");
          });
      assertTurnedAway(answer);
    }
  }

  private MockHttpServletResponse answer(String path) throws Exception {
    var answer = new MockHttpServletResponse();
    crowd.doFilter(call(path), answer, (request, response) -> {});
    return answer;
  }

  private static void assertTurnedAway(MockHttpServletResponse answer) throws Exception {
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
    assertThat(answer.getContentAsString()).contains("urn:writ:problem:overloaded");
  }

  private static MockHttpServletRequest call(String path) {
    return new MockHttpServletRequest("GET", path);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
