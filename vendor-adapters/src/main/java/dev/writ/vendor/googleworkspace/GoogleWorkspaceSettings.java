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
 */
record GoogleWorkspaceSettings(
    String adminUser,
    boolean eraseAccount,
    boolean eraseMail,
    boolean eraseDrive,
    boolean eraseTokens,
    String region,
    boolean missingCountIsZero) {
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

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              ADMIN_USER,
              "required: the e-mail address of the administrator the service account acts as; needs"
                  + " the Vault privileges Manage Matters, Manage Exports, Manage Holds and View All"
                  + " Matters, and the right to manage users"),
          new Setting(
              ERASE_ACCOUNT,
              "true or false, false by default: also delete the person's Workspace account, with all"
                  + " its data; the only lever of the API on Gemini's data, and for an employee hardly"
                  + " ever what is meant"),
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
              "true or false, false by default: read a count that Vault leaves out as zero; only after"
                  + " it has been seen on the account that Vault leaves zeros out"));

  /** A setting that means nothing is a REJECTED failure. */
  static GoogleWorkspaceSettings of(VendorConnection connection) {
    var admin = text(connection, ADMIN_USER, "");
    var region = text(connection, REGION, "ANY");
    if (!ADDRESS.matcher(admin).matches() || !REGIONS.contains(region)) {
      throw meaningless();
    }
    return new GoogleWorkspaceSettings(
        admin,
        flag(connection, ERASE_ACCOUNT),
        flag(connection, ERASE_MAIL),
        flag(connection, ERASE_DRIVE),
        flag(connection, ERASE_TOKENS),
        region,
        flag(connection, MISSING_COUNT_IS_ZERO));
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
