package dev.writ.vendor.manual;

import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a connection says about its vendor. Texts are the company's own and hold no personal data.
 *
 * @param vendorName the product's name
 * @param contact where the vendor takes requests
 * @param exportSteps how to ask for a copy
 * @param eraseSteps how to ask for the erasure
 * @param due how long the vendor takes
 * @param doer who has to ask
 * @param document where the instructions come from
 */
record ManualSettings(
    String vendorName,
    String contact,
    List<String> exportSteps,
    List<String> eraseSteps,
    Duration due,
    Doer doer,
    String document) {
  static final String EXPORT = "VENDOR_EXPORT";
  static final String ERASE = "VENDOR_ERASE";

  private static final String VENDOR_NAME = "vendorName";
  private static final String CONTACT = "contact";
  private static final String EXPORT_INSTRUCTIONS = "exportInstructions";
  private static final String ERASE_INSTRUCTIONS = "eraseInstructions";
  private static final String DUE_DAYS = "dueDays";
  private static final String DOER = "doer";
  private static final String DOCUMENT = "document";
  private static final int LONGEST_DUE_DAYS = 365;

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(VENDOR_NAME, "needed: the vendor's or product's name, one line"),
          new Setting(
              CONTACT, "needed: where the vendor takes requests, such as an address or a page"),
          new Setting(
              EXPORT_INSTRUCTIONS,
              "needed: how to ask for a copy of a person's data, one step a line; without personal"
                  + " data, as the task shows the person beside the steps"),
          new Setting(
              ERASE_INSTRUCTIONS,
              "needed: how to ask for the erasure of a person's data, one step a line; without"
                  + " personal data"),
          new Setting(
              DUE_DAYS, "days the vendor takes after it was asked, 1 to 365; 30 by default"),
          new Setting(
              DOER, "officer by default; or subject, where the vendor hears the person alone"),
          new Setting(
              DOCUMENT, "the vendor's document the instructions come from, with its date; one line"));

  ManualSettings {
    exportSteps = List.copyOf(exportSteps);
    eraseSteps = List.copyOf(eraseSteps);
  }

  /** A setting that is missing or means nothing is a REJECTED failure. */
  static ManualSettings of(VendorConnection connection) {
    var settings = connection.settings();
    return new ManualSettings(
        line(settings, VENDOR_NAME, ""),
        line(settings, CONTACT, ""),
        lines(settings, EXPORT_INSTRUCTIONS),
        lines(settings, ERASE_INSTRUCTIONS),
        days(line(settings, DUE_DAYS, "30")),
        doer(line(settings, DOER, "officer")),
        line(settings, DOCUMENT, "the company's own instructions in this connection's settings"));
  }

  /** Both works, under the descriptor's codes. */
  List<ManualWork> work() {
    return List.of(
        work(EXPORT, "Ask " + vendorName + " for a copy of the person's data", exportSteps),
        work(ERASE, "Ask " + vendorName + " to erase the person's data", eraseSteps));
  }

  private ManualWork work(String code, String title, List<String> instructions) {
    var steps =
        Stream.of(
                Stream.of("Requests go to: " + contact),
                instructions.stream(),
                Stream.of(ManualDescriptor.EVIDENCE))
            .flatMap(step -> step)
            .toList();
    return new ManualWork(code, doer, title, steps, due, document);
  }

  private static String line(Map<String, String> settings, String name, String usual) {
    var lines = settings.getOrDefault(name, usual).strip().lines().toList();
    if (lines.size() != 1) {
      throw meaningless();
    }
    return lines.getFirst();
  }

  private static List<String> lines(Map<String, String> settings, String name) {
    var lines =
        settings
            .getOrDefault(name, "")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    if (lines.isEmpty()) {
      throw meaningless();
    }
    return lines;
  }

  private static Duration days(String text) {
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw meaningless();
    }
    int days = Integer.parseInt(text);
    if (days > LONGEST_DUE_DAYS) {
      throw meaningless();
    }
    return Duration.ofDays(days);
  }

  private static Doer doer(String text) {
    return switch (text) {
      case "officer" -> Doer.OFFICER;
      case "subject" -> Doer.SUBJECT;
      default -> throw meaningless();
    };
  }

  private static VendorFailure meaningless() {
    return new VendorFailure(Kind.REJECTED, 0);
  }
}
