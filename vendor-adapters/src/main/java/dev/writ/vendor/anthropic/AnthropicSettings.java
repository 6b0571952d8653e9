package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;

/**
 * What a connection may set.
 *
 * @param metadataKey under which the company's apps put the person into metadata
 * @param walkLists whether the lists that no filter searches are read whole
 * @param batchesOfOnePerson whether a ledgered batch is one person's, however many requests it has
 * @param removeMembers whether an erase removes a member from the organization
 */
record AnthropicSettings(
    String metadataKey, boolean walkLists, boolean batchesOfOnePerson, boolean removeMembers) {
  private static final String METADATA_KEY = "metadataKey";
  private static final String WALK_LISTS = "walkLists";
  private static final String BATCHES_OF_ONE_PERSON = "batchesOfOnePerson";
  private static final String REMOVE_MEMBERS = "removeMembers";

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              METADATA_KEY,
              "the key under which the company's apps put the person into the metadata of sessions,"
                  + " memory stores and user profiles; subject by default"),
          new Setting(
              WALK_LISTS,
              "true or false, true by default; false spares the walk through all sessions, memory"
                  + " stores and user profiles, which no filter searches, and suits an organization"
                  + " without these betas; then only ledgered ones are found"),
          new Setting(
              BATCHES_OF_ONE_PERSON,
              "true or false, false by default; true when the ledger names a message batch only"
                  + " where all of its requests are one person's: its results are then exported"
                  + " and the whole batch is erased. Otherwise that is done for batches of one"
                  + " request alone, and a human decides on the others"),
          new Setting(
              REMOVE_MEMBERS,
              "true or false, false by default; true removes a member found by e-mail from the"
                  + " organization, which ends the person's access. Otherwise the membership is"
                  + " exported, and removing it is left to a human: it is offboarding, and an"
                  + " employer may have to keep it while the person works there"));

  /** A setting that means nothing is a REJECTED failure. */
  static AnthropicSettings of(VendorConnection connection) {
    var key = text(connection, METADATA_KEY, "subject");
    if (key.isEmpty()) {
      throw meaningless();
    }
    return new AnthropicSettings(
        key,
        flag(connection, WALK_LISTS, "true"),
        flag(connection, BATCHES_OF_ONE_PERSON, "false"),
        flag(connection, REMOVE_MEMBERS, "false"));
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
