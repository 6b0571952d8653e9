package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What the Claude Enterprise package declares about itself. */
final class ClaudeEnterpriseDescriptor {
  private static final String CONTENT =
      "Anthropic: Compliance API, retrieve and delete chats, files and projects (August to November"
          + " 2026)";
  private static final String SESSIONS =
      "Anthropic: Compliance API, retrieve session transcripts (autumn 2026)";
  private static final String REFERENCE = "Anthropic: Compliance API reference (autumn 2026)";
  private static final String ADMIN = "Anthropic: Admin API, users and API keys (August 2026)";
  private static final String PRIVACY =
      "privacy.anthropic.com 7996866, 7996875, 8956058 (2025 to 2026)";
  private static final String AT_ONCE =
      "permanent and immediate; removed from the vendor's back end within 30 days";
  private static final Duration SIX_YEARS = Duration.ofDays(6 * 365 + 2);

  static final VendorDescriptor VALUE =
      VendorDescriptor.of(
              "claude-enterprise",
              "Claude Enterprise",
              URI.create("https://api.anthropic.com/v1/compliance"))
          .credentials(ComplianceAccount.ACCESS_KEY)
          .optionalCredentials(ComplianceAccount.DELETE_KEY)
          .settings(ClaudeEnterpriseSettings.DESCRIBED)
          .surfaces(surfaces())
          .manual(List.of(CompliancePromises.REVOKE_KEY))
          .looks(CompliancePromises.AFTER_THE_PURGE)
          .claims(CompliancePromises.DOCUMENTED)
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.ISOLATION,
              Promise.REGION,
              Promise.SOC2_TYPE_II,
              Promise.DELETION_AT_CONTRACT_END,
              Promise.SUB_PROCESSORS,
              Promise.BREACH_HISTORY)
          .exceptions(outOfReach())
          .pace(10, 4, Duration.ofSeconds(5))
          .read(
              LocalDate.of(2026, 11, 24),
              List.of(
                  CONTENT,
                  SESSIONS,
                  REFERENCE,
                  "Anthropic: set up the Compliance API; Compliance API errors (August 2026)",
                  "Anthropic: Compliance API, organization data and effective settings (September"
                      + " 2026)",
                  ADMIN,
                  "support.claude.com 10440198, 9267385, 7996868",
                  PRIVACY),
              unconfirmed());

  private ClaudeEnterpriseDescriptor() {}

  private static List<Surface> surfaces() {
    return List.of(
        new Surface(
            "chat",
            "by user id, also chats the person has deleted in claude.ai",
            Way.api("GET /apps/chats/{id}/messages"),
            Way.api("DELETE /apps/chats/{id}"),
            Way.api("GET /apps/chats/{id}/messages"),
            AT_ONCE + "; messages, attached files and the chat's remote sessions go with it"),
        new Surface(
            "file",
            "named by the messages of a chat or the attachments of a project",
            Way.api("GET /apps/chats/files/{id}, /content"),
            Way.api("DELETE /apps/chats/files/{id}"),
            Way.api("GET /apps/chats/files/{id}"),
            AT_ONCE),
        new Surface(
            "generated_file",
            "named by the messages of a chat",
            Way.api("GET /apps/chats/generated-files/{id}, /content"),
            Way.none(ComplianceErasing.WITH_ITS_CHAT),
            Way.api("GET /apps/chats/generated-files/{id}"),
            ""),
        new Surface(
            "artifact",
            "each version named by the messages of a chat",
            Way.api("GET /apps/artifacts/{version}, /content"),
            Way.none(ComplianceErasing.WITH_ITS_CHAT),
            Way.api("GET /apps/artifacts/{version}"),
            ""),
        new Surface(
            "project_document",
            "attachments of the person's projects",
            Way.api("GET /apps/projects/documents/{id}"),
            Way.api("DELETE /apps/projects/documents/{id}"),
            Way.api("GET /apps/projects/documents/{id}/metadata"),
            AT_ONCE),
        new Surface(
            "project",
            "by user id",
            Way.api("GET /apps/projects/{id}"),
            Way.api("DELETE /apps/projects/{id}"),
            Way.api("GET /apps/projects/{id}"),
            AT_ONCE),
        new Surface(
            "code_artifact",
            "by user id",
            Way.api("GET /apps/code/artifacts/{id}/content"),
            Way.api("DELETE /apps/code/artifacts/{id}"),
            Way.api("GET /apps/code/artifacts/{id}/content"),
            "the deletion begins at once; how long the removal of the content takes is not"
                + " documented"),
        new Surface(
            "remote_session",
            "by user id",
            Way.api("GET /apps/sessions/remote/{id}/messages"),
            Way.none(ComplianceErasing.SESSION),
            Way.api("GET /apps/sessions/remote/{id}/messages, and the list while it is pending"),
            "kept for 6 years; a session of a chat goes with the chat"),
        new Surface(
            "local_session",
            "by walking the list of all, which has no user filter",
            Way.api("GET /apps/sessions/local/{id}, /messages"),
            Way.none(ComplianceErasing.SESSION),
            Way.api("GET /apps/sessions/local/{id}"),
            "kept for 6 years, or for the organization's own finite retention period"));
  }

  private static List<OutOfReach> outOfReach() {
    return List.of(
        new OutOfReach(
            "Transcripts of local sessions (Cowork and Claude Code on people's machines)",
            "no call deletes them; a finite retention period of the organization shortens the 6"
                + " years",
            SESSIONS,
            SIX_YEARS),
        new OutOfReach(
            "Transcripts of remote sessions that belong to no chat",
            "no call deletes them",
            SESSIONS,
            SIX_YEARS),
        new OutOfReach(
            "Remote sessions of agents that the person started",
            "the search by user leaves sessions owned by an agent out",
            SESSIONS,
            SIX_YEARS),
        new OutOfReach(
            "The activity feed: who did what, with e-mail address and network address, also the"
                + " deletions themselves",
            "an audit record that cannot be erased; kept for 6 years",
            REFERENCE,
            SIX_YEARS),
        new OutOfReach(
            "Copies in Anthropic's back end",
            "removed within 30 days of the deletion; a 404 proves the removal from the API only",
            PRIVACY,
            Duration.ofDays(30)),
        new OutOfReach(
            "Content flagged for misuse and the scores given to it",
            "kept for up to 2 years, scores for 7 years",
            PRIVACY,
            Duration.ofDays(7 * 365 + 2)),
        new OutOfReach(
            "Projects and files that other people work with, unless the setting eraseShared is on",
            "they hold several people's data; somebody must judge",
            CONTENT),
        new OutOfReach(
            "Projects to which other people's chats are attached",
            "the vendor deletes no project with chats; what is left is told with the leg",
            CONTENT),
        new OutOfReach(
            "What the person wrote in other people's projects, and their mention in other people's"
                + " chats",
            "chats are found by their owner alone, and no call searches in contents",
            REFERENCE + " (absence)"),
        new OutOfReach(
            "The person's account, seat, invitations and API keys",
            "another key and API; keys of a removed user stay active. Resolve the person before"
                + " removing them: a removed user is not in the directory any more",
            ADMIN),
        new OutOfReach(
            "Sessions under zero data retention, of Claude Code on the web, or through a Console"
                + " key or a cloud platform",
            "the API does not return them",
            SESSIONS),
        new OutOfReach(
            "Feedback sent to Anthropic",
            "kept for 5 years; no call reads or deletes it",
            PRIVACY));
  }

  private static List<String> unconfirmed() {
    return List.of(
        "Whether generated files and artifacts go with their chat; each is looked at by its id"
            + " after the chat was deleted, and told as left when it is still there.",
        "Whether a file that sits in several chats outlives the deletion of one of them; each file"
            + " is looked at by its id.",
        "Whether a chat that was deleted in claude.ai still shows its content; newer documents say"
            + " that it is empty, and then its files cannot be named. It is deleted for good all"
            + " the same.",
        "How long the content of a deleted Code artifact stays; it is looked at for about a quarter"
            + " of an hour, then the claim stands until the verification.",
        "A Code artifact cannot be read by its id; the current content is read instead, and older"
            + " versions are not exported.",
        "Whether the rows of the Code artifacts name their owner; where they do, it is compared.",
        "The names of the parameters that lift the caps of tool texts in a chat; they are taken"
            + " from those of the sessions. The setting uncapToolTexts leaves them out.",
        "Whether stored file contents are the original or extracted text.",
        "How the list of organizations names its rows; uuid is read, or else id.",
        "Whether the list of projects has projects the person only works in; rows of another owner"
            + " are taken as a broken filter. Rows that name no owner, as those of a removed member"
            + " do, are taken as the person's.",
        "Whether a project's list of collaborators names its creator; only others count as"
            + " sharing.",
        "Whether a Compliance Access Key may delete shows only with a delete; where the delete key"
            + " may not read, the refusal that names its scopes is taken as proof.",
        "Whether the lists lag; deletions are documented as immediate, 5 seconds are assumed.",
        "The limit of 600 calls a minute holds for all keys of the parent organization together;"
            + " other clients use it up as well.",
        "An id of an organization that the key may not read is answered like a deleted one.",
        "No call creates chats, files or projects, so that no invented person can be planted for a"
            + " drill.",
        "Which names of data other than all and chat the retention periods have; the longest period"
            + " counts whatever its name, and a missing one is told as not set.",
        "Which of the listed keys is the connection's own is not shown; every key with one of its"
            + " scopes is taken for it.",
        "What a cursor means once its page was erased is not documented; an inventory then reads"
            + " the list from its beginning.",
        "A SOC 2 Type II report is spoken of by others; no document of the vendor's was read, and"
            + " none on the region, sub-processors, breaches, isolation or the end of the"
            + " contract.",
        "Whether an unknown user id is an empty list or a refusal; an empty list is assumed.");
  }
}
