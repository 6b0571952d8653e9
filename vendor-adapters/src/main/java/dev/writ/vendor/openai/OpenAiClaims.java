package dev.writ.vendor.openai;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import java.time.LocalDate;
import java.util.List;

/** What OpenAI's documents promise of its API platform. */
final class OpenAiClaims {
  static final String YOUR_DATA =
      "OpenAI guide \"Data controls in the OpenAI platform\" (developers.openai.com,"
          + " guides/your-data)";
  static final String PRIVACY = "openai.com/enterprise-privacy, stored copy without a date";
  static final String REGISTRY =
      "aiprovidertrust.com on the OpenAI API, 2026-07-05, which reports what trust.openai.com"
          + " names";

  static final String SUB_PROCESSORS =
      "openai.com/policies/sub-processor-list, stored copy of 2025-04-30";

  private static final String PLATFORM = "API platform";
  private static final LocalDate BOOK = LocalDate.of(2026, 11, 23);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  static final List<DocumentedClaim> ALL =
      List.of(
          new DocumentedClaim(
                  Promise.RETENTION,
                  PLATFORM,
                  "P30D",
                  "Abuse-monitoring logs are kept up to 30 days by default, longer where law or"
                      + " safety requires; stored responses expire after 30 days by default; files"
                      + " and other objects stay until they are deleted.",
                  YOUR_DATA,
                  BOOK)
              .about("response"),
          new DocumentedClaim(
              Promise.RETENTION,
              PLATFORM + " with approved zero data retention",
              "P0D",
              "Model calls are not logged and not stored; files, vector stores, conversations,"
                  + " ChatKit, batches, evals and fine-tuning are stored until they are deleted all"
                  + " the same.",
              YOUR_DATA,
              BOOK),
          new DocumentedClaim(
              Promise.NO_TRAINING,
              PLATFORM,
              "yes",
              "Since 2023-03-01 data sent to the API trains no model, unless the organization opts"
                  + " in to sharing it.",
              YOUR_DATA,
              TODAY),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              PLATFORM,
              "yes",
              "Each object has a route that deletes it, except batches and fine-tuning jobs, whose"
                  + " entries stay.",
              "openai/openai-openapi openapi.json, 2026-08-21",
              BOOK),
          new DocumentedClaim(
              Promise.SOC2_TYPE_II,
              PLATFORM,
              "yes",
              "OpenAI says it was audited for SOC 2 compliance; a registry reports that its trust"
                  + " portal names a Type 2 report for the API platform. The report itself was not"
                  + " seen.",
              PRIVACY + "; " + REGISTRY,
              TODAY),
          new DocumentedClaim(
              Promise.SUB_PROCESSORS,
              PLATFORM,
              "Cloudflare,Microsoft,Snowflake,TaskUs,Intercom,Salesforce,Accenture,Fivetran,Confluent,Cinder,Okta",
              "The list of 2025-04-30 names these for the API; some of them not where zero data"
                  + " retention is used, and Fivetran for assistants alone. A newer list may name"
                  + " others.",
              SUB_PROCESSORS,
              LocalDate.of(2026, 11, 30)));

  private OpenAiClaims() {}
}
