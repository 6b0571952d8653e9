package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What the ChatGPT Enterprise package declares about itself. */
final class ChatGptDescriptor {
  static final String EXPORT_CONVERSATIONS = "EXPORT_CONVERSATIONS";
  static final String DECIDE_OWNED = "DECIDE_OWNED_OBJECT";
  static final String REMOVE_MEMBER = "REMOVE_MEMBER";
  static final String REVOKE_ADMIN_KEY = "REVOKE_ADMIN_KEY";
  static final String WORKSPACE_RETENTION = "WORKSPACE_RETENTION";
  static final String LIST_NOT_SHOWN =
      "The member's list is not there, as after a removal; what a removed member made stays.";

  static final String UNOBSERVABLE =
      "No route reads a conversation by its id, and the list of conversations is gone from the API."
          + " What is left to see is the deletion in the workspace's AUDIT_LOG.";

  private static final Duration PURGE = Duration.ofDays(30);
  private static final String SPEC =
      "ChatGPT compliance API, specification v2.5.37 (October 2026) as quoted by third parties";
  private static final String PATHS = "inventory of paths of the ChatGPT admin API v2.5.12";
  private static final String PURGED =
      "help.openai.com 8983778 (deleted chats), 8266418 (the same for deletions by the API)";
  private static final String LOGS = "help.openai.com 11327494 (compliance logs)";
  private static final String KEYS = "help.openai.com 20001407 (workspace admin keys)";
  private static final String PRIVACY =
      "openai.com/enterprise-privacy (a stored copy, read 2026-11-24)";
  private static final String SUB_PROCESSORS =
      "openai.com/policies/sub-processor-list, stored copy of 2025-04-30";
  private static final LocalDate READ = LocalDate.of(2026, 11, 23);
  private static final String LEAVING = "help.openai.com 8266418 (removed members)";

  private static final String U = "/compliance/workspaces/{workspace}/users/{user}";
  private static final String W = "/compliance/workspaces/{workspace}";

  static final VendorDescriptor VALUE = with(List.of());

  private ChatGptDescriptor() {}

  /** The description of a connection that allows these hosts for its log files. */
  static VendorDescriptor with(List<String> logHosts) {
    return VendorDescriptor.of(
            "chatgpt-enterprise", "ChatGPT Enterprise", URI.create("https://api.chatgpt.com/v1"))
        .hosts(logHosts)
        .credentials(ChatGptEnterpriseAdapter.CREDENTIAL)
        .settings(ChatGptSettings.DESCRIBED)
        .surfaces(surfaces())
        .manual(manual())
        .lookedUp(WORKSPACE_RETENTION)
        .exceptions(exceptions())
        .looks(PURGE.plusDays(2))
        .claims(claims())
        .undocumented(
            "nothing that was read says where the vendor publishes it",
            Promise.ISOLATION,
            Promise.REGION,
            Promise.SOC2_TYPE_II,
            Promise.DELETION_AT_CONTRACT_END,
            Promise.BREACH_HISTORY)
        .pace(1.5, 2, Duration.ofSeconds(5))
        .read(
            READ,
            List.of(SPEC, PATHS, PURGED, LOGS, LEAVING, KEYS, PRIVACY, SUB_PROCESSORS),
            open());
  }

  private static List<Surface> surfaces() {
    return List.of(
        ofUser("automation", "/automations", list("/automations"), "/automations/{id}"),
        new Surface(
            "file",
            "attachments that the workspace's log files name, from the ledger; no list exists",
            Way.api("GET " + U + "/files/{id}"),
            Way.api("DELETE " + U + "/files/{id}"),
            Way.api("GET " + U + "/files/{id}"),
            "how soon a deleted file is purged is not documented"),
        new Surface(
            "conversation",
            "from the ledger, which the workspace's log files and the company's own apps fill; no"
                + " list exists",
            Way.hand(EXPORT_CONVERSATIONS),
            Way.api("DELETE " + U + "/conversations/{id}"),
            Way.none(UNOBSERVABLE),
            "gone from view at once, purged within 30 days"),
        ofUser("canvas", "/canvases", Way.api("GET " + U + "/canvas/{id}"), "/canvas/{id}"),
        ofUser(
            "recording",
            "/recordings",
            Way.api("GET " + U + "/recordings (absence from the fresh list) and /{id}/transcript"),
            "/recordings/{id}"),
        ofUser(
            "library_file",
            "/library_files",
            Way.api("GET " + U + "/library_files/{id}"),
            "/library_files/{id}"),
        ofWorkspace("codex_task", "codex_tasks", "created_by_id"),
        new Surface(
                "memories",
                "one object per member, by the member's user id",
                Way.api("GET " + U + "/memories"),
                Way.api(
                    "DELETE "
                        + U
                        + "/memory_contexts/{context}/memories/{memory}, until the list shows"
                        + " none"),
                list("/memories"),
                "how soon a deleted memory is purged is not documented")
            .refilling(),
        ofWorkspace("project", "projects", "owner_id"),
        ofWorkspace("gpt", "gpts", "owner_id"),
        new Surface(
                "member",
                "all members are listed and compared by e-mail or user id",
                Way.api("GET " + W + "/users"),
                Way.hand(REMOVE_MEMBER),
                Way.api("GET " + W + "/users (absence from the fresh list)"),
                "removing a member leaves the content; adding the person again restores it")
            .refilling());
  }

  private static Way list(String path) {
    return Way.api("GET " + U + path + " (absence from the fresh list, the only look there is)");
  }

  private static Surface ofUser(String kind, String list, Way look, String one) {
    return new Surface(
        kind,
        "the member's list: GET " + U + list,
        look,
        Way.api("DELETE " + U + one),
        look,
        "how soon it is purged after a deletion is not documented");
  }

  private static Surface ofWorkspace(String kind, String segment, String owner) {
    var one = W + "/" + segment + "/{id}";
    return new Surface(
        kind,
        "all of the workspace are listed and compared by " + owner,
        Way.api("GET " + one),
        Way.api("DELETE " + one),
        Way.api("GET " + one),
        "how soon it is purged after a deletion is not documented");
  }

  private static List<ManualWork> manual() {
    return List.of(
        new ManualWork(
            EXPORT_CONVERSATIONS,
            Doer.OFFICER,
            "Take the person's conversations from the workspace's log files",
            List.of(
                "With a workspace admin key, list the log files: GET "
                    + W
                    + "/logs"
                    + "?event_type=CONVERSATION_MESSAGE&after=<time>; they reach back 30 days.",
                "Download each by GET "
                    + W
                    + "/logs/{id}, which leads to a link of short life;"
                    + " send no key to that link, and compare the file's SHA-256.",
                "Take the lines of the conversations named beside this task, once for each"
                    + " event_id.",
                "For older ones, look in the archive of these logs that the company keeps, if it"
                    + " keeps one; else record that they cannot be handed out."),
            Duration.ZERO,
            SPEC),
        new ManualWork(
            DECIDE_OWNED,
            Doer.OFFICER,
            "Decide about a project or GPT that others may work with",
            List.of(
                "See who else uses it: GET "
                    + W
                    + "/projects/{id}/shared_users, or /gpts/{id}"
                    + "/shared_users.",
                "Decide with the owner's department whether it goes or stays, and whether what it"
                    + " holds about the person can be taken out.",
                "If it goes, delete it: DELETE "
                    + W
                    + "/projects/{id}, or /gpts/{id}; or set"
                    + " ownedObjects to erase for this connection and let the request run again."),
            Duration.ZERO,
            PATHS),
        new ManualWork(
            REMOVE_MEMBER,
            Doer.OFFICER,
            "Decide whether the person stays a member of the workspace",
            List.of(
                "Wait until everything else of this request is erased: removing a member deletes"
                    + " no content, adding the person again restores it, and afterwards the"
                    + " person's user id cannot be looked up any more.",
                "If the person keeps the seat, record why name and address stay.",
                "If not, remove the member in the workspace's administration, or by DELETE"
                    + " /manage/workspaces/{workspace}/users/{user}."),
            Duration.ZERO,
            LEAVING + "; " + PATHS),
        new ManualWork(
            WORKSPACE_RETENTION,
            Doer.OFFICER,
            "Look up how long the workspace keeps content",
            List.of(
                "In the workspace's administration, look up the retention setting; the API has no"
                    + " route that shows it, and the documents name no menu path.",
                "Record the period: what removed members leave follows it.",
                "If it is longer than the company's own rule, have it shortened."),
            Duration.ZERO,
            LEAVING),
        new ManualWork(
            REVOKE_ADMIN_KEY,
            Doer.OFFICER,
            "Take away the keys that open the workspace",
            List.of(
                "Wait until everything at this connection is erased and looked at: without the key"
                    + " nothing can be seen any more.",
                "As an owner of the workspace, open the Admin Console, Credentials, Admin keys.",
                "Delete every key that this company does not need any more, the one of this"
                    + " connection last.",
                "Confirm here. The old key is then tried, and must be refused."),
            Duration.ZERO,
            KEYS));
  }

  private static List<DocumentedClaim> claims() {
    return List.of(
        new DocumentedClaim(
                Promise.RETENTION,
                "Enterprise, Edu: deleted conversations",
                "P30D",
                "A deleted conversation leaves the view at once and is purged within 30 days; a"
                    + " deletion by the compliance API follows the same rule.",
                PURGED,
                READ)
            .about("conversation"),
        new DocumentedClaim(
            Promise.RETENTION,
            "Enterprise, Edu: compliance log files",
            "P30D",
            "The files with the members' messages can be fetched for up to 30 days.",
            LOGS,
            READ),
        new DocumentedClaim(
            Promise.NO_TRAINING,
            "Enterprise",
            "yes",
            "OpenAI does not train on data from ChatGPT Enterprise.",
            PRIVACY,
            LocalDate.of(2026, 11, 24)),
        new DocumentedClaim(
            Promise.DELETION_ON_REQUEST,
            "Enterprise, Edu",
            "yes",
            "The compliance API deletes a member's conversations, files, memories and other objects"
                + " by their ids.",
            PATHS,
            READ),
        new DocumentedClaim(
            Promise.SUB_PROCESSORS,
            "Enterprise",
            "Cloudflare,Microsoft,Snowflake,TaskUs,Intercom,Salesforce,Accenture,Confluent,Cinder,WorkOS,Okta",
            "The list of 2025-04-30 names these for ChatGPT Enterprise and Edu, WorkOS where the"
                + " customer chooses it. A newer list may name others.",
            SUB_PROCESSORS,
            LocalDate.of(2026, 11, 30)));
  }

  private static List<OutOfReach> exceptions() {
    return List.of(
        new OutOfReach(
            "Deleted conversations, until they are purged",
            "They leave the view at once and are purged within 30 days.",
            PURGED,
            PURGE),
        new OutOfReach(
            "Log files with the person's messages",
            "The vendor keeps them for up to 30 days, and no route deletes one.",
            LOGS,
            PURGE),
        new OutOfReach(
            "The AUDIT_LOG",
            "It records every call of the compliance API, deletions too, and cannot be erased.",
            SPEC),
        new OutOfReach(
            "Copies of the log files outside ChatGPT",
            "An archive or monitoring tool that the company feeds with them is not this vendor's.",
            SPEC),
        new OutOfReach(
            "Conversations that the ledger does not know",
            "No list of conversations exists, and the log files reach back 30 days: what is older"
                + " than the first reading of the logs, or fell into a longer pause, is not found.",
            SPEC + "; " + LOGS),
        new OutOfReach(
            "Content of members who were removed before",
            "Removing a member does not delete content: it follows the workspace's retention"
                + " setting. It is found by the user id only, from the request or the ledger.",
            LEAVING),
        new OutOfReach(
            "Files inside projects and GPTs",
            "They can be deleted by id, but no list of them is documented.",
            PATHS),
        new OutOfReach(
            "The workspace's own retention setting, in a check of what was promised",
            "No route reads it: it is looked up by hand, see " + WORKSPACE_RETENTION + ".",
            PATHS + " (absence)"),
        new OutOfReach(
            "The workspace's keys, when it is left",
            "No route lists or deletes a workspace's admin keys; see " + REVOKE_ADMIN_KEY + ".",
            PATHS + " (absence)"),
        new OutOfReach(
            "A drill with an invented person",
            "The compliance API creates nothing: no content can be planted by it.",
            PATHS + " (absence)"),
        new OutOfReach(
            "New memories and conversations",
            "A person who goes on using ChatGPT makes new ones. Memory is not switched off: the"
                + " route that does so deletes no saved memory, and none switches it on again.",
            SPEC));
  }

  private static List<String> open() {
    return List.of(
        "What the DELETE routes answer. Any success is taken as the vendor's claim and nothing of"
            + " it is read.",
        "The form of errors. Only the status is read.",
        "How the list of members is paged. Both known ways are followed, whichever the answer"
            + " speaks.",
        "The answers of canvases, automations, recordings, transcripts, library files and message"
            + " files by id. They are read as JSON and exported as they come; anything else, also a"
            + " redirect, is refused and not guessed.",
        "The names of user, address, conversation and attachments in a line of the log files. Those"
            + " of the older API are read; a file in which no line can be read so is a failure, and"
            + " not an empty one.",
        "Which host serves the log files. None but the API's own is allowed until the setting"
            + " logHosts names it.",
        "Whether a log file can appear with an end before one that was listed already. The last 15"
            + " minutes are listed again each time; the vendor promises no completeness.",
        "Whether the log files may be asked for from a time before the 30 days. Assumed that what"
            + " is still there is listed; else set logsSince.",
        "Whether the lists of a removed member are still answered.",
        "Whether an automation, recording or memory that no list shows is gone: no other look"
            + " exists for automations and memories.",
        "Whether deleting a conversation deletes its attachments; they are erased one by one where"
            + " the ledger knows them.",
        "Whether deleting a project deletes the conversations and files in it.",
        "Whether the summary about the member is rebuilt or goes with the memories.",
        "What a position in a list is worth after its row was deleted. A position that is refused,"
            + " or whose page has moved, sends the listing back to the list's beginning.",
        "How creation dates are written in the lists. Unix seconds and ISO 8601 are understood; a"
            + " date that is missing proves nothing.",
        "Which AUDIT_LOG action stands for a deleted conversation.",
        "Whether a key may delete is not seen by the check, which only reads.");
  }
}
