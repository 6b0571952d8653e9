package dev.writ.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.Ledger;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedEntriesTest {
  private static final UUID CONNECTION = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private final List<List<Ledger.Entry>> batches = new ArrayList<>();
  private final FeedEntries entries =
      new FeedEntries(CONNECTION, object -> !object.id().equals("odd"), NOW, batches::add);

  @Test
  void hands_on_full_batches_and_keeps_the_rest() {
    for (int i = 0; i < 2_001; i++) {
      entries.accept("event-" + i, ada("ada@example.com"), new VendorObject("chime", "c" + i));
    }
    assertThat(batches).extracting(List::size).containsExactly(1_000, 1_000);
    assertThat(batches.get(1).getLast().object().id()).isEqualTo("c1999");
    assertThat(entries.rest())
        .containsExactly(
            new Ledger.Entry(
                ada("ada@example.com"), CONNECTION, new VendorObject("chime", "c2000"), NOW));
  }

  @Test
  void leaves_out_and_counts_what_could_never_be_dealt_with() {
    entries.accept("1", ada("ada@example.com"), new VendorObject("chime", "odd"));
    entries.accept("2", ada(" "), new VendorObject("chime", "c1"));
    entries.accept("3", ada("ada@example.com"), new VendorObject("chime", "c2"));
    assertThat(entries.refused()).isEqualTo(2);
    assertThat(entries.rest()).hasSize(1);
  }

  private static Identifier ada(String email) {
    return new Identifier(Identifier.Type.EMAIL, email);
  }
}
