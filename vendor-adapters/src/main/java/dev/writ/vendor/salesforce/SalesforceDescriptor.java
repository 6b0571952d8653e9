package dev.writ.vendor.salesforce;

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

/** What the Salesforce package declares about itself. */
final class SalesforceDescriptor {
  static final String AUDIT_WORK = "AI_AUDIT_ERASE";
  static final String SESSION_WORK = "AGENT_SESSION_ERASE";
  static final String ACCESS_WORK = "CONNECTED_APP_REMOVE";

  private static final String BULK = "Bulk API 2.0 guide; Salesforce CLI: data delete bulk";
  private static final String BIN = "SOAP API guide: emptyRecycleBin (256.0)";
  private static final String DELETION = "help.salesforce.com: data.c360_a_data_deletion_request";
  private static final String AUDIT = "help.salesforce.com: ai.generative_ai_feedback_about";
  private static final String TRACE = "help.salesforce.com: ai.generative_ai_session_trace";
  private static final String RTBF = "help.salesforce.com: xcloud.create_rtbf_request";

  private static final String SQL = "POST {tenant}/api/v3/query";
  private static final String JOB =
      "POST /services/data/{v}/jobs/ingest (hardDelete), PUT …/batches, PATCH and GET …/{job},"
          + " DELETE …/{job}";
  private static final String LOOK = "GET /services/data/{v}/queryAll?q=";
  private static final String ROW = "GET /services/data/{v}/sobjects/{object}/{id}";
  private static final String PURGED =
      "erased past the recycle bin: \"immediately eligible for deletion\"; rows purged from the bin"
          + " have been seen in queryAll for about 24 hours more";

  static final VendorDescriptor VALUE =
      VendorDescriptor.of(
              "salesforce",
              "Salesforce Einstein / Agentforce",
              URI.create("https://login.salesforce.com"))
          .hosts(TenantAddress.HOSTS)
          .credentials(
              SalesforceAdapter.CLIENT_ID,
              SalesforceAdapter.USERNAME,
              SalesforceAdapter.PRIVATE_KEY)
          .settings(SalesforceSettings.DESCRIBED)
          .surfaces(surfaces())
          .manual(manual())
          .exceptions(exceptions())
          .looks(Duration.ofDays(31), Duration.ofDays(61), Duration.ofDays(91))
          .claims(SalesforceClaims.DOCUMENTED)
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.NO_TRAINING,
              Promise.ISOLATION,
              Promise.REGION,
              Promise.SOC2_TYPE_II,
              Promise.DELETION_AT_CONTRACT_END,
              Promise.SUB_PROCESSORS,
              Promise.BREACH_HISTORY)
          .pace(5, 4, Duration.ofSeconds(3))
          .read(LocalDate.of(2026, 11, 23), documents(), unconfirmed());

  private SalesforceDescriptor() {}

  private static List<Surface> surfaces() {
    return List.of(
        new Surface(
            "ai_request",
            "generative AI audit rows whose prompt has the e-mail address; by the ledgered id",
            Way.api(SQL),
            Way.hand(AUDIT_WORK),
            Way.api(SQL),
            "how long audit data is kept is not documented"),
        new Surface(
            "ai_generation",
            "generative AI audit rows whose answer has the e-mail address; by the ledgered id",
            Way.api(SQL),
            Way.hand(AUDIT_WORK),
            Way.api(SQL),
            "how long audit data is kept is not documented"),
        new Surface(
            "agent_session",
            "Agentforce session traces of the person's Individual Ids; rows may arrive hours to"
                + " days late",
            Way.api(SQL),
            Way.hand(SESSION_WORK),
            Way.api(SQL),
            "how long session traces are kept is not documented"),
        record("related_record", "look-up fields of the setting relatedFields"),
        record(
            "contact", "SOQL by e-mail, also in the recycle bin; by phone, external or record id"),
        record("lead", "SOQL by e-mail, also in the recycle bin; by phone, external or record id"),
        record("crm_individual", "the contact's or lead's IndividualId, with crmIndividual"),
        new Surface(
                "individual",
                "Data 360: contact points by e-mail, then every Individual Id behind them; by the"
                    + " mapped CRM field or the id itself",
                Way.api(SQL),
                Way.api(
                    "PATCH"
                        + " /services/data/{v}/consent/action/shouldforget?ids=&mode=cdp&status=optin"),
                Way.api(SQL + ", GET /services/data/{v}/consent/action/processing?ids=&mode=cdp"),
                "deleted typically within hours; Salesforce processes the request again after 30,"
                    + " 60 and 90 days, to delete data that came in since: look again on days 31,"
                    + " 61 and 91")
            .refilling()
            .waitingForHands());
  }

  private static Surface record(String kind, String located) {
    return new Surface(kind, located, Way.api(ROW), Way.api(JOB), Way.api(LOOK), PURGED);
  }

  private static List<ManualWork> manual() {
    return List.of(
        new ManualWork(
            AUDIT_WORK,
            Doer.OFFICER,
            "Erase the person from Einstein's generative AI audit data",
            List.of(
                "Find the audit record shown beside in Data 360, in the generative AI audit and"
                    + " feedback data.",
                "Agree with those responsible whether the whole data lake object may go: Salesforce"
                    + " offers no removal of a single person's rows.",
                "In Setup, remove the data lake object from its data space (\"Remove Data Lake"
                    + " Objects from Data Spaces\"), or write down why the record is kept and until"
                    + " when.",
                "Query the record again and note that it is gone."),
            Duration.ZERO,
            AUDIT + " (read 2026-11-23)"),
        new ManualWork(
            SESSION_WORK,
            Doer.OFFICER,
            "Erase the person from Agentforce session traces",
            List.of(
                "Find the session shown beside in Data 360, in the Agentforce session tracing"
                    + " data.",
                "Ask Salesforce support for the removal of the session: no deletion of a single"
                    + " person's traces is documented, masking and policies only.",
                "Review the masking of traces and whether session tracing has to stay on.",
                "Query the session again and note that it is gone, or why it is kept and until"
                    + " when."),
            Duration.ZERO,
            TRACE + " (read 2026-11-23)"),
        new ManualWork(
            HardDelete.GRANT,
            Doer.OFFICER,
            "Erase a record for which the permission \"Bulk API Hard Delete\" is missing",
            List.of(
                "As an administrator, delete the record shown beside.",
                "Empty it from the org's recycle bin: until then it can be restored for 15 days.",
                "Give the integration user the permission \"Bulk API Hard Delete\", which is off by"
                    + " default, so that further records need no hand."),
            Duration.ZERO,
            BULK + " (read 2026-11-23)"),
        new ManualWork(
            HardDelete.EMPTY_BIN,
            Doer.OFFICER,
            "Purge a record from the recycle bin",
            List.of(
                "As an administrator, open the org's recycle bin and find the record shown beside.",
                "Delete it there for good.",
                "If it is not in the bin it was purged already and fades from queries within about"
                    + " a day."),
            Duration.ofHours(24),
            BIN + " (read 2026-11-23)"),
        new ManualWork(
            ACCESS_WORK,
            Doer.OFFICER,
            "Take away the access that was given to the org",
            List.of(
                "As an administrator, open Setup and remove the connected or external client app"
                    + " that this connection signs in with; a package is uninstalled, which removes"
                    + " all of its tokens.",
                "Deactivate the integration user, and revoke what permissions were given for it,"
                    + " such as \"Bulk API Hard Delete\".",
                "Look through the org's other connected apps and remove those of the company's that"
                    + " no one needs.",
                "Destroy the private key whose certificate the app held."),
            Duration.ZERO,
            "Packaging guide (read 2026-11-23); the steps after the first are inferred"));
  }

  private static List<OutOfReach> exceptions() {
    return List.of(
        new OutOfReach(
            "Records that name the person and are not in the setting relatedFields: cases, tasks,"
                + " e-mail messages, Chatter, field history, files",
            "they are objects of their own and no cascade is documented: the list is the company's"
                + " policy, taken from the org's own describe",
            "REST API guide (absence)"),
        new OutOfReach(
            "Person accounts, users and custom objects that hold people",
            "only contacts and leads are searched; list other objects in relatedFields or erase"
                + " them by hand",
            "judgement of this package"),
        new OutOfReach(
            "AI audit rows that speak of the person without the e-mail address",
            "the rows name the agent's user, not the data subject; the person is in free text only",
            AUDIT),
        new OutOfReach(
            "AI feedback, content quality and grounding records of the audit data",
            "no documented column leads from a person to them; they go with the audit data by hand",
            AUDIT),
        new OutOfReach(
            "Unrelated data model objects and custom data lake objects in Data 360",
            "\"data stored in unrelated DMOs won't be deleted\"",
            DELETION),
        new OutOfReach(
            "Profiles that are unified with the person's and share no e-mail address or mapped"
                + " field",
            "the link objects of unified profiles have names of the org's own; ledger their"
                + " Individual Ids",
            DELETION),
        new OutOfReach(
            "Profiles whose processing is restricted",
            "the restriction hides them from queries: they are found by a mapped CRM field or the"
                + " ledger only, and their deletion cannot be seen",
            "help.salesforce.com: data.c360_a_restrict_processing_request"),
        new OutOfReach(
            "Data 360 segments, activations and exports sent elsewhere; Marketing Cloud Engagement,"
                + " Commerce, Slack, sandboxes, backups, Shield event logs",
            "\"you must submit data deletion requests in every connected system and Salesforce"
                + " cloud\"; source systems fill the profile again",
            DELETION),
        new OutOfReach(
            "Privacy Center policies, right-to-be-forgotten and portability runs",
            "an extra licence; policies are made and run in its user interface, and whether a"
                + " request created by API runs without it is open",
            RTBF),
        new OutOfReach(
            "Copies with the model vendors behind Einstein",
            "Salesforce states zero retention for its own connections; own-model connections are"
                + " the company's to ask",
            "help.salesforce.com: sf.generative_ai_trust_layer"),
        new OutOfReach(
            "Removing the connected or external client app and its package",
            "Setup only",
            "Packaging guide"));
  }

  private static List<String> documents() {
    return List.of(
        "developer.salesforce.com: REST API guide (query, queryAll, sobjects, errors, limits),"
            + " v67.0",
        "developer.salesforce.com: Bulk API 2.0 guide (hardDelete, job states, delete a job)",
        "developer.salesforce.com: Consent API, parameters for Data Cloud (mode=cdp), v67.0; help"
            + " article 000397169",
        "developer.salesforce.com: Query API v3",
        "developer.salesforce.com: Data 360 data model, AI Agent Session, Participant, Interaction"
            + " Message (2026-11-24)",
        "help.salesforce.com: service.conversation_transcript_api_sample (token exchange);"
            + " 005104785",
        DELETION,
        "help.salesforce.com: data.c360_a_restrict_processing_request",
        AUDIT + "; ai.generative_ai_feedback_data_model",
        TRACE + "; ai.generative_ai_session_trace_data_model",
        "github.com/forcedotcom/postman-salesforce-apis at 83bd942d");
  }

  private static List<String> unconfirmed() {
    return List.of(
        "Whether forgetting a profile reaches AI audit rows and session traces; they are assumed to"
            + " stay and are erased by hand.",
        "How many Individual Ids one request to forget may hold; one is sent at a time.",
        "What the consent answer shows after a profile is gone; the query is what counts.",
        "The key and the word in a consent answer for restricted processing; anything but no flag"
            + " at all, or a granted one under processing, is taken as a restriction.",
        "The status codes of creating a job and uploading to it, and the error when \"Bulk API Hard"
            + " Delete\" is missing; 400 or 403 at the creation is taken as that.",
        "Whether a hard delete reaches a record that is in the recycle bin already; it is purged by"
            + " hand.",
        "How long a hard-deleted record still shows in queryAll; while it does it counts as there.",
        "Whether a record deleted before is answered with 404 or 400; both are taken as gone.",
        "The form of a running Query API v3 query; rows of one are not used, and the query is asked"
            + " again.",
        "Whether Data 360's address comes with a scheme; both are taken, for Salesforce's hosts"
            + " only.",
        "Names of audit and session objects vary by package; one that a probe cannot query is taken"
            + " as absent.",
        "How long an org token lives; the setting tokenMinutes stands in for it.",
        "Whether sharing rules hide records from the integration user; it needs to view all data,"
            + " or absence means nothing.",
        "Whether encrypted e-mail fields can be searched; the Consent API says they are not found.",
        "Whether ids compare in SOQL in the order they are sorted by; a list of everything is read"
            + " in slices above the last id.",
        "Sessions of which only participants or messages are left are not in a list of everything.",
        "Whether every integration user may read the org's own record, which is what must be"
            + " there in an org without any other; where it may not, an empty org is not seen.",
        "Which further fields an org demands of a new record; a drill makes a contact and a lead"
            + " with the standard ones, and tasks, cases and privacy records where the settings"
            + " have them searched. Profiles of Data 360 are not made: they come from their"
            + " sources.",
        "Whether a token that was exchanged for Data 360 ends with the org's; the probe tries"
            + " both.",
        "A token is known in memory alone: after a restart an earlier one can be revoked no more,"
            + " and ends by itself or with its app.",
        "The audit rows' column timestamp__c and its form; a row whose time cannot be read is not"
            + " judged by its age.",
        "A contact, lead or profile can come back from a connected system after its erase.");
  }
}
