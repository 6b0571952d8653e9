package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.Family;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What the Google Workspace package declares about itself. */
final class GoogleWorkspaceDescriptor {
  private static final String VAULT = "Vault discovery document, rev. 20260615";
  private static final String DIRECTORY = "Directory discovery document, rev. 20260914";
  private static final String RECOVERY =
      "Google's security text on data recovery (sites.google.com, secondary source)";

  private static final String PRIVACY_HUB =
      "support.google.com/a/answer/15706919: Generative AI in Google Workspace Privacy Hub (a copy"
          + " of 2025-01-17, read 2026-11-24)";
  private static final LocalDate READ = LocalDate.of(2026, 11, 23);

  private static final List<DocumentedClaim> CLAIMS =
      List.of(
          new DocumentedClaim(
                  Promise.RETENTION,
                  "Google Workspace: a deleted account",
                  "P180D",
                  "Google completes a deletion within a maximum of 180 days; for the first 20 an"
                      + " administrator can restore the account.",
                  RECOVERY,
                  READ)
              .about("account"),
          new DocumentedClaim(
              Promise.NO_TRAINING,
              "Gemini with a qualifying Google Workspace edition",
              "yes",
              "Content, prompts and answers train no generative AI models outside the domain"
                  + " without permission.",
              PRIVACY_HUB,
              LocalDate.of(2026, 11, 24)),
          new DocumentedClaim(
              Promise.ISOLATION,
              "Gemini with a qualifying Google Workspace edition",
              "yes",
              "Interactions with Gemini stay within the organisation, and content is not used for"
                  + " other customers.",
              PRIVACY_HUB,
              LocalDate.of(2026, 11, 24)),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              "Google Workspace: accounts, mail and files",
              "yes",
              "The APIs delete an account, single messages and single files for good.",
              DIRECTORY,
              READ),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              "Gemini conversations",
              "no",
              "No method deletes one person's conversations: the account holder does, or the"
                  + " auto-delete period, and Vault's rules may keep them all the same.",
              VAULT + " (absence)",
              READ));

  private static final List<Surface> SURFACES =
      List.of(
          new Surface(
                  "gemini_conversations",
                  "one per account: the account is found in the Directory by an address or its id,"
                      + " also among the deleted ones while they can be restored",
                  Way.api(
                      "POST /v1/matters/{m}/exports (corpus GEMINI, XML and JSON), Cloud Storage"),
                  Way.hand(GoogleManualWork.CHAT_DELETE),
                  Way.api("POST /v1/matters/{m}:count, or an export's totalArtifactCount"),
                  "deleted chats stay in Vault as long as a hold or a retention rule wants them")
              .refilling(),
          new Surface(
                  "gemini_workspace_history",
                  "one per account, whether or not it was ever used: no API tells",
                  Way.none(
                      "What Vault covers of it comes with the export of gemini_conversations, as"
                          + " JSON."),
                  Way.hand(GoogleManualWork.SIDE_PANEL_DELETE),
                  Way.none("No API shows this history."),
                  "usually deleted within a day")
              .refilling(),
          new Surface(
              "mail",
              "with the setting eraseMail: every message of the mailbox, spam and trash included",
              Way.api("GET /gmail/v1/users/me/messages/{id}?format=raw"),
              Way.api("DELETE /gmail/v1/users/me/messages/{id}"),
              Way.api("GET /gmail/v1/users/me/messages/{id}"),
              "gone for the user at once; Vault's holds and retention rules keep a copy"),
          new Surface(
              "drive_file",
              "with the setting eraseDrive: every file and folder the person owns, trash included",
              Way.api("GET /drive/v3/files/{id}"),
              Way.api("DELETE /drive/v3/files/{id}"),
              Way.api("GET /drive/v3/files/{id}"),
              "skips the trash; restorable by an administrator for up to 25 days"),
          new Surface(
                  "token",
                  "with the setting eraseTokens: the third-party apps that act in the account's"
                      + " name",
                  Way.api("GET /admin/directory/v1/users/{id}/tokens/{client}"),
                  Way.api("DELETE /admin/directory/v1/users/{id}/tokens/{client}"),
                  Way.api("GET /admin/directory/v1/users/{id}/tokens/{client}"),
                  "ends the access; what an app has fetched already stays with the app")
              .refilling(),
          new Surface(
                  "account",
                  "with the setting eraseAccount: by an address or its id",
                  Way.api("GET /admin/directory/v1/users/{id}"),
                  Way.api("DELETE /admin/directory/v1/users/{id}, then 20 days"),
                  Way.api("GET /admin/directory/v1/users/{id}, GET .../users?showDeleted=true"),
                  "out of use at once; erased when the list of deleted accounts does not show it"
                      + " any more, after 20 days; purged within 180 days")
              .waitingForHands());

  private static final List<OutOfReach> EXCEPTIONS =
      List.of(
          new OutOfReach(
              "An earlier end of a deleted account, with its Gemini data, mail and files",
              "an administrator can restore it for 20 days, and no API shortens the time: the"
                  + " erasure ends when the list of deleted accounts does not show it any more",
              RECOVERY),
          new OutOfReach(
              "What lies in a deleted account, for an access request",
              "nobody acts as it, and whether Vault searches it is not documented: it is left out"
                  + " unless an administrator restores the account first",
              DIRECTORY),
          new OutOfReach(
              "Accounts that are deleted already when the vendor is left",
              "they are not listed, and are purged by themselves within 20 days",
              RECOVERY),
          new OutOfReach(
              "What Google's own systems keep of a deleted account",
              "Google completes a deletion within a maximum of 180 days",
              RECOVERY,
              Duration.ofDays(180)),
          new OutOfReach(
              "Copies that a Vault hold or retention rule keeps of mail, files and Gemini chats",
              "they are kept on purpose, and retention rules can be changed in Vault's own pages"
                  + " only; holds are asked for before chats or an account are erased, not before"
                  + " each message and file",
              VAULT),
          new OutOfReach(
              "Holds in matters that the set administrator does not see",
              "Vault lists the matters shared with an administrator, and all of them only with the"
                  + " privilege View All Matters",
              VAULT),
          new OutOfReach(
              "The settings that keep or delete Gemini history",
              "no confirmed setting of the Policy API shows them; they are looked up in the Admin"
                  + " console by hand, see "
                  + GoogleManualWork.GEMINI_RETENTION,
              "Cloud Identity discovery document, rev. 20260923 (absence)"),
          new OutOfReach(
              "The account the connection acts as, when the vendor is left",
              "an administrator cannot delete the account by which everything else is seen; it is"
                  + " neither listed nor erased here",
              "a decision of this package"),
          new OutOfReach(
              "The service account's delegation and key",
              "no method shows or removes them; see " + GoogleManualWork.DWD_REMOVE,
              DIRECTORY + " (absence)"),
          new OutOfReach(
              "A drill with Gemini conversations or with an account",
              "no method makes a conversation; an account would cost a licence, so that a drill"
                  + " plants a message and a file with the account named by drillUser",
              "Gmail and Drive discovery documents"),
          new OutOfReach(
              "Matters that were deleted here, as empty shells",
              "a deleted matter can be undeleted; ours hold nothing by then and have neutral names",
              VAULT),
          new OutOfReach(
              "A copy that Vault prepared while our process broke down or its answer was lost",
              "Vault deletes the files of an export 15 days after its creation",
              "developers.google.cn: Vault guide on exports",
              Duration.ofDays(15)),
          new OutOfReach(
              "The contents of files in Drive",
              "an export hands out what Drive knows about each file, not the file: a full copy of"
                  + " somebody's Drive is Google Takeout's business, or a judgement for people",
              "a decision of this package"),
          new OutOfReach(
              "Files of others in which the person wrote, and files in shared drives",
              "they are the company's or another person's",
              "Drive discovery document, rev. 20260916: ownedByMe"),
          new OutOfReach(
              "Mail and files of a suspended or archived account",
              "nobody can act as it; with eraseAccount they go with the account, otherwise the"
                  + " request fails until the account is active",
              "inferred from the domain-wide delegation"),
          new OutOfReach(
              "Gemini Enterprise (Agentspace) and consumer accounts",
              "different products with their own data stores; consumer accounts have no"
                  + " administrator's API",
              "Google's product pages"));

  private static final List<String> UNCONFIRMED =
      List.of(
          "Whether Vault counts Gemini data is not documented: a count is tried, and where it is"
              + " refused an export is prepared for its number alone and removed.",
          "Whether Vault writes a count of zero or leaves it out is not documented: a missing count"
              + " proves nothing unless the setting missingCountIsZero says otherwise.",
          "Which tenants' Vault covers Gemini in Workspace is not documented: both formats are"
              + " asked for, and the export's records say what each gave.",
          "Whether Vault's count covers Gemini in Workspace as well is not documented: while that"
              + " history is there, a look may show the Gemini app's chats as present.",
          "The scope for fetching an export's files is inferred from the Cloud Storage document.",
          "Whether the MD5 that Vault announces is written in hex or in Base64 is not documented:"
              + " both are understood.",
          "Whether a Vault hold stops the deletion of an account is not documented: an account that"
              + " a hold may cover is not deleted here at all.",
          "Who belongs to an organisational unit is not asked: a hold on any unit counts as"
              + " covering the person.",
          "Whether the list of deleted accounts shows their aliases is not documented: by its main"
              + " address and its id a deleted account is found.",
          "The Directory may find an account by an address that the account does not show; then a"
              + " second approver must look.",
          "Which setting of the Policy API tells of Gemini, beyond"
              + " settings/gemini_app.service_status that third parties read, is not documented;"
              + " all below settings/gemini_app are looked at, and one that is missing means"
              + " Google's default.",
          "How the admin audit log names Gemini's settings is not documented: an application or a"
              + " setting with Gemini in its name counts.",
          "How soon Gmail's search finds a message that was just put into the mailbox is not"
              + " documented.",
          "What a page token is worth after a row of the list was deleted is not documented: a list"
              + " whose page has moved is read from its beginning.",
          "The quota of Drive was not found; the pace is a cautious guess.");

  static final VendorDescriptor VALUE =
      VendorDescriptor.of(
              "google-workspace",
              "Google Workspace AI (Gemini)",
              URI.create("https://admin.googleapis.com"))
          .roots(
              Map.of(
                  "oauth", URI.create("https://oauth2.googleapis.com"),
                  "identity", URI.create("https://cloudidentity.googleapis.com"),
                  "admin", URI.create("https://admin.googleapis.com"),
                  "vault", URI.create("https://vault.googleapis.com"),
                  "storage", URI.create("https://storage.googleapis.com"),
                  "gmail", URI.create("https://gmail.googleapis.com"),
                  "drive", URI.create("https://www.googleapis.com")))
          .credentials(GoogleAccess.CREDENTIAL)
          .settings(GoogleWorkspaceSettings.DESCRIBED)
          .surfaces(SURFACES)
          .manual(GoogleManualWork.ALL)
          .lookedUp(GoogleManualWork.GEMINI_RETENTION)
          .exceptions(EXCEPTIONS)
          .pace(5, 4, Duration.ofMinutes(1))
          .families(
              new Family(
                  VaultApi.EXPORTS,
                  2,
                  "developers.google.com/vault/limits, for a project: an export costs 10 of 20"
                      + " export writes"),
              new Family(VaultApi.COUNTS, 20, "developers.google.com/vault/limits, for a project"))
          .looks(Duration.ofDays(22), Duration.ofDays(27), Duration.ofDays(182))
          .claims(CLAIMS)
          .undocumented(
              "cloud.google.com/terms/data-processing-addendum; its text was not read",
              Promise.SOC2_TYPE_II,
              Promise.DELETION_AT_CONTRACT_END,
              Promise.SUB_PROCESSORS)
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.REGION,
              Promise.BREACH_HISTORY)
          .read(
              READ,
              List.of(
                  VAULT,
                  DIRECTORY,
                  "Gmail discovery document, rev. 20260727; Drive, rev. 20260916; Cloud Storage,"
                      + " rev. 20260911",
                  "developers.google.com/vault/limits and the Vault guide on exports",
                  "developers.google.com: Directory limits; Gmail's error handling and quota",
                  "Cloud Identity discovery document, rev. 20260923; Reports discovery document",
                  PRIVACY_HUB,
                  "workspaceupdates.googleblog.com, 2026-06-11 (Vault for the Gemini app)",
                  "google-auth-library-oauth2-http 1.57.0 (the request for a token)"),
              UNCONFIRMED);

  private GoogleWorkspaceDescriptor() {}
}
