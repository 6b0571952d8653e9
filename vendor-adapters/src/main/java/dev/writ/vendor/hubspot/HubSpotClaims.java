package dev.writ.vendor.hubspot;

import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Promise;
import java.time.LocalDate;
import java.util.List;

/**
 * What HubSpot's documents promise. Nothing is claimed of region, isolation, reports, the end of
 * the contract, sub-processors or breaches: what was read says nothing of them.
 */
final class HubSpotClaims {
  private static final LocalDate READ = LocalDate.of(2026, 11, 23);
  private static final String LEARNING =
      "knowledge.hubspot.com: HubSpot machine learning data (2026-04-14)";

  static final List<DocumentedClaim> DOCUMENTED =
      List.of(
          new DocumentedClaim(
                  Promise.RETENTION,
                  "permanently deleted contacts",
                  "P30D",
                  "A permanently deleted contact is gone from the screens at once and purged within"
                      + " up to 30 days.",
                  "knowledge.hubspot.com: how do I perform a GDPR delete in HubSpot (2025-06-09)",
                  READ)
              .about("contact"),
          new DocumentedClaim(
                  Promise.RETENTION,
                  "archived conversation threads",
                  "P30D",
                  "A conversation thread is permanently deleted 30 days after it was archived.",
                  "HubSpot public API specification collection, 2026-08-21: conversations",
                  READ)
              .about("thread"),
          new DocumentedClaim(
                  Promise.RETENTION,
                  "archived records of all other kinds",
                  "P90D",
                  "An archived record can be restored from the recycle bin for 90 days.",
                  "knowledge.hubspot.com: restore deleted records",
                  READ)
              .about("note", "call", "email", "meeting", "task", "communication", "ticket"),
          new DocumentedClaim(
              Promise.DELETION_ON_REQUEST,
              "contacts",
              "yes",
              "A contact is permanently deleted by one call or in the screens; activities and"
                  + " tickets are archived instead.",
              "developers.hubspot.com: GDPR delete contact",
              READ),
          new DocumentedClaim(
              Promise.NO_TRAINING,
              "unless a Super Admin has opted out",
              "no",
              "Customers' data may train HubSpot's models until the account's setting is turned"
                  + " off, which takes up to one week.",
              LEARNING,
              READ),
          new DocumentedClaim(
              Promise.NO_TRAINING,
              "opted out, or with Sensitive Data on",
              "yes",
              "An account that has opted out is not used for training; with Sensitive Data on it is"
                  + " off limits by default.",
              LEARNING,
              READ));

  private HubSpotClaims() {}
}
