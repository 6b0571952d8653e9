package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything there is, by the platform's own lists. */
class AnthropicInventoryTest {
  private final AnthropicBench bench = new AnthropicBench();
  private final Inventory inventory = new AnthropicInventory();

  @AfterEach
  void stop() {
    bench.close();
  }

  private List<VendorObject> walk(VendorConnection connection, Consumer<List<VendorObject>> each) {
    var all = new ArrayList<VendorObject>();
    var cursor = "";
    do {
      var page = inventory.page(connection, cursor);
      assertThat(page.next().length()).isLessThanOrEqualTo(2_000);
      all.addAll(page.objects());
      each.accept(page.objects());
      cursor = page.next();
    } while (!cursor.isEmpty());
    return all;
  }

  private List<VendorObject> everything(VendorConnection connection) {
    return walk(connection, page -> {});
  }

  private void files(int count) {
    for (int i = 0; i < count; i++) {
      bench
          .simulator
          .planting()
          .files()
          .add("file_many" + i, "f.txt", "text/plain", new byte[0], null, null);
    }
  }

  @Test
  void ten_thousand_files_come_in_pages_of_a_thousand() {
    files(10_000);
    var sizes = new HashSet<Integer>();
    assertThat(walk(bench.connection(), page -> sizes.add(page.size())))
        .hasSize(10_000)
        .doesNotHaveDuplicates();
    assertThat(sizes).containsExactlyInAnyOrder(0, 1_000);
    assertThat(bench.sandbox.calls("anthropic")).isLessThan(60);
  }

  @Test
  void no_file_is_passed_over_while_earlier_pages_are_erased() {
    files(1_300);
    var named =
        walk(
            bench.connection(),
            page -> page.forEach(object -> bench.adapter.erase(bench.connection(), object)));
    assertThat(named).hasSize(1_300).doesNotHaveDuplicates();
    assertThat(inventory.page(bench.connection(), "").objects()).isEmpty();
  }

  @Test
  void a_page_that_was_erased_in_part_is_followed_by_what_is_left() {
    files(1_300);
    var named = new HashSet<VendorObject>();
    walk(
        bench.connection(),
        page -> {
          named.addAll(page);
          page.stream()
              .skip(page.size() / 2)
              .forEach(object -> bench.adapter.erase(bench.connection(), object));
        });
    assertThat(named).hasSize(1_300);
  }

  /** A vendor that counts rows would pass over as many as are missing in the middle. */
  @Test
  void a_page_whose_ends_stayed_and_whose_middle_was_erased_is_read_anew() {
    files(1_300);
    var page = inventory.page(bench.connection(), "");
    while (page.objects().isEmpty()) {
      page = inventory.page(bench.connection(), page.next());
    }
    bench.adapter.erase(bench.connection(), page.objects().get(500));
    var next = inventory.page(bench.connection(), page.next());
    assertThat(next.objects().getFirst()).isEqualTo(page.objects().getFirst());
  }

  @Test
  void without_an_admin_key_the_workspace_alone_is_listed() {
    bench.simulator.plant(SandboxPeople.PROLIFIC);
    assertThat(everything(bench.workspaceOnly()).stream().map(VendorObject::kind))
        .contains("file", "user_profile")
        .doesNotContain("organization_user", "organization_invite");
  }

  @Test
  void a_withdrawn_invite_is_not_there_any_more() {
    bench
        .simulator
        .planting()
        .organization()
        .addInvite("invite_1", "a@example.com", "pending", "a");
    var invite = everything(bench.connection()).getFirst();
    bench.adapter.erase(bench.connection(), invite);
    assertThat(everything(bench.connection())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "null",
        "{}",
        "{\"kind\":\"FILE\",\"token\":\"\",\"store\":\"../x\",\"stores\":\"\",\"before\":\"\",\"named\":\"\"}",
        "{\"kind\":\"FILE\",\"token\":\"\",\"store\":\"\",\"stores\":\"\",\"named\":\"\"}"
      })
  void a_cursor_that_is_none_is_refused_and_calls_nothing(String cursor) {
    var failure =
        catchThrowableOfType(VendorFailure.class, () -> inventory.page(bench.connection(), cursor));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench.sandbox.calls("anthropic")).isZero();
  }
}
