package dev.writ.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a drill's search shows beside what was planted. */
class SightingTest {
  private static final VendorDescriptor VENDOR =
      VendorDescriptor.of("harbour", "Harbour (tests)", URI.create("https://harbour.example.com"))
          .surfaces(
              List.of(
                  surface("crate", Way.api("DELETE /crates/{id}"), Way.api("GET /crates/{id}")),
                  surface("bin", Way.hand("EMPTY_BIN"), Way.none("nobody sees into a bin"))))
          .read(LocalDate.of(2026, 11, 24), List.of("none: invented for tests"), List.of());

  private static Surface surface(String kind, Way erased, Way verified) {
    return new Surface(kind, "by the ledger", Way.none("nothing to read"), erased, verified, "");
  }

  @Test
  void a_stranger_is_what_was_not_planted_and_not_what_is_named_for_anybody() {
    var own = new VendorObject("crate", "c1");
    var bin = new VendorObject("bin", "b1");
    assertThat(Sighting.strangers(VENDOR, List.of(own, bin), Set.of(own))).isZero();
    var other = new VendorObject("crate", "c2");
    assertThat(Sighting.strangers(VENDOR, List.of(own, bin, other), Set.of(own))).isOne();
  }
}
