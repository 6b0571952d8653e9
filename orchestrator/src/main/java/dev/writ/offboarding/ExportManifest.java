package dev.writ.offboarding;

import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what was taken home once more before anybody accepts it: every sealed row is opened,
 * counted and summed, and the manifest that an officer accepts is made of what was read and not of
 * what was meant to be written. Names stand in the package alone. An object of which a piece is
 * missing is read out at the vendor again.
 */
@Component
class ExportManifest {
  private final OffboardingRecord record;
  private final Luggage luggage;
  private final HomePackage homePackage;
  private final TransactionTemplate transaction;

  ExportManifest(
      OffboardingRecord record,
      Luggage luggage,
      HomePackage homePackage,
      TransactionTemplate transaction) {
    this.record = record;
    this.luggage = luggage;
    this.homePackage = homePackage;
    this.transaction = transaction;
  }

  /** Nothing is whole in memory; the lease is renewed meanwhile. */
  void reread(LeaveAttempt attempt) {
    var id = attempt.id();
    if (luggage.incomplete(id) > 0) {
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            luggage.takeAgain(id);
          });
      return;
    }
    var read = withoutNames(write(attempt));
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          luggage.forgetUnnamed(id);
          record.manifest(id, read);
          record.progressed(id);
          record.noted(attempt.offboarding(), "EXPORT_READ_AGAIN", OffboardingRecord.SYSTEM);
        });
  }

  /** Counts and sums, and a number for each file: a vendor's name of it may name a person. */
  static String withoutNames(String manifest) {
    var whole = (ObjectNode) VendorHttp.JSON.readTree(manifest);
    int number = 0;
    for (var file : whole.path("files")) {
      ((ObjectNode) file).put("file", String.valueOf(++number));
    }
    return VendorHttp.JSON.writeValueAsString(whole);
  }

  /** How many records a manifest counts. */
  static long records(String manifest) {
    return VendorHttp.JSON
        .readTree(manifest)
        .path("files")
        .valueStream()
        .mapToLong(file -> file.path("records").asLong(0))
        .sum();
  }

  private String write(LeaveAttempt attempt) {
    try {
      return homePackage.write(attempt.id(), OutputStream.nullOutputStream());
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }
}
