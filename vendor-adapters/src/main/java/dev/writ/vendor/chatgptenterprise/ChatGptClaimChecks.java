package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.answered;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.requiredId;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.rows;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What the compliance API shows of the workspace's retention: the setting itself is shown by no
 * route, but what should be gone by then and is listed still is shown by its date.
 */
final class ChatGptClaimChecks implements ClaimChecks {
  private static final String LISTS = "/compliance/workspaces/{workspace}";
  private static final int MOST_MEMBERS = 50;
  private static final int LOG_FILES = 100;

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var workspace = ChatGptEnterpriseAdapter.workspace(connection);
    var seen = new ArrayList<Observation>();
    seen.add(
        new Observation(
            Promise.RETENTION,
            "WORKSPACE_RETENTION_SETTING",
            Standing.UNCLEAR,
            "No route of the API shows the workspace's retention setting.",
            "inventory of paths v2.5.12 (absence)"));
    seen.add(
        aged(
            "OLDEST_CODEX_TASK",
            "GET " + LISTS + "/codex_tasks",
            promised,
            () -> tasks(workspace, new OldestSeen(promised))));
    seen.add(
        aged(
            "OLDEST_LIBRARY_FILE",
            "GET " + LISTS + "/users/{user}/library_files",
            promised,
            () -> libraryFiles(workspace, new OldestSeen(promised))));
    seen.add(
        aged(
            "OLDEST_CONVERSATION_LOG",
            "GET " + LISTS + "/logs?event_type=CONVERSATION_MESSAGE",
            promised,
            () -> logFiles(workspace, new OldestSeen(promised))));
    return List.copyOf(seen);
  }

  /** A list that this key does not open, or that is not there, shows nothing. */
  private static Observation aged(
      String code, String source, Promised promised, Supplier<OldestSeen> look) {
    if (promised.retention().isEmpty()) {
      return unclear(code, "No retention is promised to hold the dates against.", source);
    }
    try {
      var oldest = look.get();
      return new Observation(Promise.RETENTION, code, oldest.standing(), oldest.value(), source);
    } catch (VendorFailure failure) {
      if (failure.status() == 403 || failure.status() == 404) {
        return unclear(code, "The key does not open this list.", source);
      }
      throw failure;
    }
  }

  private static Observation unclear(String code, String reason, String source) {
    return new Observation(Promise.RETENTION, code, Standing.UNCLEAR, reason, source);
  }

  private static OldestSeen tasks(ChatGptWorkspace workspace, OldestSeen oldest) {
    walk(workspace, ChatGptKind.CODEX_TASK, "", oldest);
    return oldest;
  }

  /** Of some members, because a workspace admits 100 calls a minute. */
  private static OldestSeen libraryFiles(ChatGptWorkspace workspace, OldestSeen oldest) {
    var page = answered(workspace.page(ChatGptKind.MEMBER, "", Map.of()).orElse(null));
    var members = rows(page);
    if (members.size() > MOST_MEMBERS || ChatGptAnswers.more(page)) {
      oldest.inPart();
    }
    for (var member : members.subList(0, Math.min(MOST_MEMBERS, members.size()))) {
      if (!oldest.tooOld()) {
        walk(workspace, ChatGptKind.LIBRARY_FILE, requiredId(member), oldest);
      }
    }
    return oldest;
  }

  /** To the list's end, or to the first row that is too old. */
  private static void walk(
      ChatGptWorkspace workspace, ChatGptKind kind, String user, OldestSeen oldest) {
    for (var place = ListPlace.START; place != null && !oldest.tooOld(); ) {
      var read = place.read(position -> workspace.page(kind, user, position));
      read.rows().forEach(row -> oldest.see(row.path("created_at")));
      place = read.end().orElse(null);
    }
  }

  /** The oldest files come first. */
  private static OldestSeen logFiles(ChatGptWorkspace workspace, OldestSeen oldest) {
    var answer =
        answered(workspace.api().logs(workspace.id(), Instant.EPOCH.toString(), LOG_FILES));
    for (JsonNode file : rows(answer)) {
      oldest.see(file.path("end_time"));
    }
    return oldest;
  }
}
