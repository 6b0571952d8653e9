package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a connection sets.
 *
 * @param workspace the workspace's UUID
 * @param eraseOwned whether projects and GPTs that may serve others are erased without asking
 * @param logHosts hosts that log files may be fetched from besides the API's own
 * @param logsSince where the very first reading of the log files begins
 */
record ChatGptSettings(
    String workspace, boolean eraseOwned, List<String> logHosts, Instant logsSince) {
  private static final String WORKSPACE_ID = "workspaceId";
  private static final String OWNED_OBJECTS = "ownedObjects";
  private static final String LOG_HOSTS = "logHosts";
  private static final String LOGS_SINCE = "logsSince";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** At least two labels after a star, so that no whole top-level domain is allowed. */
  private static final Pattern HOST =
      Pattern.compile("(?:\\*\\.)?[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63})+");

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              WORKSPACE_ID,
              "required: the id of the workspace that the admin key is made for, a UUID"),
          new Setting(
              OWNED_OBJECTS,
              "ask or erase, ask by default: with ask, a project that is shared with somebody and"
                  + " every GPT the person owns are left to a human, since others may work with"
                  + " them; with erase they are erased like everything else"),
          new Setting(
              LOG_HOSTS,
              "hosts, separated by commas and each as name or *.suffix, that the workspace's log"
                  + " files may be fetched from besides the API's own host; the documents do not say"
                  + " which host serves them, so none is allowed by default, and a log file that"
                  + " lies elsewhere is refused as a malformed answer until its host is named here"),
          new Setting(
              LOGS_SINCE,
              "ISO 8601 time, e.g. 2026-11-01T00:00:00Z: where the first reading of the log files"
                  + " begins; by default so early that everything the vendor still keeps is read"));

  ChatGptSettings {
    logHosts = List.copyOf(logHosts);
  }

  /** A setting that is missing or means nothing is a REJECTED failure. */
  static ChatGptSettings of(VendorConnection connection) {
    var workspace = text(connection, WORKSPACE_ID, "");
    var hosts =
        Arrays.stream(text(connection, LOG_HOSTS, "").split(","))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .toList();
    if (!UUID.matcher(workspace).matches()
        || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      throw meaningless();
    }
    boolean eraseOwned =
        switch (text(connection, OWNED_OBJECTS, "ask")) {
          case "ask" -> false;
          case "erase" -> true;
          default -> throw meaningless();
        };
    return new ChatGptSettings(workspace, eraseOwned, hosts, since(connection));
  }

  private static Instant since(VendorConnection connection) {
    try {
      return Instant.parse(text(connection, LOGS_SINCE, "1970-01-01T00:00:00Z"));
    } catch (DateTimeException unreadable) {
      throw meaningless();
    }
  }

  private static String text(VendorConnection connection, String name, String usual) {
    return connection.settings().getOrDefault(name, usual).strip();
  }

  private static VendorFailure meaningless() {
    return new VendorFailure(Kind.REJECTED, 0);
  }
}
