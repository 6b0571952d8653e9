package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may act on the organization, and how that ends. */
class AnthropicAccessTest {
  private static final AccessRight ADMIN_KEY =
      new AccessRight("admin_api_key", "adminKey", "", true);

  private final AnthropicBench bench = new AnthropicBench();
  private final AccessRights access = new AnthropicAccess();

  @AfterEach
  void stop() {
    bench.close();
  }

  private void organization() {
    var planting = bench.simulator.planting();
    planting.organization().addUser("user_1", "ada@example.com", "Ada", "developer", "ada");
    planting.organization().addUser("user_2", "bo@example.com", "Bo", "admin", "bo");
    planting.organization().addInvite("invite_1", "cy@example.com", "pending", "cy");
    planting.rights().addWorkspace("wrkspc_other", "us");
    planting.rights().addMember("wrkspc_other", "user_1");
    planting.rights().addKey("apikey_1", "user_1", "active");
    planting.rights().addKey("apikey_2", "user_1", "archived");
  }

  private Revocation revoke(AccessRight right) {
    return access.revoke(bench.connection(), right);
  }

  private void byHand(AccessRight right) {
    bench.simulator.byHand(new VendorObject(right.kind(), right.id(), right.scope()));
  }

  @Test
  void rights_are_listed_with_the_connections_own_at_the_end() {
    organization();
    assertThat(access.list(bench.connection()))
        .containsExactly(
            new AccessRight("organization_invite", "invite_1", "", false),
            new AccessRight("organization_user", "user_2", "", false),
            new AccessRight("organization_user", "user_1", "", false),
            new AccessRight("workspace_member", "user_1", "wrkspc_other", false),
            new AccessRight("api_key", "apikey_1", "", false),
            new AccessRight("api_key", "apikey_colleague", "", false),
            new AccessRight("workspace", "wrkspc_other", "", false),
            new AccessRight("api_key", "apikey_sandbox", "wrkspc_sandbox", true),
            new AccessRight("workspace", "wrkspc_sandbox", "", true),
            ADMIN_KEY);
  }

  @Test
  void all_can_be_taken_away_in_that_order_and_then_nothing_is_open() {
    organization();
    for (var right : access.list(bench.connection())) {
      var revocation = revoke(right);
      switch (revocation) {
        case Revocation.ByHand hand -> {
          assertThat(bench.adapter.descriptor().findManual(hand.work())).isPresent();
          byHand(right);
        }
        case Revocation.Revoked revoked -> {}
        case Revocation.AlreadyGone gone -> throw new AssertionError("it was listed: " + right);
      }
    }
    assertThat(access.probe(bench.connection()))
        .isEqualTo(Map.of("apiKey", Probe.REFUSED, "adminKey", Probe.REFUSED));
    bench.simulator.reset();
    assertThat(access.probe(bench.connection()))
        .containsValue(Probe.OPEN)
        .doesNotContainValue(Probe.REFUSED);
  }

  @Test
  void a_right_taken_away_twice_is_gone_already_and_is_listed_no_more() {
    organization();
    for (var right : access.list(bench.connection())) {
      if (revoke(right) instanceof Revocation.Revoked) {
        assertThat(revoke(right)).as("%s", right).isEqualTo(new Revocation.AlreadyGone());
        assertThat(access.list(bench.connection())).doesNotContain(right);
      }
    }
  }

  @Test
  void a_revoked_key_is_refused_on_every_call_and_the_admin_key_still_sees() {
    var own =
        access.list(bench.connection()).stream()
            .filter(right -> right.kind().equals("api_key") && right.own())
            .findFirst()
            .orElseThrow();
    assertThat(revoke(own)).isEqualTo(new Revocation.Revoked());
    assertThat(access.probe(bench.connection()))
        .isEqualTo(Map.of("apiKey", Probe.REFUSED, "adminKey", Probe.OPEN));
    var failure =
        catchThrowableOfType(
            VendorFailure.class, () -> new AnthropicInventory().page(bench.connection(), ""));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure.status()).isEqualTo(401);
    assertThat(access.list(bench.connection()))
        .as("the key that no hint names any more is left to a human")
        .contains(new AccessRight("api_key", "apiKey", "", true), ADMIN_KEY);
  }

  @Test
  void without_an_admin_key_a_human_takes_the_key_away() {
    var right = access.list(bench.workspaceOnly()).getFirst();
    assertThat(access.list(bench.workspaceOnly())).containsExactly(right);
    assertThat(access.revoke(bench.workspaceOnly(), right))
        .isEqualTo(new Revocation.ByHand("REVOKE_API_KEY"));
    byHand(right);
    assertThat(access.probe(bench.workspaceOnly())).isEqualTo(Map.of("apiKey", Probe.REFUSED));
  }

  @Test
  void an_admin_is_removed_by_hand() {
    organization();
    assertThat(revoke(new AccessRight("organization_user", "user_2", "", false)))
        .isEqualTo(new Revocation.ByHand("REMOVE_MEMBER"));
  }

  @Test
  void a_right_that_bends_a_path_or_is_of_no_known_kind_is_refused_without_a_call() {
    for (var right :
        List.of(
            new AccessRight("api_key", "../x", "", false),
            new AccessRight("workspace_member", "user_1", "a/b", false),
            new AccessRight("crown", "x", "", false))) {
      var failure = catchThrowableOfType(VendorFailure.class, () -> revoke(right));
      assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    }
    assertThat(bench.sandbox.calls("anthropic")).isZero();
  }
}
