package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Promise;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What Anthropic's documents promise of the API platform, and what is left to do at its end. */
final class AnthropicPromises {
  private static final String API = "Claude API, commercial terms";
  private static final LocalDate BOOK = LocalDate.of(2026, 11, 23);
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 24);
  private static final String PLATFORM = "platform.claude.com docs: ";

  /** The back end's 30 days, and two. */
  static final Duration AFTER_THE_PURGE = Duration.ofDays(32);

  static final List<DocumentedClaim> DOCUMENTED =
      List.of(
          new DocumentedClaim(
              Promise.RETENTION,
              API,
              "P30D",
              "Inputs and outputs are deleted within 30 days unless agreed otherwise; flagged"
                  + " content stays up to 2 years and its scores up to 7.",
              "privacy.claude.com 7996866",
              BOOK),
          new DocumentedClaim(
              Promise.NO_TRAINING,
              API,
              "yes",
              "By default inputs and outputs train no model; feedback that is sent, and what is"
                  + " opted in, may.",
              "support.anthropic.com 7996868, 9267385",
              NOVEMBER),
          new DocumentedClaim(
              Promise.REGION,
              API,
              "us",
              "Workspaces store their data in the United States, the only geography there is;"
                  + " inference may run elsewhere unless the workspace forbids it.",
              PLATFORM + "data residency, copy of August 2026",
              NOVEMBER),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              API,
              "no",
              "Inputs and outputs are not deleted at request, they expire; files, message batches,"
                  + " sessions and memories are deleted through the API.",
              "privacy.claude.com 7996875",
              BOOK));

  static final ManualWork REVOKE_API_KEY =
      new ManualWork(
          "REVOKE_API_KEY",
          ManualWork.Doer.OFFICER,
          "Take away the API key of the Claude workspace",
          List.of(
              "In the Claude Console open Settings, API keys.",
              "Find the key that this connection was set up with: its beginning and end are shown.",
              "Disable it, and delete it once nothing else of yours needs it.",
              "Do the same with every other key that was made for this purpose."),
          Duration.ZERO,
          PLATFORM + "Compliance API access, copy of August 2026 (where keys are kept)");

  static final ManualWork REVOKE_ADMIN_KEY =
      new ManualWork(
          "REVOKE_ADMIN_KEY",
          ManualWork.Doer.OFFICER,
          "Delete the admin keys of the Claude organization",
          List.of(
              "Do this last: with the admin key goes the sight of members and keys.",
              "In the Claude Console open Settings, Admin keys"
                  + " (platform.claude.com/settings/admin-keys).",
              "Delete the admin key that this connection was set up with, and every other one that"
                  + " is not needed any more. A deleted key is refused from the next request on."),
          Duration.ZERO,
          PLATFORM + "Compliance API access, manage and rotate keys, copy of August 2026");

  private AnthropicPromises() {}
}
