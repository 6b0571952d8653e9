package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import java.time.Duration;
import java.util.List;

/** What only a human can do at Microsoft, and what an officer is told of what is left. */
final class MicrosoftCopilotWork {
  static final String COPILOT_BULK_DELETE = "COPILOT_BULK_DELETE";
  static final String COPILOT_EXPORT = "COPILOT_EXPORT";
  static final String USER_PERMANENT_DELETE = "USER_PERMANENT_DELETE";
  static final String RETENTION_POLICY = "COPILOT_RETENTION_POLICY";
  static final String COPILOT_STUDIO_AGENTS = "COPILOT_STUDIO_AGENTS";
  static final String MEMORY_PAGES = "COPILOT_MEMORY_PAGES";
  static final String HOLD_CONFLICT = "HOLD_CONFLICT";
  static final String REMOVE_APPLICATION = "REMOVE_APPLICATION";

  static final String PURGED_IN_PART =
      "Microsoft ended the purge as partly succeeded: some Copilot messages are left in the"
          + " mailbox, most likely kept by a hold or a retention policy. See "
          + HOLD_CONFLICT
          + " and "
          + RETENTION_POLICY
          + ".";
  static final String CASE_LEFT =
      "The Copilot messages were purged, and the eDiscovery case used for it could not be deleted:"
          + " it names the mailbox and holds no messages. Delete it in the Purview portal.";
  static final String HIDDEN_BY_DELETION =
      "The account is deleted and restorable: the API shows no history of a deleted user, and the"
          + " mailbox is kept as long as the account can be restored.";
  static final String MEMORIES_UNSEEN =
      "Copilot memories, Pages and Notebooks are not looked at here: an eDiscovery search shows"
          + " what memories a mailbox has left. Whoever deleted them must confirm it.";
  static final String STUDIO_UNSEEN =
      "The interaction history does not contain what agents made with Copilot Studio keep; whoever"
          + " deleted it must confirm it.";
  static final String HIDDEN_BY_LICENCE =
      "Microsoft shows this person's Copilot history to nobody, for want of a Copilot licence or of"
          + " rights: messages of an earlier time may be left in the mailbox.";

  private static final String PURVIEW_DELETE =
      "learn.microsoft.com: Purview, search for and delete Copilot data (2026-11-23)";
  private static final String PURVIEW_RETENTION =
      "learn.microsoft.com: Purview, retention policies for Copilot (2026-11-23)";

  static final List<ManualWork> ALL =
      List.of(
          new ManualWork(
              COPILOT_BULK_DELETE,
              Doer.OFFICER,
              "Delete the person's Copilot messages in Purview",
              List.of(
                  "Check in the Purview portal that no hold and no retention policy keeps the"
                      + " mailbox; release what may be released.",
                  "Open eDiscovery, create a case and a search over the person's mailbox with the"
                      + " condition Copilot activity. If the account was deleted, search the"
                      + " inactive mailbox, or restore the account first.",
                  "Purge what the search finds, repeatedly: one purge removes few items of a"
                      + " mailbox.",
                  "Or let the person delete the whole Copilot history in My Account, where their"
                      + " account still works.",
                  "Run the search's statistics again: they must count 0. Close and delete the"
                      + " case."),
              Duration.ZERO,
              PURVIEW_DELETE),
          new ManualWork(
              COPILOT_EXPORT,
              Doer.OFFICER,
              "Export the person's Copilot messages in Purview",
              List.of(
                  "Open eDiscovery in the Purview portal, create a case and a search over the"
                      + " person's mailbox with the condition Copilot activity. If the account was"
                      + " deleted, search the inactive mailbox.",
                  "Export the result and attach the files to this task.",
                  "Delete the export, then close and delete the case: they are new copies."),
              Duration.ZERO,
              PURVIEW_DELETE),
          new ManualWork(
              USER_PERMANENT_DELETE,
              Doer.OFFICER,
              "Delete the person's Entra account for good",
              List.of(
                  "Sign in to the Entra admin centre as an administrator who may delete this user,"
                      + " and delete the account if it is still among the users.",
                  "Open Users, Deleted users, choose the account and Delete permanently. Where"
                      + " hard-delete protection is on, this is refused for the first 7 days.",
                  "Without this step Entra deletes the account for good 30 days after its"
                      + " deletion."),
              Duration.ZERO,
              "Microsoft Graph: permanently delete an item (directory-deleteditems-delete)"),
          new ManualWork(
              RETENTION_POLICY,
              Doer.OFFICER,
              "Check the retention policies that cover Copilot",
              List.of(
                  "Open the retention policies in the Purview portal, or list them in PowerShell"
                      + " with Get-RetentionCompliancePolicy.",
                  "Look for policies on Teams chats and Copilot interactions, Microsoft Copilot"
                      + " experiences, Enterprise AI apps and Other AI apps. Of each, record whom"
                      + " it covers, for how long it retains and when it deletes.",
                  "Where one retains for longer than the company's own rule, have it changed, or"
                      + " decide whether those whose data has to go may be excluded; record the"
                      + " decision.",
                  "What a change lets go of is looked for 16 days later at the earliest."),
              Duration.ofDays(16),
              PURVIEW_RETENTION),
          new ManualWork(
              COPILOT_STUDIO_AGENTS,
              Doer.OFFICER,
              "Delete the person's data in agents made with Copilot Studio",
              List.of(
                  "List the company's Copilot Studio agents that the person used or made.",
                  "Follow Microsoft's page on deleting personal data for each; deleting an agent"
                      + " removes its logs, and telemetry deletes itself within 29 days."),
              Duration.ofDays(29),
              "learn.microsoft.com: Copilot Studio, respond to requests to delete personal data"),
          new ManualWork(
              MEMORY_PAGES,
              Doer.OFFICER,
              "Delete the person's Copilot memories, Pages and Notebooks",
              List.of(
                  "Search the mailbox's hidden CopilotMemory folder (item class IPM.Contact) with"
                      + " eDiscovery, and purge what is the person's.",
                  "Delete the person's Copilot Pages and Notebooks, which lie in SharePoint"
                      + " Embedded.",
                  "Run the search again: it must find no memory of the person's."),
              Duration.ZERO,
              "techcommunity.microsoft.com: blog 4516489 on finding Copilot data (2026-11-23)"),
          new ManualWork(
              HOLD_CONFLICT,
              Doer.OFFICER,
              "Resolve a hold on the person's mailbox",
              List.of(
                  "In the Purview portal look for eDiscovery holds and litigation holds on the"
                      + " mailbox: Graph v1.0 does not list them.",
                  "Ask the owner of the hold whether it may be released for this person, and record"
                      + " the answer. What is held is not erased, and a purge may say nothing of"
                      + " it: while the hold stands, refuse this part of the request with that"
                      + " reason.",
                  "Where the hold is released, or none was found, purge the Copilot messages with"
                      + " eDiscovery until the search's statistics count 0, as a purge may have"
                      + " made no progress for another reason.",
                  "Confirm here. The history is then looked at."),
              Duration.ZERO,
              "Graph v1.0 metadata 2026-08-20: no legalHolds"),
          new ManualWork(
              REMOVE_APPLICATION,
              Doer.OFFICER,
              "Take this connection's application out of the directory",
              List.of(
                  "Wait until everything at this connection is erased and looked at: without the"
                      + " application nothing can be seen any more.",
                  "Sign in to the Entra admin centre, open Enterprise applications, find the"
                      + " application by its client id, and delete it; then delete it for good"
                      + " among the deleted ones.",
                  "Delete its secrets in App registrations, where the registration is the"
                      + " company's.",
                  "Confirm here. A sign-in is then tried, and must be refused."),
              Duration.ZERO,
              "Microsoft Graph: delete servicePrincipal; permanently delete an item (2026-11-23)"));

  private MicrosoftCopilotWork() {}
}
