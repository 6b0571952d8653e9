package dev.writ.vendor.hubspot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Kinds of objects in erase order: what hangs on satellites, the satellites (records that hang on a
 * contact and are found through its associations), the bin they lie in then, conversation threads,
 * and the contact at last, because a permanent delete of the contact only unassociates the others.
 */
enum HubSpotKind {
  /** Hangs on a call; no endpoint lists them. */
  TRANSCRIPT("transcript", "", List.of()),
  /** Attached to satellites, which lead to it: so it goes before them. */
  FILE("file", "", List.of()),
  NOTE(
      "note",
      "notes",
      List.of("hs_note_body", "hs_timestamp", "hs_attachment_ids", "hubspot_owner_id")),
  CALL(
      "call",
      "calls",
      List.of(
          "hs_call_title",
          "hs_call_body",
          "hs_call_direction",
          "hs_call_duration",
          "hs_call_from_number",
          "hs_call_to_number",
          "hs_call_recording_url",
          "hs_call_status",
          "hs_timestamp",
          "hs_attachment_ids")),
  EMAIL(
      "email",
      "emails",
      List.of(
          "hs_email_subject",
          "hs_email_text",
          "hs_email_html",
          "hs_email_headers",
          "hs_email_direction",
          "hs_email_status",
          "hs_timestamp",
          "hs_attachment_ids")),
  MEETING(
      "meeting",
      "meetings",
      List.of(
          "hs_meeting_title",
          "hs_meeting_body",
          "hs_internal_meeting_notes",
          "hs_meeting_location",
          "hs_meeting_start_time",
          "hs_meeting_end_time",
          "hs_meeting_outcome",
          "hs_timestamp",
          "hs_attachment_ids")),
  TASK(
      "task",
      "tasks",
      List.of("hs_task_subject", "hs_task_body", "hs_task_status", "hs_task_type", "hs_timestamp")),
  COMMUNICATION(
      "communication",
      "communications",
      List.of(
          "hs_communication_body",
          "hs_communication_channel_type",
          "hs_communication_logged_from",
          "hs_timestamp",
          "hs_attachment_ids")),
  TICKET(
      "ticket",
      "tickets",
      List.of(
          "subject",
          "content",
          "hs_pipeline_stage",
          "hs_ticket_priority",
          "hs_ticket_category",
          "createdate")),
  /**
   * A contact's archived satellites in the recycle bin, those that are about to be archived among
   * them; the id is the contact's. A ledgered satellite, which leads to no contact, has one of its
   * own under its own id. Archived records have no associations that tell whose they are, and no
   * documented call empties the bin.
   */
  RECYCLE_BIN("recycle_bin", "", List.of()),
  THREAD("thread", "", List.of()),
  CONTACT(
      "contact",
      "contacts",
      List.of(
          "email",
          "hs_additional_emails",
          "firstname",
          "lastname",
          "phone",
          "mobilephone",
          "company",
          "jobtitle",
          "address",
          "city",
          "state",
          "zip",
          "country",
          "website",
          "lifecyclestage",
          "hs_lead_status",
          "hs_language",
          "date_of_birth",
          "message",
          "ip_city",
          "ip_country",
          "hs_legal_basis",
          "hs_analytics_source",
          "hs_analytics_first_url",
          "createdate",
          "lastmodifieddate"));

  /** Ids of attached files, separated by semicolons. */
  static final String ATTACHMENTS = "hs_attachment_ids";

  private final String word;
  private final String type;

  @SuppressWarnings("ImmutableEnumChecker") // only unmodifiable lists are given
  private final List<String> properties;

  HubSpotKind(String word, String type, List<String> properties) {
    this.word = word;
    this.type = type;
    this.properties = properties;
  }

  /** Our word, in {@code VendorObject.kind}. */
  String word() {
    return word;
  }

  /** HubSpot's object type in CRM paths; empty for what is no CRM object. */
  String type() {
    return type;
  }

  List<String> properties() {
    return properties;
  }

  boolean satellite() {
    return this != CONTACT && !type.isEmpty();
  }

  boolean mayHaveAttachments() {
    return properties.contains(ATTACHMENTS);
  }

  static Optional<HubSpotKind> of(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
  }
}
