package dev.writ.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.writ.hold.HeldCase;
import dev.writ.vendor.bell.BellAccount;
import dev.writ.vendor.bell.BellTower;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.RunningWrit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credentials that change while an attempt still calls with those before. */
class NewCredentialsIT {
  private final BellAccount bell = BellAccount.open();

  @AfterEach
  void close() {
    bell.close();
  }

  @Test
  void what_the_old_ones_are_refused_for_afterwards_goes_on_with_the_new() {
    var email = HeldCase.someone();
    var chimes = HeldCase.ring(bell, email, 1);
    var request = HeldCase.planned(email, bell.connection().toString());
    var answer = new CountDownLatch(1);
    bell.tower().gate = answer;
    bell.tower().failing = Optional.of(VendorFailure.Kind.AUTHENTICATION);
    request.approve();
    await().untilAsserted(() -> assertThat(bell.tower().asked).isEqualTo(chimes));

    var key = "key-" + UUID.randomUUID();
    BellTower.of(key).held.addAll(chimes);
    BellTower.of(key).finished.addAll(chimes);
    HeldCase.ok(
        "PATCH",
        "/v1/connections/" + bell.connection(),
        "admin",
        RunningWrit.JSON.writeValueAsString(Map.of("credentials", Map.of("key", key))));
    answer.countDown();

    request.until("MONITORING");
    assertThat(request.leg().path("state").asString()).isEqualTo("VERIFIED_ABSENT");
    assertThat(BellTower.of(key).asked).isEqualTo(chimes);
    assertThat(request.events()).doesNotContain("BLOCK");
  }
}
