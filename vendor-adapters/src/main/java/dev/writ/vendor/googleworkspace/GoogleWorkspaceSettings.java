package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a connection may set.
 *
 * @param adminUser the administrator the service account acts as
 * @param eraseAccount whether the account itself is located and deleted
 * @param eraseMail whether all messages are
 * @param eraseDrive whether all files the person owns are
 * @param eraseTokens whether third-party apps' access to the account is
 * @param region where Vault prepares its copies
 * @param missingCountIsZero whether a count that Vault leaves out is a zero
 * @param drillUser the account in which drills plant their data, or empty
 * @param leavesEverything whether leaving the vendor means more than Gemini's data
 */
record GoogleWorkspaceSettings(
    String adminUser,
    boolean eraseAccount,
    boolean eraseMail,
    boolean eraseDrive,
    boolean eraseTokens,
    String region,
    boolean missingCountIsZero,
    String drillUser,
    boolean leavesEverything) {
  static final Pattern ADDRESS =
      Pattern.compile(
          "(?=.{3,254}$)[A-Za-z0-9_%+'-]+(\\.[A-Za-z0-9_%+'-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private static final Set<String> REGIONS = Set.of("ANY", "US", "EUROPE");
  private static final String ADMIN_USER = "adminUser";
  private static final String ERASE_ACCOUNT = "eraseAccount";
  private static final String ERASE_MAIL = "eraseMail";
  private static final String ERASE_DRIVE = "eraseDrive";
  private static final String ERASE_TOKENS = "eraseTokens";
  private static final String REGION = "region";
  private static final String MISSING_COUNT_IS_ZERO = "missingCountIsZero";
  private static final String DRILL_USER = "drillUser";
  private static final String LEAVING = "leaving";

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              ADMIN_USER,
              "required: the e-mail address of the administrator the service account acts as; needs"
                  + " the Vault privileges Manage Matters, Manage Exports, Manage Holds and View"
                  + " All Matters, and the right to manage users"),
          new Setting(
              ERASE_ACCOUNT,
              "true or false, false by default: also delete the person's Workspace account, with"
                  + " all its data; the only lever of the API on Gemini's data, and for an employee"
                  + " hardly ever what is meant"),
          new Setting(
              ERASE_MAIL,
              "true or false, false by default: also erase, for good, every message of the person's"
                  + " mailbox, although it is mostly the company's correspondence"),
          new Setting(
              ERASE_DRIVE,
              "true or false, false by default: also erase, for good, every file the person owns,"
                  + " although others may work with it"),
          new Setting(
              ERASE_TOKENS,
              "true or false, false by default: also end the access of third-party apps that the"
                  + " person allowed in"),
          new Setting(
              REGION, "ANY by default, US or EUROPE: where Vault prepares the copy it hands out"),
          new Setting(
              MISSING_COUNT_IS_ZERO,
              "true or false, false by default: read a count that Vault leaves out as zero; only"
                  + " after it has been seen on the account that Vault leaves zeros out"),
          new Setting(
              DRILL_USER,
              "the e-mail address of an account that nobody uses, kept for drills: a drill puts an"
                  + " invented person's message and file there and erases them again; without it"
                  + " there is no drill here"),
          new Setting(
              LEAVING,
              "ai or everything, ai by default: whether leaving this vendor concerns Gemini's data"
                  + " alone; with everything also all accounts' mail, files, app access and the"
                  + " accounts, each where its erase setting above is true, and every app's access"
                  + " and app password"));

  /** A setting that means nothing is a REJECTED failure. */
  static GoogleWorkspaceSettings of(VendorConnection connection) {
    var admin = text(connection, ADMIN_USER, "");
    var region = text(connection, REGION, "ANY");
    var drill = text(connection, DRILL_USER, "");
    if (!ADDRESS.matcher(admin).matches()
        || !REGIONS.contains(region)
        || !(drill.isEmpty() || ADDRESS.matcher(drill).matches())) {
      throw meaningless();
    }
    return new GoogleWorkspaceSettings(
        admin,
        flag(connection, ERASE_ACCOUNT),
        flag(connection, ERASE_MAIL),
        flag(connection, ERASE_DRIVE),
        flag(connection, ERASE_TOKENS),
        region,
        flag(connection, MISSING_COUNT_IS_ZERO),
        drill,
        leaving(connection));
  }

  private static boolean leaving(VendorConnection connection) {
    return switch (text(connection, LEAVING, "ai")) {
      case "ai" -> false;
      case "everything" -> true;
      default -> throw meaningless();
    };
  }

  /** Whether objects of this kind are located and erased. */
  boolean wants(GoogleKind kind) {
    return switch (kind) {
      case GEMINI, SIDE_PANEL -> true;
      case MAIL -> eraseMail;
      case DRIVE_FILE -> eraseDrive;
      case TOKEN -> eraseTokens;
      case ACCOUNT -> eraseAccount;
    };
  }

  /** Whether objects of this kind are listed when the vendor is left. */
  boolean leaves(GoogleKind kind) {
    return switch (kind) {
      case GEMINI, SIDE_PANEL -> true;
      case MAIL, DRIVE_FILE, TOKEN, ACCOUNT -> leavesEverything && wants(kind);
    };
  }

  private static boolean flag(VendorConnection connection, String name) {
    return switch (text(connection, name, "false")) {
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
