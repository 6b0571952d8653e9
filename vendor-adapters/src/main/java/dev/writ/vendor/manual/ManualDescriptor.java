package dev.writ.vendor.manual;

import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * What the package of vendors without an adapter declares about itself. The base URL is a name that
 * never resolves (RFC 2606), because nothing is ever called.
 */
final class ManualDescriptor {
  static final String UNSEEN =
      "Writ has no adapter for this vendor; the vendor's answer to the human who asked is the only"
          + " evidence";
  static final String EVIDENCE =
      "Record the day, the channel and the vendor's confirmation: nothing else shows what it did.";

  private static final String SETTINGS = "the connection's settings";

  static final VendorDescriptor VALUE =
      VendorDescriptor.of("manual", "Any vendor, by hand", URI.create("https://vendor.invalid"))
          .settings(ManualSettings.DESCRIBED)
          .undocumented(
              "nobody has read this vendor's documents for Writ; its contract may say",
              Promise.RETENTION,
              Promise.NO_TRAINING,
              Promise.ISOLATION,
              Promise.REGION,
              Promise.SOC2_TYPE_II,
              Promise.DELETION_ON_REQUEST,
              Promise.DELETION_AT_CONTRACT_END,
              Promise.SUB_PROCESSORS,
              Promise.BREACH_HISTORY)
          .surfaces(
              List.of(
                  surface(ManualObjects.RECORD, "by the ledgered id only"),
                  surface(
                      ManualObjects.PERSON,
                      "not looked up: every person is taken to be known, by any of the"
                          + " identifiers")))
          .manual(
              List.of(
                  work(ManualSettings.EXPORT, "Ask the vendor for a copy of the person's data"),
                  work(ManualSettings.ERASE, "Ask the vendor to erase the person's data")))
          .exceptions(
              List.of(
                  new OutOfReach(
                      "Whether the vendor holds anything of the person, and whether it is gone",
                      UNSEEN,
                      "no adapter"),
                  new OutOfReach(
                      "What the vendor keeps after an erasure, such as backups",
                      "nobody has read this vendor's documents for Writ",
                      "no adapter")))
          .read(
              LocalDate.of(2026, 11, 24),
              List.of("none: the instructions are the company's own, in " + SETTINGS),
              List.of(
                  "Whether the instructions are complete and still true; who writes them answers"
                      + " for them."));

  private ManualDescriptor() {}

  private static Surface surface(String kind, String located) {
    return new Surface(
        kind,
        located,
        Way.hand(ManualSettings.EXPORT),
        Way.hand(ManualSettings.ERASE),
        Way.none(UNSEEN),
        "");
  }

  /** The shape of the work; a connection's own steps, time and doer take its place. */
  private static ManualWork work(String code, String title) {
    return new ManualWork(
        code,
        Doer.OFFICER,
        title,
        List.of("Follow the instructions in " + SETTINGS + ".", EVIDENCE),
        Duration.ofDays(30),
        SETTINGS);
  }
}
