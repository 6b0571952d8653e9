package dev.writ.vendor.hubspot;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a connection may set.
 *
 * @param externalIdProperty the contact property that holds the company's own id, if any
 * @param contactProperties further contact properties to export
 * @param exportSubscriptions whether a contact's export has its communication preferences
 * @param eraseAttachments whether files attached to a person's records are located and erased
 * @param emptyBin whether a human is asked to empty the recycle bin of a person's records
 * @param paths the family of paths
 */
record HubSpotSettings(
    Optional<String> externalIdProperty,
    List<String> contactProperties,
    boolean exportSubscriptions,
    boolean eraseAttachments,
    boolean emptyBin,
    HubSpotPaths paths) {
  private static final String EXTERNAL_ID_PROPERTY = "externalIdProperty";
  private static final String CONTACT_PROPERTIES = "contactProperties";
  private static final String EXPORT_SUBSCRIPTIONS = "exportSubscriptions";
  private static final String ERASE_ATTACHMENTS = "eraseAttachments";
  private static final String EMPTY_BIN = "emptyBin";
  private static final String API_VERSION = "apiVersion";

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              EXTERNAL_ID_PROPERTY,
              "the contact property that holds the company's own id of the person"),
          new Setting(
              CONTACT_PROPERTIES, "further contact properties to export, separated by commas"),
          new Setting(
              EXPORT_SUBSCRIPTIONS,
              "true or false, true by default: export the person's communication preferences; needs"
                  + " the scope for reading subscription statuses in batches"),
          new Setting(
              ERASE_ATTACHMENTS,
              "true or false, false by default: also erase, for good, the files attached to the"
                  + " person's notes, calls, emails, meetings and messages, although other records"
                  + " may share them; needs the scopes files and files.ui_hidden.read, without"
                  + " which HubSpot answers as if an attachment were not there"),
          new Setting(
              EMPTY_BIN,
              "true or false, true by default: ask a human to empty the recycle bin of the person's"
                  + " archived records; false leaves them there, restorable in HubSpot for 90 days,"
                  + " as a residual that the answer names. The sandbox's connection has false, and"
                  + " keeps it when it is pointed at HubSpot: change it with the address"),
          new Setting(
              API_VERSION,
              "v3 by default, or the dated paths 2026-03 or 2026-09; to be tried on a test account"
                  + " first"));

  HubSpotSettings {
    contactProperties = List.copyOf(contactProperties);
  }

  /** A setting that means nothing is a REJECTED failure. */
  static HubSpotSettings of(VendorConnection connection) {
    return new HubSpotSettings(
        Optional.of(text(connection, EXTERNAL_ID_PROPERTY, "")).filter(name -> !name.isEmpty()),
        Arrays.stream(text(connection, CONTACT_PROPERTIES, "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList(),
        flag(connection, EXPORT_SUBSCRIPTIONS, "true"),
        flag(connection, ERASE_ATTACHMENTS, "false"),
        flag(connection, EMPTY_BIN, "true"),
        HubSpotPaths.of(text(connection, API_VERSION, "v3"))
            .orElseThrow(HubSpotSettings::meaningless));
  }

  private static boolean flag(VendorConnection connection, String name, String usual) {
    return switch (text(connection, name, usual)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw meaningless();
    };
  }

  private static String text(VendorConnection connection, String name, String usual) {
    return connection.settings().getOrDefault(name, usual).strip();
  }

  private static VendorFailure meaningless() {
    return new VendorFailure(Kind.REJECTED, 0);
  }
}
