package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The simulator keeps its side: it forgets, and the same requests lead to the same state. */
interface SimulatorPromises extends Promises {

  @Test
  default void the_simulator_answers_the_same_requests_the_same_way_after_a_reset() {
    var subject = bench().plantAll(SandboxPeople.ADA);
    var located = bench().locate(subject);
    for (var object : located) {
      if (bench().exportable(object)) {
        bench().export(object);
      }
      if (bench().erasable(object)) {
        bench().erase(object);
      }
    }
    int held = bench().held(SandboxPeople.ADA);
    var exchanges = bench().simulator().exchanges();

    bench().sandbox().reset();
    assertThat(bench().held(SandboxPeople.ADA)).as("held after a reset").isZero();
    assertThat(bench().plantAll(SandboxPeople.ADA)).isEqualTo(subject);
    for (var exchange : exchanges) {
      var again = bench().simulator().answer(exchange.request(), exchange.misbehaviours());
      var call = exchange.request().method() + " " + exchange.request().path();
      assertThat(again.status()).as(call).isEqualTo(exchange.answer().status());
      assertThat(text(again.body())).as(call).isEqualTo(text(exchange.answer().body()));
    }
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
  }

  /** A restarted sandbox puts only these to a simulator that was planted anew. */
  @Test
  default void what_was_done_is_done_again_by_the_requests_that_change_something() {
    var subject = bench().plantAll(SandboxPeople.ADA);
    for (var object : bench().locate(subject)) {
      if (bench().exportable(object)) {
        bench().export(object);
      }
      if (bench().erasable(object)) {
        bench().erase(object);
      }
    }
    int held = bench().held(SandboxPeople.ADA);
    var simulator = bench().simulator();
    var changing =
        simulator.exchanges().stream().filter(WatchedSimulator.Exchange::changes).toList();

    bench().sandbox().reset();
    bench().plantAll(SandboxPeople.ADA);
    for (var exchange : changing) {
      var again = simulator.answer(simulator.again(exchange.request()), exchange.misbehaviours());
      assertThat(again.status())
          .as(exchange.request().method() + " " + exchange.request().path())
          .isEqualTo(exchange.answer().status());
    }
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
