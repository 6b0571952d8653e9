package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connection sets.
 *
 * @param tenantId the directory to sign in to, by id or domain
 * @param eraseAccount whether the account is located and erased too
 * @param itemsPerPurge how many items one purge is expected to remove
 * @param contentQuery the KQL that finds Copilot messages in a mailbox
 * @param purgeAreas Graph's flags string
 * @param controlUser object id of a user whose history must be readable
 * @param leavesEverything whether leaving the vendor concerns accounts, too
 */
record MicrosoftCopilotSettings(
    String tenantId,
    boolean eraseAccount,
    int itemsPerPurge,
    String contentQuery,
    String purgeAreas,
    Optional<String> controlUser,
    boolean leavesEverything) {
  static final String TENANT_ID = "tenantId";
  static final String ERASE_ACCOUNT = "eraseAccount";
  static final String ITEMS_PER_PURGE = "itemsPerPurge";
  static final String ITEM_CLASSES = "itemClasses";
  static final String PURGE_AREAS = "purgeAreas";
  static final String CONTROL_USER = "controlUser";
  static final String LEAVING = "leaving";

  private static final Pattern DOMAIN =
      Pattern.compile("(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{1,63}");
  private static final String CLASS = "ItemClass:IPM.SkypeTeams.Message.Copilot.";

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              TENANT_ID, "required: the directory (tenant) id, or one of the directory's domains"),
          new Setting(
              ERASE_ACCOUNT,
              "true or false, false by default: also locate and erase the person's Entra account;"
                  + " deleted it is restorable for 30 days, and deleting it for good is expected to"
                  + " be left to an administrator"),
          new Setting(
              ITEMS_PER_PURGE,
              "10 by default, or 100: Microsoft's pages name both as the most that one purge"
                  + " removes from a mailbox; a history that 100 such purges cannot remove is left"
                  + " to an administrator"),
          new Setting(
              ITEM_CLASSES,
              "named by default: search for the item classes that Microsoft names, one by one; or"
                  + " wildcard: for all below IPM.SkypeTeams.Message.Copilot, whose spelling in a"
                  + " query is not confirmed, to be tried on a test mailbox first"),
          new Setting(
              PURGE_AREAS,
              "mailboxes by default, or teamsMessages: where a purge removes what was found"),
          new Setting(
              CONTROL_USER,
              "the object id of a user with a Copilot licence and some history, which is read to"
                  + " prove that histories can be read at all; with it, a refusal for one person is"
                  + " taken as a missing licence"),
          new Setting(
              LEAVING,
              "ai or everything, ai by default: whether leaving this vendor concerns Copilot's"
                  + " histories alone; with everything and eraseAccount also every account of the"
                  + " directory"));

  /** A setting that means nothing is a REJECTED failure. */
  static MicrosoftCopilotSettings of(VendorConnection connection) {
    var tenant = text(connection, TENANT_ID, "");
    var control = Optional.of(text(connection, CONTROL_USER, "")).filter(id -> !id.isEmpty());
    if (!(GraphAnswers.isObjectId(tenant) || DOMAIN.matcher(tenant).matches())
        || !control.map(GraphAnswers::isObjectId).orElse(true)) {
      throw GraphAnswers.rejected();
    }
    return new MicrosoftCopilotSettings(
        tenant,
        Boolean.parseBoolean(oneOf(connection, ERASE_ACCOUNT, "false", "true")),
        Integer.parseInt(oneOf(connection, ITEMS_PER_PURGE, "10", "100")),
        query(oneOf(connection, ITEM_CLASSES, "named", "wildcard")),
        oneOf(connection, PURGE_AREAS, "mailboxes", "teamsMessages"),
        control,
        oneOf(connection, LEAVING, "ai", "everything").equals("everything"));
  }

  private static String query(String classes) {
    return classes.equals("wildcard")
        ? CLASS + "*"
        : Stream.of(
                "BizChat",
                "Excel",
                "Forms",
                "Loop",
                "M365App",
                "OneNote",
                "Outlook",
                "Powerpoint",
                "Teams",
                "Whiteboard",
                "Word")
            .map(CLASS::concat)
            .collect(Collectors.joining(" OR "));
  }

  private static String oneOf(
      VendorConnection connection, String name, String usual, String other) {
    var value = text(connection, name, usual);
    if (!value.equals(usual) && !value.equals(other)) {
      throw GraphAnswers.rejected();
    }
    return value;
  }

  private static String text(VendorConnection connection, String name, String usual) {
    return connection.settings().getOrDefault(name, usual).strip();
  }
}
