package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What the Anthropic package declares about itself. */
final class AnthropicDescriptor {
  static final String REMOVE_MEMBER = "REMOVE_MEMBER";
  static final String SHARED_BATCH = "SHARED_BATCH";

  private static final String DOCS = "platform.claude.com docs, copy of 2026-08-21: ";
  private static final String PRIVACY = "privacy.claude.com: ";
  private static final String SDK = "anthropics/anthropic-sdk-java 2.57.0";
  private static final String BACK_END =
      "Anthropic's back end deletes within 30 days, by its retention articles.";

  static final VendorDescriptor VALUE =
      VendorDescriptor.of(
              "anthropic", "Anthropic API platform", URI.create("https://api.anthropic.com"))
          .credentials(AnthropicAccount.API_KEY)
          .optionalCredentials(AnthropicAccount.ADMIN_KEY)
          .settings(AnthropicSettings.DESCRIBED)
          .surfaces(surfaces())
          .manual(
              List.of(
                  removeMember(),
                  sharedBatch(),
                  AnthropicPromises.REVOKE_API_KEY,
                  AnthropicPromises.REVOKE_ADMIN_KEY))
          .exceptions(outOfReach())
          .looks(AnthropicPromises.AFTER_THE_PURGE)
          .claims(AnthropicPromises.DOCUMENTED)
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.ISOLATION,
              Promise.SOC2_TYPE_II,
              Promise.DELETION_AT_CONTRACT_END,
              Promise.SUB_PROCESSORS,
              Promise.BREACH_HISTORY)
          .pace(5, 2, Duration.ofSeconds(2))
          .read(LocalDate.of(2026, 11, 24), documents(), unconfirmed());

  private AnthropicDescriptor() {}

  private static List<Surface> surfaces() {
    return List.of(
        new Surface(
            "session",
            "by metadata[metadataKey] in the list of all sessions, also archived ones, and by the"
                + " ledgered id",
            Way.api("GET /v1/sessions/{id}, /events"),
            Way.api("POST /v1/sessions/{id}/events (interrupt), DELETE /v1/sessions/{id}"),
            Way.api("GET /v1/sessions/{id}"),
            "Goes with its events and its container. Its files and memory stores stay, and are"
                + " objects of their own."),
        new Surface(
            "file",
            "by the ledgered id, asked for in hundreds, and by the sessions found",
            Way.api("GET /v1/files/{id}, /content (uploaded files: their description alone)"),
            Way.api("DELETE /v1/files/{id}"),
            Way.api("GET /v1/files/{id}"),
            "Inaccessible shortly afterwards, and may persist in calls under way. A file that"
                + " expired by itself shows its description for up to 30 days more. "
                + BACK_END),
        new Surface(
            "message_batch",
            "by the ledgered id only",
            Way.api("GET /v1/messages/batches/{id}, /results"),
            Way.api("POST /v1/messages/batches/{id}/cancel, DELETE /v1/messages/batches/{id}"),
            Way.api("GET /v1/messages/batches/{id}"),
            "The whole batch goes, with every request in it. Undeleted, its content goes 29 days"
                + " after its creation."),
        new Surface(
            "memory",
            "by the ledgered memory store and memory ids",
            Way.api("GET /v1/memory_stores/{store}/memories/{id}, /memory_versions"),
            Way.api(
                "DELETE /v1/memory_stores/{store}/memories/{id}, POST"
                    + " /memory_versions/{version}/redact"),
            Way.api("GET /v1/memory_stores/{store}/memories/{id}, /memory_versions/{version}"),
            "Who wrote when stays in the redacted versions, without content and path."),
        new Surface(
            "memory_store",
            "by metadata[metadataKey] in the list of all memory stores, also archived ones, and by"
                + " the ledgered id; name a store in the ledger only when it is one person's",
            Way.api("GET /v1/memory_stores/{id}, /memories, /memory_versions"),
            Way.api("DELETE /v1/memory_stores/{id}"),
            Way.api("GET /v1/memory_stores/{id}"),
            "Goes with all of its memories and their versions."),
        new Surface(
            "user_profile",
            "by external_id and metadata[metadataKey] in the list of all user profiles, and by the"
                + " ledgered id",
            Way.api("GET /v1/user_profiles/{id}"),
            Way.api("DELETE /v1/user_profiles/{id}"),
            Way.api("GET /v1/user_profiles/{id}"),
            "Stop sending its id first. What Anthropic keeps of a deleted profile is not"
                + " documented."),
        new Surface(
            "organization_invite",
            "by e-mail, with an admin key only; without one this kind is not searched",
            Way.api("GET /v1/organizations/invites/{id}"),
            Way.api("DELETE /v1/organizations/invites/{id} (pending invites only)"),
            Way.api("GET /v1/organizations/invites/{id}"),
            "The vendor may keep showing a withdrawn invite with the status deleted; that counts as"
                + " gone."),
        new Surface(
            "organization_user",
            "by e-mail, with an admin key only; without one this kind is not searched",
            Way.api("GET /v1/organizations/users/{id}, GET /v1/organizations/api_keys"),
            Way.api("DELETE /v1/organizations/users/{id}, with the setting removeMembers"),
            Way.api("GET /v1/organizations/users/{id}"),
            "API keys that the person created stay usable."));
  }

  private static ManualWork removeMember() {
    return new ManualWork(
        REMOVE_MEMBER,
        ManualWork.Doer.OFFICER,
        "Decide on the person's membership of the Claude organization",
        List.of(
            "Find out whether the person still works with the account. If so, the membership may"
                + " have to stay: note the reason with this task and end here.",
            "Where members come from an identity provider (SCIM), remove the person there: the API"
                + " refuses it.",
            "Otherwise remove the member in the Claude Console, among the organization's members."
                + " An admin is removed there as well; the API refuses it.",
            "Look through the API keys the person created and deactivate those not needed by"
                + " others: they stay usable after the removal, and cannot be deleted."),
        Duration.ZERO,
        DOCS + "Admin API");
  }

  private static ManualWork sharedBatch() {
    return new ManualWork(
        SHARED_BATCH,
        ManualWork.Doer.OFFICER,
        "Decide on a message batch that may hold several people's requests",
        List.of(
            "Find out from your own records, by the custom ids, whose requests the batch holds.",
            "If nobody else's results are needed any more, cancel the batch unless it has ended"
                + " (POST /v1/messages/batches/{id}/cancel) and delete it (DELETE"
                + " /v1/messages/batches/{id}) with the key of its workspace.",
            "If they are needed, note until when: the vendor deletes the content 29 days after the"
                + " batch was created."),
        Duration.ZERO,
        DOCS + "message batches");
  }

  private static List<OutOfReach> outOfReach() {
    return List.of(
        new OutOfReach(
            "Prompts and answers of the Messages API",
            "For paid API customers Anthropic does not delete at request: inputs and outputs are"
                + " deleted within 30 days, unless agreed otherwise. Nothing lists them, and"
                + " metadata.user_id is not searchable.",
            PRIVACY + "7996875, 7996866",
            Duration.ofDays(30)),
        new OutOfReach(
            "Content flagged for a violation of the usage policy",
            "kept up to 2 years; no API shows or erases it",
            PRIVACY + "7996866",
            Duration.ofDays(730)),
        new OutOfReach(
            "Trust and safety scores",
            "kept up to 7 years; no API shows or erases them",
            PRIVACY + "7996866",
            Duration.ofDays(2_557)),
        new OutOfReach(
            "Feedback given to Anthropic",
            "kept 5 years; no API shows or erases it",
            PRIVACY + "7996866",
            Duration.ofDays(1_826)),
        new OutOfReach(
            "The content of uploaded files, in an export",
            "only files that code execution or skills made can be downloaded; the export holds the"
                + " description, and the original must come from where it was uploaded from",
            DOCS + "files"),
        new OutOfReach(
            "Files and message batches that no app recorded",
            "Their lists have no filter for a person and their rows no metadata: only ids in the"
                + " ledger are found.",
            DOCS + "files, message batches"),
        new OutOfReach(
            "Objects of other workspaces",
            "A key sees its own workspace: each workspace needs a connection of its own.",
            DOCS + "workspaces"),
        new OutOfReach(
            "Sessions that used a person's memory store and name nobody",
            "A session may mount several people's stores, so the store is not followed to its"
                + " sessions: record sessions in the ledger or in their metadata.",
            DOCS + "managed agents memory"),
        new OutOfReach(
            "Members and invites of the organization, without an admin key",
            "They are found with the optional adminKey alone; a connection without it does not"
                + " search them.",
            DOCS + "Admin API"),
        new OutOfReach(
            "API keys the person created",
            "They survive the removal of the member. No route deletes a key or the record of who"
                + " created it; they are exported with the member.",
            DOCS + "Admin API"),
        new OutOfReach(
            "Chats of Claude Enterprise, Team, Pro and Free",
            "They are not part of the API platform.",
            DOCS + "compliance API"));
  }

  private static List<String> documents() {
    return List.of(
        DOCS + "files, message batches, errors, rate limits, Admin API",
        DOCS + "managed agents: sessions, memory; session operations; user profiles",
        DOCS + "data residency; Admin API reference, API keys and workspaces",
        "platform.claude.com: Delete User Profile (2026-11-30)",
        PRIVACY + "7996866, 7996875, 8956058, 2025 and 2026",
        "support.anthropic.com: 7996868, 9267385",
        SDK);
  }

  private static List<String> unconfirmed() {
    return List.of(
        "A key of the wrong workspace is answered like an object that is gone: nothing shows which"
            + " workspace a key belongs to. Record with each connection which one it is.",
        "Which status refuses to delete a batch or session at work is not documented; 400 and 409"
            + " are taken as that refusal where the object is still at work.",
        "Whether the entry that records a memory's deletion can be redacted is not documented;"
            + " where it is refused, the path of the memory stays and is reported.",
        "Whether a session's files can still be listed once the session is gone is not documented;"
            + " it is tried.",
        "Whether a withdrawn invite stays visible with the status deleted is not documented; that"
            + " status counts as gone.",
        "Whether removing a member from the organization also ends memberships of workspaces is not"
            + " documented; it is assumed to.",
        "Whether the member filter for e-mail is as tolerant at the API platform as documented for"
            + " Claude Enterprise is not confirmed; every match is compared again.",
        "How long user profiles are kept is not documented, nor what Anthropic keeps of one that"
            + " was deleted.",
        "The beta header of user profiles is that of the official client 2.57.0; betas may change"
            + " or end.",
        "A 429 that names neither a wait nor a limit is taken as the monthly spend cap, which ends"
            + " a request instead of retrying it.",
        "Limits are documented for files alone (about 500 calls a minute for the whole"
            + " organization); 5 calls a second are assumed for all.",
        "How long lists may still show erased objects is not documented; 2 seconds are assumed.",
        "The API version 2026-10-21 is not used; its known changes concern the Messages API.",
        "What archiving a workspace does to what is stored in it is not documented; it is archived"
            + " after everything in it was erased and each of its keys was made inactive.",
        "The list of API keys tells a key by a redacted hint; where no hint fits the connection's"
            + " own key, a human makes it inactive. Admin keys are in no list.",
        "What a list's token means once its rows were erased is not documented; an inventory then"
            + " reads the list from its beginning.",
        "A SOC 2 Type II report is spoken of by others; no document of the vendor's was read, and"
            + " none on sub-processors, breaches, isolation or the end of the contract.",
        "Whether zero data retention is agreed cannot be read; see the contract.");
  }
}
