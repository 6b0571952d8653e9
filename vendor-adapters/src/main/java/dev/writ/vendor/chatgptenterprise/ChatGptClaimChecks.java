package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.rows;
import static dev.writ.vendor.spi.Answers.answered;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the compliance API shows of the workspace's retention: the setting itself is shown by no
 * route, but the files of the log have an end of their own and a date.
 */
final class ChatGptClaimChecks implements ClaimChecks {
  private static final String LISTS = "/compliance/workspaces/{workspace}";

  /** How long a log file can be fetched (help.openai.com 11327494). */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final int LOG_FILES = 100;

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var workspace = ChatGptEnterpriseAdapter.workspace(connection);
    return List.of(
        new Observation(
            Promise.RETENTION,
            "WORKSPACE_RETENTION_SETTING",
            Standing.UNCLEAR,
            "No route of the API shows the workspace's retention setting.",
            "inventory of paths v2.5.12 (absence)"),
        logs(workspace, promised));
  }

  /**
   * Of everything listed, only log files have an end of their own; the oldest come first. A list
   * that this key does not open, or that is not there, shows nothing.
   */
  private static Observation logs(ChatGptWorkspace workspace, Promised promised) {
    List<JsonNode> files;
    try {
      files =
          rows(answered(workspace.api().logs(workspace.id(), Instant.EPOCH.toString(), LOG_FILES)));
    } catch (VendorFailure failure) {
      if (failure.status() == 403 || failure.status() == 404) {
        return logs(Standing.UNCLEAR, "The key does not open this list.");
      }
      throw failure;
    }
    var latest = promised.now().minus(KEPT).minus(GRACE);
    var ends = files.stream().map(file -> date(file.path("end_time"))).toList();
    if (ends.stream().flatMap(Optional::stream).anyMatch(latest::isAfter)) {
      return logs(Standing.NOT_AS_PROMISED, "Something is listed for longer than 30 days.");
    }
    boolean dated = ends.stream().allMatch(Optional::isPresent);
    return logs(
        dated ? Standing.UNBROKEN : Standing.UNCLEAR, "Nothing is listed for longer than 30 days.");
  }

  private static Observation logs(Standing standing, String value) {
    return new Observation(
        Promise.RETENTION,
        "CONVERSATION_LOG_PAST_END",
        standing,
        value,
        "GET " + LISTS + "/logs?event_type=CONVERSATION_MESSAGE");
  }

  private static Optional<Instant> date(JsonNode text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.asString("")).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
