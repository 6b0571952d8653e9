package dev.writ.vendor.microsoftcopilot;

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

/** What the Microsoft package declares about itself. */
final class MicrosoftCopilotDescriptor {
  private static final String HISTORY =
      "GET /copilot/users/{id}/interactionHistory/getAllEnterpriseInteractions";
  private static final String CSDL = "Microsoft Graph v1.0 metadata (f54f11b6, 2026-08-20)";
  private static final String EXPORT_DOCS =
      "m365copilot-docs: interaction export API (90efae84, 2026-08-21)";
  private static final String PURVIEW =
      "learn.microsoft.com: Purview, find and delete Copilot data";
  private static final String USER_DOCS =
      "Microsoft Graph: delete user; list and permanently delete deleted items";

  private static final String PRIVACY =
      "learn.microsoft.com: Data, Privacy, and Security for Microsoft 365 Copilot (an early stored"
          + " copy, read 2026-11-24)";
  private static final LocalDate READ = LocalDate.of(2026, 11, 23);

  private static final String CLOUD = "Microsoft cloud subscriptions";
  private static final String DATA_MANAGEMENT =
      "microsoft.com/trust-center/privacy/data-management, stored copy without a date";

  static final VendorDescriptor VALUE =
      VendorDescriptor.of(
              "microsoft-copilot",
              "Microsoft 365 Copilot",
              URI.create("https://graph.microsoft.com/v1.0"))
          .roots(Map.of(GraphAccess.LOGIN, URI.create("https://login.microsoftonline.com")))
          .credentials(GraphAccess.CLIENT_ID, GraphAccess.CLIENT_SECRET)
          .settings(MicrosoftCopilotSettings.DESCRIBED)
          .surfaces(
              List.of(
                  new Surface(
                          CopilotKind.INTERACTIONS.word(),
                          "by user principal name, mail or proxy address among users and users"
                              + " deleted in the last 30 days; or by the Entra object id",
                          Way.api(HISTORY),
                          Way.api(
                              "POST /security/cases/ediscoveryCases, .../searches,"
                                  + " .../estimateStatistics, .../purgeData, in a case that is"
                                  + " deleted at the end"),
                          Way.api(HISTORY + ": empty, while GET /users/{id} shows the user"),
                          "purged from the mailbox for good; how soon the history shows it is not"
                              + " documented")
                      .refilling(),
                  new Surface(
                          CopilotKind.MEMORIES.word(),
                          "one per user, whether or not there are any: they are not searched for",
                          Way.none(
                              "Memories, Pages and Notebooks lie elsewhere than the messages, and"
                                  + " are read in Microsoft's own pages."),
                          Way.hand(MicrosoftCopilotWork.MEMORY_PAGES),
                          Way.none(
                              "Memories lie in a hidden folder of the mailbox, which whoever"
                                  + " deletes them searches with eDiscovery; Pages and Notebooks in"
                                  + " SharePoint Embedded."),
                          "")
                      .refilling(),
                  new Surface(
                          CopilotKind.STUDIO.word(),
                          "one per user, whether or not they used or made an agent: the interaction"
                              + " history does not tell",
                          Way.none("The interaction history does not contain them."),
                          Way.hand(MicrosoftCopilotWork.COPILOT_STUDIO_AGENTS),
                          Way.none("The interaction history does not contain them."),
                          "telemetry deletes itself within 29 days")
                      .refilling(),
                  new Surface(
                          CopilotKind.ACCOUNT.word(),
                          "the person's account, with the setting eraseAccount alone",
                          Way.api("GET /users/{id}, GET /directory/deletedItems/{id}"),
                          Way.api("DELETE /users/{id}, DELETE /directory/deletedItems/{id}"),
                          Way.api("GET /users/{id}, GET /directory/deletedItems/{id}"),
                          "deleted softly: restorable for 30 days unless it is deleted for good")
                      .waitingForHands()))
          .manual(MicrosoftCopilotWork.ALL)
          .lookedUp(MicrosoftCopilotWork.RETENTION_POLICY)
          .exceptions(exceptions())
          .pace(4, 4, Duration.ofSeconds(5))
          .families(
              new Family(
                  EdiscoveryApi.FAMILY,
                  5,
                  "Microsoft Graph throttling limits, for an app and tenant (an old stored"
                      + " version)"))
          .looks(Duration.ofDays(16), Duration.ofDays(32))
          .claims(claims())
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.REGION,
              Promise.SOC2_TYPE_II,
              Promise.SUB_PROCESSORS,
              Promise.BREACH_HISTORY)
          .read(READ, documents(), unconfirmed());

  private MicrosoftCopilotDescriptor() {}

  private static List<DocumentedClaim> claims() {
    return List.of(
        new DocumentedClaim(
                Promise.RETENTION,
                "Entra ID: a deleted account",
                "P30D",
                "A deleted account is restorable for 30 days, and then deleted for good.",
                USER_DOCS,
                READ)
            .about(CopilotKind.ACCOUNT.word()),
        new DocumentedClaim(
            Promise.NO_TRAINING,
            "Microsoft 365 Copilot, commercial customers",
            "yes",
            "Prompts, answers and data read through Microsoft Graph train no foundation models.",
            PRIVACY,
            LocalDate.of(2026, 11, 24)),
        new DocumentedClaim(
            Promise.DELETION_ON_REQUEST,
            "Microsoft 365 Copilot with Purview eDiscovery (E5)",
            "yes",
            "A purge removes a mailbox's Copilot messages for good, a few items a run; what a hold"
                + " or a retention policy keeps stays.",
            PURVIEW,
            READ),
        new DocumentedClaim(
            Promise.DELETION_AT_CONTRACT_END,
            CLOUD,
            "yes",
            "When a subscription has ended, the data is kept for 90 days to be fetched, and deleted"
                + " within 90 days more, backups included, for the services in scope of the Product"
                + " Terms.",
            DATA_MANAGEMENT,
            LocalDate.of(2026, 11, 30)),
        new DocumentedClaim(
            Promise.ISOLATION,
            CLOUD,
            "yes",
            "Where several customers' data lies in one environment, it is kept apart logically.",
            DATA_MANAGEMENT,
            LocalDate.of(2026, 11, 30)));
  }

  private static List<OutOfReach> exceptions() {
    return List.of(
        new OutOfReach(
            "A drill with an invented person",
            "no method makes an interaction, and an account that was made could not be deleted for"
                + " good by an app",
            CSDL + " (absence)"),
        new OutOfReach(
            "The application, for 30 days, when it could not be deleted for good",
            "restorable by an administrator; it cannot sign in meanwhile",
            "Microsoft Graph: delete servicePrincipal",
            Duration.ofDays(30)),
        new OutOfReach(
            "Retention policies that cover Copilot, and what they keep",
            "Graph v1.0 has no retention policies; portal or PowerShell only, see "
                + MicrosoftCopilotWork.RETENTION_POLICY,
            "learn.microsoft.com: Purview, retention policies for Copilot"),
        new OutOfReach(
            "Legal holds on the mailbox",
            "Graph v1.0 lists none, and a purge leaves what is held; see "
                + MicrosoftCopilotWork.HOLD_CONFLICT,
            CSDL + " (absence)"),
        new OutOfReach(
            "Experiences that write no interaction history, consumer accounts",
            "the interaction history does not contain them",
            EXPORT_DOCS),
        new OutOfReach(
            "Audit records of Copilot interactions",
            "metadata without the messages, that no API deletes and that the company must keep",
            CSDL + ": auditLogQuery is read only"),
        new OutOfReach(
            "A deleted account, unless it is deleted for good",
            "restorable for 30 days; deleting it for good is documented for signed-in"
                + " administrators only, see "
                + MicrosoftCopilotWork.USER_PERMANENT_DELETE,
            USER_DOCS,
            Duration.ofDays(30)),
        new OutOfReach(
            "Inactive mailboxes: Copilot messages of deleted users under a hold or retention"
                + " policy",
            "no API shows or purges the history of a deleted user; the messages stay searchable in"
                + " Purview",
            PURVIEW),
        new OutOfReach(
            "Mail, files and Teams chats that Copilot drew on, and answers about this person in"
                + " other people's histories",
            "not the person's Copilot history; they are other systems' or other people's data",
            EXPORT_DOCS),
        new OutOfReach(
            "Files and activity reports of the account (exportPersonalData)",
            "needs an Azure storage address of the company, and does not contain Copilot chats",
            "Microsoft Graph: user exportPersonalData"),
        new OutOfReach(
            "Priva subject rights requests",
            "no application permission: they need a signed-in person",
            "Microsoft Graph: subjectRightsRequest"));
  }

  private static List<String> documents() {
    return List.of(
        CSDL,
        EXPORT_DOCS,
        USER_DOCS,
        PRIVACY,
        DATA_MANAGEMENT,
        "Microsoft Graph: list retention labels; servicePrincipal; oAuth2PermissionGrant",
        "Microsoft Graph: get user; list users (2026-11-24)",
        "Microsoft Graph: eDiscovery case, search, estimateStatistics, purgeData, caseOperation",
        "Microsoft Graph: paging; errors; throttling and its limits (an old stored version)",
        "Microsoft Graph: app-only access to eDiscovery; get access without a user",
        PURVIEW,
        "learn.microsoft.com: Purview, retention policies for Copilot",
        "learn.microsoft.com: Copilot Studio, personal data requests",
        "techcommunity.microsoft.com: blog 4516489 on Copilot item classes");
  }

  private static List<String> unconfirmed() {
    return List.of(
        "How soon the history shows a purge; nothing is concluded from a history that is still full"
            + " but that it must be looked at again.",
        "Whether one purge removes 10 or 100 items of a mailbox; 10 is assumed, see itemsPerPurge.",
        "How an item class is spelled with a wildcard; the named classes are searched for one by"
            + " one, so that a class added by Microsoft later is found by the history and not by"
            + " the purge.",
        "Whether a purge of mailboxes reaches Copilot messages or the area must be teamsMessages;"
            + " see purgeAreas.",
        "What a purge says of items that a hold keeps; a purge without progress is a task to look"
            + " for a hold.",
        "How many eDiscovery calls a minute an app may make; five are assumed.",
        "Whether an app's eDiscovery search tells memories in the hidden CopilotMemory folder from"
            + " contacts, whose item class is the same; a human searches for them.",
        "Whether any call shows what agents made with Copilot Studio keep; none was found.",
        "Whether an app may delete users for good; it is tried, and a refusal is a task.",
        "Whether the body of an additional source is as its type in the metadata; it is assumed.",
        "What closing and deleting a case answers, and whether a case must be closed before; both"
            + " are done, and any success counts.",
        "Whether the history of a person without licence is refused with 403 or 404; a 404 for a"
            + " living user is not taken as absence, a 403 only with a control user.",
        "Whether users can be filtered by proxy address without advanced query headers; it is"
            + " assumed.",
        "Whether a deleted user keeps mail and proxy addresses; deleted users are compared by them"
            + " and by a user principal name with the object id before it.",
        "Whether an app may read retention labels; where it is refused, nothing is concluded."
            + " Labels govern mail and documents, and most likely not Copilot's messages.",
        "How soon a deleted user stands among the deleted ones; ten minutes are waited before one"
            + " who does not is taken to be gone for good.",
        "Whether an app's tokens open anything after the app was deleted; a probe signs in anew.",
        "Whether the interaction history gives fewer rows a page where fewer are asked for, as a"
            + " page that is too large to be held is asked for again; some of Graph's calls do"
            + " not.",
        "Whether an interaction's id is unique by itself; interactions are exported and never"
            + " addressed one by one.",
        "Whether Graph v1.0 lists legal holds; it is assumed not to.");
  }
}
