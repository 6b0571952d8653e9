package dev.writ.vendor.hubspot;

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

/** What the HubSpot package declares about itself. */
final class HubSpotDescriptor {
  private static final String BIN =
      "archived: restorable in HubSpot's recycle bin for 90 days, then purged";
  private static final String SPEC = "HubSpot public API specification collection, 2026-08-21";
  private static final String KB_DELETE =
      "knowledge.hubspot.com: how do I perform a GDPR delete in HubSpot (2025-06-09)";

  /** The code of what a human does where no call takes our access away. */
  static final String ACCESS_WORK = "ACCESS_REMOVE";

  static final String EMPTY_BIN = "RECYCLE_BIN_EMPTY";

  static final String BIN_UNSEEN =
      "Nothing lists whose records lie in HubSpot's bin for restorable records; whoever emptied it"
          + " must confirm it.";

  private static final ManualWork BIN_WORK =
      new ManualWork(
          EMPTY_BIN,
          Doer.OFFICER,
          "Delete the person's archived records for good",
          List.of(
              "Wait until the task's other objects at HubSpot are erased: what is archived lies in"
                  + " the recycle bin then.",
              "In HubSpot, open the list of records that can be restored, for each kind of record:"
                  + " notes, calls, e-mails, meetings, tasks, messages, tickets.",
              "Choose the person's records and delete them permanently, where HubSpot offers it."
                  + " Where it does not, refuse this task and say so: they are purged 90 days after"
                  + " they were archived.",
              "Confirm here: no call shows whose records lie there."),
          Duration.ZERO,
          "knowledge.hubspot.com: restore deleted records (read 2026-11-23); that the bin can be"
              + " emptied in the user interface alone. Which kinds it lists, who may empty it, and"
              + " what its buttons are called, is not confirmed");

  private static final ManualWork ACCESS =
      new ManualWork(
          ACCESS_WORK,
          Doer.OFFICER,
          "Take away the access that was given to HubSpot's account",
          List.of(
              "In HubSpot, open Development > Legacy apps and delete the private app whose token"
                  + " this connection uses.",
              "Open Settings > Integrations > Service Keys and delete the service key, if the"
                  + " connection uses one.",
              "In the settings of connected apps, uninstall every app of the company's that is"
                  + " still installed: no call lists them.",
              "Empty the recycle bin, the file manager and the Breeze knowledge vaults of what is"
                  + " the company's, and have the account closed where it is not needed any more."),
          Duration.ZERO,
          "developers.hubspot.com: legacy private apps; changelog: legacy private app creation"
              + " being disabled; app uninstalls (2026-06-11); read 2026-11-24. The last step is"
              + " inferred");

  static final VendorDescriptor VALUE =
      VendorDescriptor.of("hubspot", "HubSpot (Breeze)", URI.create("https://api.hubapi.com"))
          .credentials(HubSpotAdapter.CREDENTIAL)
          .optionalCredentials(HubSpotHooks.CREDENTIAL)
          .settings(HubSpotSettings.DESCRIBED)
          .surfaces(
              List.of(
                  new Surface(
                      "transcript",
                      "by the ledgered id only",
                      Way.api("GET /crm/v3/extensions/calling/transcripts/{id}"),
                      Way.api("DELETE /crm/v3/extensions/calling/transcripts/{id}"),
                      Way.api("GET /crm/v3/extensions/calling/transcripts/{id}"),
                      "how soon a deleted transcript is purged is not documented"),
                  new Surface(
                      "file",
                      "attachment ids of the person's records, with the setting eraseAttachments;"
                          + " or by the ledgered id",
                      Way.api("GET /files/v3/files/{id}"),
                      Way.api("DELETE /files/v3/files/{id}/gdpr-delete"),
                      Way.api("GET /files/v3/files/{id}"),
                      "permanently deleted; how soon its bytes are purged is not documented"),
                  satellite("note"),
                  satellite("call"),
                  satellite("email"),
                  satellite("meeting"),
                  satellite("task"),
                  satellite("communication"),
                  satellite("ticket"),
                  new Surface(
                      "recycle_bin",
                      "one for each contact with records that will be archived, and for each"
                          + " ledgered record that is or will be; with the setting emptyBin",
                      Way.none("What lies in the bin is out of use, and is not read out."),
                      Way.hand(EMPTY_BIN),
                      Way.none(
                          "Archived records have no associations: nothing shows whose they are."),
                      "purged 90 days after archiving"),
                  new Surface(
                      "thread",
                      "conversation threads by the contact's id",
                      Way.api("GET /conversations/v3/conversations/threads/{id}, /messages"),
                      Way.api("DELETE /conversations/v3/conversations/threads/{id}"),
                      Way.api("GET /conversations/v3/conversations/threads/{id}"),
                      "archived: purged 30 days after archiving"),
                  new Surface(
                      "contact",
                      "search by main or additional e-mail, also among archived contacts; by phone,"
                          + " a configured property, or the contact id",
                      Way.api(
                          "GET /crm/v3/objects/contacts/{id}, POST"
                              + " /communication-preferences/v4/statuses/batch/read"),
                      Way.api("POST /crm/v3/objects/contacts/gdpr-delete"),
                      Way.api("GET /crm/v3/objects/contacts/{id}, also with archived=true"),
                      "permanently deleted: gone from the screens at once, purged within up to 30"
                          + " days")))
          .manual(List.of(BIN_WORK, ACCESS))
          .exceptions(
              List.of(
                  new OutOfReach(
                      "Breeze Assistant chats, agent run logs and prompts kept by HubSpot or its"
                          + " model vendors",
                      "no public endpoint; retention terms were not found",
                      SPEC + " (absence)"),
                  new OutOfReach(
                      "AI model training opt-out",
                      "an account setting only a Super Admin can change; takes up to one week",
                      "knowledge.hubspot.com: HubSpot machine learning data (2026-04-14)"),
                  new OutOfReach(
                      "Copies of a permanently deleted contact",
                      "gone from the screens at once, purged within up to 30 days",
                      KB_DELETE,
                      Duration.ofDays(30)),
                  new OutOfReach(
                      "Archived notes, calls, emails, meetings, tasks, communications and tickets,"
                          + " in the recycle bin",
                      "restorable for 90 days; the bin is emptied in the user interface only, see "
                          + EMPTY_BIN,
                      "knowledge.hubspot.com: restore deleted records",
                      Duration.ofDays(90)),
                  new OutOfReach(
                      "Archived conversation threads",
                      "permanently deleted 30 days after archiving; no call does so sooner",
                      SPEC,
                      Duration.ofDays(30)),
                  new OutOfReach(
                      "Notetaker and Breeze meeting recaps",
                      "a beta endpoint reads them; none deletes them",
                      SPEC),
                  new OutOfReach(
                      "Call transcripts that no app recorded",
                      "transcripts are read and deleted by id, but no endpoint lists them: only ids"
                          + " in the ledger are found",
                      SPEC),
                  new OutOfReach(
                      "Deals and companies the contact is associated with",
                      "they are the account's business records, not the person's; the permanent"
                          + " delete removes the association, and free text in them must be judged"
                          + " by hand",
                      "developers.hubspot.com changelog: GDPR deletion"),
                  new OutOfReach(
                      "Satellites that were archived before, or of a contact that was archived"
                          + " before",
                      "archived records have no associations to follow; HubSpot purges them after"
                          + " 90 days",
                      "knowledge.hubspot.com: restore deleted records"),
                  new OutOfReach(
                      "Unblocking an address on the deletion blocklist",
                      "no endpoint found",
                      SPEC + " (absence)"),
                  new OutOfReach(
                      "Data sent elsewhere: advertising audiences, a connected Salesforce,"
                          + " third-party apps",
                      "outside HubSpot",
                      KB_DELETE),
                  new OutOfReach(
                      "Breeze knowledge vaults: uploaded files, segments and calls given to agents",
                      "edited and deleted in Breeze > Knowledge only; uploaded copies do not follow"
                          + " a deletion",
                      "knowledge.hubspot.com: manage Breeze context with knowledge vaults"
                          + " (2026-04-21)"),
                  new OutOfReach(
                      "Files attached to notes, calls, emails, meetings and messages, unless the"
                          + " setting eraseAttachments is on",
                      "a file may be attached to many records and its permanent delete cannot be"
                          + " undone; without the setting the attachment ids are exported and"
                          + " somebody must judge",
                      SPEC),
                  new OutOfReach(
                      "Files in conversation threads",
                      "exported as the message names them, and erased by nothing but a ledgered"
                          + " file id",
                      SPEC),
                  new OutOfReach(
                      "Files of the file manager in a list of everything",
                      "their search counts by offset, ends at 10,000 and hides attachments, so that"
                          + " nothing can be erased while it is read; with the setting"
                          + " eraseAttachments the files attached to records are listed, the others"
                          + " are removed by hand",
                      "developers.hubspot.com: search files (2026-11-24)"),
                  new OutOfReach(
                      "The bytes of files in an export",
                      "they lie behind a signed URL on another host; the file's description is"
                          + " exported",
                      "developers.hubspot.com: files v3"),
                  new OutOfReach(
                      "Anonymised analytics",
                      "counts without a name stay after a permanent deletion",
                      KB_DELETE),
                  new OutOfReach(
                      "Removing a private app or service key, closing the account, a deletion"
                          + " certificate",
                      "user interface or support only",
                      "inferred from " + SPEC)))
          .looks(Duration.ofDays(30), Duration.ofDays(90))
          .claims(HubSpotClaims.DOCUMENTED)
          .undocumented(
              "legal.hubspot.com/dpa, the data processing agreement with the list of sub-processors"
                  + " in its annex; its text was not read",
              Promise.DELETION_AT_CONTRACT_END,
              Promise.SUB_PROCESSORS)
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.ISOLATION,
              Promise.REGION,
              Promise.SOC2_TYPE_II,
              Promise.BREACH_HISTORY)
          .pace(10, 4, Duration.ofSeconds(3))
          .read(
              LocalDate.of(2026, 11, 23),
              List.of(
                  SPEC,
                  "developers.hubspot.com: GDPR delete contact; changes to the GDPR deletion"
                      + " endpoints",
                  "developers.hubspot.com: CRM search guide",
                  "developers.hubspot.com: error handling",
                  "developers.hubspot.com: files v3; third-party transcripts; batch retrieve"
                      + " subscription statuses (2026-11-24)",
                  "developers.hubspot.com: request validation (2025-08-22); webhooks; changelog:"
                      + " webhooks now support privacy-compliant contact deletions",
                  KB_DELETE,
                  "knowledge.hubspot.com: understand restorable and permanent contact deletions"
                      + " (2025-02-14)",
                  "knowledge.hubspot.com: restore deleted records"),
              List.of(
                  "What HubSpot answers to a permanent delete of an unknown contact id; 404 is"
                      + " taken as already gone.",
                  "Whether a permanent delete reaches a contact that was archived before; a read by"
                      + " id shows it if not.",
                  "Whether a permanent delete exists for notes, tickets and the like; they are"
                      + " archived instead.",
                  "Whether a read by id answers 404 right after a permanent delete; it is assumed"
                      + " to.",
                  "Whether a search for an e-mail also finds additional addresses; both are"
                      + " searched.",
                  "Whether the batch read by e-mail finds archived contacts and additional"
                      + " addresses; it is tried besides the search.",
                  "Who of the account's users may restore what lies in the recycle bin, who may"
                      + " empty it, and who may delete a private app or a service key.",
                  "What a batch answers besides missing ids; any other error makes the whole be"
                      + " tried again.",
                  "Whether a file reads as 404 right after its permanent delete; it is assumed to.",
                  "What becomes of communication preferences after a permanent delete; they are not"
                      + " erased as an object of their own.",
                  "Whether the dated paths behave as the older ones do; v3 is used unless the"
                      + " setting says otherwise.",
                  "How attachment ids are separated; semicolons are what third parties saw.",
                  "Whether service keys may read the account details and permanently delete.",
                  "Whether the dated 2026-09 paths can list a record's associations; the 2026-03"
                      + " path serves there.",
                  "How long Breeze keeps what it was given.",
                  "A note, call, ticket and the like may belong to other contacts too; it is found"
                      + " and archived as this person's, and then is missing on the others'"
                      + " timelines as well.",
                  "Whether search and lists show objects that the credentials' scopes hide, e.g."
                      + " e-mail bodies without the scope sales-email-read.",
                  "Custom contact properties are exported only when named in the setting"
                      + " contactProperties.",
                  "Whether a webhook about a conversation names its thread; the id it carries is"
                      + " taken as the thread's.",
                  "A webhook names its HubSpot account, and a connection does not say which one it"
                      + " is: an app whose webhooks come in here must be installed in one account"
                      + " alone.",
                  "How a list's cursor is made; by its description it names the last record read,"
                      + " so that erasing what was read moves nothing.",
                  "Whether a list of archived contacts ends with those that were permanently"
                      + " deleted; they are assumed to be gone from it.",
                  "The numbers of the association types between activities, tickets and contacts,"
                      + " and the default ticket pipeline 0 with its stage 1, with which a drill's"
                      + " records are made.",
                  "Whether workflows of the account act on the records of a drill.",
                  "Threads, files and transcripts are not made for a drill: no documented call"
                      + " makes a thread, and the other two need an app's own uploads.",
                  "A token that begins with pat- is taken for a private app's or a service key's;"
                      + " any other for an app's, which can uninstall itself.",
                  "Whether a token is refused at once after its app was uninstalled; the probe"
                      + " shows it. When the uninstall is asked for again, a refused token is taken"
                      + " as an app that is gone, although one that has merely run out looks the"
                      + " same.",
                  "When a record was archived is told by lists of archived records as third parties"
                      + " saw it; one without that date is not judged by its age.",
                  "A form, a connected inbox or another integration can create the person again"
                      + " after the deletion."));

  private HubSpotDescriptor() {}

  private static Surface satellite(String kind) {
    var path = "/crm/v3/objects/" + kind + "s/{id}";
    return new Surface(
        kind,
        "associations of the contact",
        Way.api("GET " + path),
        Way.api("DELETE " + path),
        Way.api("GET " + path),
        BIN);
  }
}
