package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Promise;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What Anthropic's documents promise of Claude Enterprise, and what is left to do at its end. */
final class CompliancePromises {
  private static final String ENTERPRISE = "Enterprise";
  private static final LocalDate BOOK = LocalDate.of(2026, 11, 23);
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 24);

  /** The back end's 30 days, and two. */
  static final Duration AFTER_THE_PURGE = Duration.ofDays(32);

  static final List<DocumentedClaim> DOCUMENTED =
      List.of(
          new DocumentedClaim(
                  Promise.RETENTION,
                  ENTERPRISE,
                  "P30D",
                  "What is deleted leaves the back end within 30 days; what is not deleted stays"
                      + " unless the organization sets a period, of 30 days at least.",
                  "privacy.anthropic.com 7996866; support.claude.com 10440198",
                  NOVEMBER)
              .about("chat", "file", "project_document", "project"),
          new DocumentedClaim(
              Promise.RETENTION,
              ENTERPRISE + ", transcripts of sessions",
              "P2192D",
              "Transcripts of Cowork and Claude Code sessions stay for 6 years; those of local ones"
                  + " for the organization's finite period where it has one.",
              "Anthropic: Compliance API, retrieve session transcripts (autumn 2026)",
              BOOK),
          new DocumentedClaim(
              Promise.NO_TRAINING,
              ENTERPRISE,
              "yes",
              "What is submitted through the commercial products trains no model; feedback that is"
                  + " sent, and what is opted in, may.",
              "support.anthropic.com 9267385, 7996868",
              NOVEMBER),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              ENTERPRISE,
              "yes",
              "Chats, files, documents, projects and Code artifacts are deleted through the"
                  + " Compliance API, at once and for good; transcripts of sessions are not.",
              "Anthropic: Compliance API, retrieve and delete chats, files and projects (August to"
                  + " November 2026)",
              BOOK));

  static final ManualWork REVOKE_KEY =
      new ManualWork(
          "REVOKE_COMPLIANCE_KEY",
          ManualWork.Doer.OFFICER,
          "Delete the Compliance Access Keys of the Claude organization",
          List.of(
              "Do this last: nothing can be looked at any more without a key.",
              "As primary owner or owner open claude.ai, Organization settings, API, and there the"
                  + " section Keys.",
              "Delete the keys that this connection was set up with, and every other one with a"
                  + " compliance scope that is not needed any more.",
              "A deleted key is refused from the next request on; there is no grace period."),
          Duration.ZERO,
          "Anthropic: set up the Compliance API, manage and rotate keys (August 2026)");

  private CompliancePromises() {}
}
