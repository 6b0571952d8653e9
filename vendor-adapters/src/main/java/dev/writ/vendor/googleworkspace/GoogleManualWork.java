package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import java.time.Duration;
import java.util.List;

/** What only a human can do, with Google's own steps. */
final class GoogleManualWork {
  static final String CHAT_DELETE = "GEMINI_CHAT_DELETE";
  static final String SIDE_PANEL_DELETE = "GEMINI_WS_HISTORY_DELETE";
  static final String GEMINI_RETENTION = "GEMINI_RETENTION";
  static final String HOLD_CONFLICT = "HOLD_CONFLICT";
  static final String DWD_REMOVE = "DWD_REMOVE";

  private static final String SETTINGS =
      "knowledge.workspace.google.com: manage Gemini in Workspace conversation history settings"
          + " (read 2026-11-23)";

  static final List<ManualWork> ALL =
      List.of(
          new ManualWork(
              CHAT_DELETE,
              Doer.OFFICER,
              "Have the person's Gemini app conversations deleted",
              List.of(
                  "Ask the account holder to open gemini.google.com with the Workspace account, to"
                      + " delete every chat, and to delete all Gemini Apps Activity.",
                  "Where the account holder cannot or does not: open the Admin console, Generative"
                      + " AI, Gemini app, and shorten the history's auto-delete period, or switch"
                      + " the history off, for an organisational unit that holds this account"
                      + " alone; then wait until it has passed.",
                  "Where the organisation keeps Gemini data by a Vault retention rule, a deletion"
                      + " only hides the chats from the person: open vault.google.com, Retention,"
                      + " and have the rule changed or wait until it has run out.",
                  "Confirm here. Vault is then asked whether it still finds anything."),
              Duration.ofDays(3),
              "knowledge.workspace.google.com: Gemini app settings (read 2026-11-23); the 72 hours"
                  + " after the history is switched off are told by third parties only"),
          new ManualWork(
              SIDE_PANEL_DELETE,
              Doer.OFFICER,
              "Have the person's Gemini in Workspace history deleted",
              List.of(
                  "Open the Admin console as a super administrator, Generative AI, Gemini for"
                      + " Workspace, Conversation history & deletion.",
                  "Switch manual deletion on for the account's organisational unit and ask the"
                      + " account holder to delete the conversations; or switch on the"
                      + " auto-deletion of inactive conversations there.",
                  "Confirm here: no API shows whether the conversations are gone."),
              Duration.ofDays(1),
              SETTINGS + ": usually deleted within a day"),
          new ManualWork(
              GEMINI_RETENTION,
              Doer.OFFICER,
              "Look up how long Gemini's history is kept",
              List.of(
                  "Open the Admin console, Generative AI, Gemini app: record for each"
                      + " organisational unit whether the conversation history is on, and its"
                      + " auto-delete period.",
                  "As a super administrator, open Generative AI, Gemini for Workspace, Conversation"
                      + " history & deletion: record whether manual deletion and the auto-deletion"
                      + " of inactive conversations are on.",
                  "Open vault.google.com, Retention: record the rules that keep Gemini data, and"
                      + " for how long. While one does, a deletion by the person hides a chat and"
                      + " does not purge it.",
                  "Where something is kept for longer than the company's own rule, have the setting"
                      + " or the rule changed."),
              Duration.ZERO,
              SETTINGS
                  + "; Gemini app settings (read 2026-11-23); Vault discovery document rev."
                  + " 20260615: no method shows a retention rule"),
          new ManualWork(
              HOLD_CONFLICT,
              Doer.OFFICER,
              "Decide about a Vault hold that may cover this account",
              List.of(
                  "Open vault.google.com, Matters, and look for holds on this account, or on an"
                      + " organisational unit it belongs to.",
                  "Have the legal department decide whether the hold still stands. While it does,"
                      + " the data must not be erased: refuse or defer this part of the request"
                      + " with that reason.",
                  "Where it does not cover the account or is not needed any more, have the account"
                      + " released from the hold.",
                  "For Gemini conversations: have them deleted in the Gemini app"
                      + " (gemini.google.com, Gemini Apps Activity), or by the auto-delete period"
                      + " in the Admin console, Generative AI, Gemini app. For an account: delete"
                      + " it in the Admin console, Directory, Users.",
                  "Confirm here. A deleted account is looked for until it cannot be restored any"
                      + " more, 20 days after its deletion."),
              Duration.ZERO,
              "Vault discovery document rev. 20260615: matters.holds; a deletion under a hold hides"
                  + " and does not purge; 20 days by Google's security text (secondary source)"),
          new ManualWork(
              DWD_REMOVE,
              Doer.OFFICER,
              "Take the domain-wide delegation away from this connection's service account",
              List.of(
                  "Wait until everything at this connection is erased and looked at: without the"
                      + " delegation nothing can be seen any more.",
                  "Open the Admin console as a super administrator, Security, Access and data"
                      + " control, API controls, Manage domain-wide delegation, and delete the"
                      + " entry with the client id of the service account.",
                  "Delete the service account's key in the Google Cloud console, IAM & Admin,"
                      + " Service accounts.",
                  "Confirm here. A token is then asked for, and must be refused."),
              Duration.ZERO,
              "Directory discovery document rev. 20260914 (no method removes the entry); the names"
                  + " of the console's pages are not confirmed"));

  private GoogleManualWork() {}
}
