package dev.writ.vendor.salesforce;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import java.time.LocalDate;
import java.util.List;

/**
 * What Salesforce's documents promise. Nothing is claimed of training, region, isolation, reports,
 * the end of the contract, sub-processors or breaches, and nothing of how long AI audit rows and
 * session traces are kept: what was read says nothing of them.
 */
final class SalesforceClaims {
  private static final LocalDate READ = LocalDate.of(2026, 11, 23);
  private static final String DELETION = "help.salesforce.com: data.c360_a_data_deletion_request";

  static final List<DocumentedClaim> DOCUMENTED =
      List.of(
          new DocumentedClaim(
              Promise.RETENTION,
              "prompts at third-party model vendors, under the Einstein Trust Layer",
              "P0D",
              "Third-party model vendors keep nothing of what Salesforce's own connections send"
                  + " them; a model of the company's own is outside that.",
              "help.salesforce.com: sf.generative_ai_trust_layer",
              READ),
          new DocumentedClaim(
                  Promise.RETENTION,
                  "records in the recycle bin",
                  "P15D",
                  "A record that was deleted and not erased for good can be restored for 15 days.",
                  "SOAP API guide: emptyRecycleBin (256.0)",
                  READ)
              .about("related_record", "contact", "lead", "crm_individual"),
          new DocumentedClaim(
              Promise.RETENTION,
              "Data 360 profiles that are to be forgotten",
              "P90D",
              "A profile is deleted typically within hours; Salesforce processes the request again"
                  + " after 30, 60 and 90 days, to delete what came in since and to verify full"
                  + " deletion.",
              DELETION,
              READ),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              "records of the org",
              "yes",
              "Records are erased past the recycle bin by a bulk job, with a permission that is off"
                  + " by default.",
              "Bulk API 2.0 guide",
              READ),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              "Data 360 profiles",
              "yes",
              "A profile and the data related to it are deleted by a request to forget; data in"
                  + " unrelated objects is not.",
              DELETION,
              READ),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              "Einstein audit and feedback data, Agentforce session traces",
              "no",
              "No removal of one person's rows is documented; the whole data lake object can be"
                  + " removed.",
              "help.salesforce.com: ai.generative_ai_feedback_about",
              READ));

  private SalesforceClaims() {}
}
