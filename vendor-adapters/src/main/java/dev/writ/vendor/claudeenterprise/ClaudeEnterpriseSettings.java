package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a connection may set.
 *
 * @param organization the one organization to look at; empty is all of the parent's
 * @param eraseShared whether files and projects that other people use are erased as well
 * @param uncapToolTexts whether exports ask for tool texts in full
 */
record ClaudeEnterpriseSettings(
    Optional<String> organization, boolean eraseShared, boolean uncapToolTexts) {
  static final String ORGANIZATION = "organization";
  static final String ERASE_SHARED = "eraseShared";
  static final String UNCAP_TOOL_TEXTS = "uncapToolTexts";

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              ORGANIZATION,
              "the uuid of the one organization to look at; all organizations of the parent by"
                  + " default"),
          new Setting(
              ERASE_SHARED,
              "true or false, false by default: also erase files that sit in further chats, and"
                  + " projects that are not private or have collaborators, with their files and"
                  + " documents, although other people may work with them; switch it on before"
                  + " everything is erased because the vendor is left"),
          new Setting(
              UNCAP_TOOL_TEXTS,
              "true or false, true by default: ask for tool inputs and results in full when a chat"
                  + " is exported; false leaves the vendor's caps"));

  /** A setting that means nothing is a REJECTED failure. */
  static ClaudeEnterpriseSettings of(VendorConnection connection) {
    var organization = text(connection, ORGANIZATION, "");
    if (!organization.isEmpty() && !organization.matches("[0-9a-fA-F-]{36}")) {
      throw meaningless();
    }
    return new ClaudeEnterpriseSettings(
        Optional.of(organization).filter(uuid -> !uuid.isEmpty()),
        flag(connection, ERASE_SHARED, "false"),
        flag(connection, UNCAP_TOOL_TEXTS, "true"));
  }

  /** Whether a row of a list that has no filter for organizations is asked for. */
  boolean includes(JsonNode row) {
    var named = row.path("organization_uuid").asString("");
    return named.isEmpty() || organization.map(named::equalsIgnoreCase).orElse(true);
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
