package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SimulatedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A sandbox that is started again hours later puts the journalled calls to the simulator anew. */
class GoogleWorkspaceJournalTest {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final GoogleWorkspaceSimulator simulator = new GoogleWorkspaceSimulator(() -> now);

  @Test
  void a_call_whose_token_has_run_out_is_carried_out_again_and_a_strangers_is_not() {
    simulator.plant(SandboxPeople.ADA);
    var token =
        simulator.identity().accessToken(SimulatedTenant.ADMIN, GoogleScope.DIRECTORY.url());
    var delete = delete("Bearer " + token);
    int held = simulator.held(SandboxPeople.ADA);

    now = now.plus(Duration.ofHours(2));
    assertThat(simulator.answer(delete, Set.of()).status()).isEqualTo(401);
    assertThat(simulator.answer(simulator.again(delete), Set.of()).status()).isLessThan(300);
    assertThat(simulator.held(SandboxPeople.ADA)).isLessThan(held);

    var strangers = delete("Bearer ya29.made.up");
    assertThat(simulator.answer(simulator.again(strangers), Set.of()).status()).isEqualTo(401);
  }

  private static SimulatedRequest delete(String authorization) {
    return new SimulatedRequest(
        "DELETE",
        "/admin/directory/v1/users/" + SandboxPeople.ADA.email(),
        Map.of(),
        Map.of("authorization", authorization),
        new byte[0]);
  }
}
