package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.found;
import static dev.writ.vendor.hubspot.HubSpotAnswers.pages;
import static dev.writ.vendor.hubspot.HubSpotAnswers.requiredId;
import static dev.writ.vendor.spi.Answers.answered;

import dev.writ.vendor.hubspot.HubSpotWire.AssociationType;
import dev.writ.vendor.hubspot.HubSpotWire.BatchRead;
import dev.writ.vendor.hubspot.HubSpotWire.Filter;
import dev.writ.vendor.hubspot.HubSpotWire.FilterGroup;
import dev.writ.vendor.hubspot.HubSpotWire.Input;
import dev.writ.vendor.hubspot.HubSpotWire.NewAssociation;
import dev.writ.vendor.hubspot.HubSpotWire.NewRecord;
import dev.writ.vendor.hubspot.HubSpotWire.SearchRequest;
import dev.writ.vendor.hubspot.HubSpotWire.To;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An invented contact and a record of every kind that hangs on one. The contact has the marker in
 * its address and family name, the others in their text and by their association. An address can
 * belong to one contact alone, so that a contact that is there already is taken and not made again.
 */
final class HubSpotPlanter implements Planter {
  private static final String CONTACTS = HubSpotKind.CONTACT.type();
  private static final String EMAIL = "email";
  private static final String LAST_NAME = "lastname";
  private static final String TIMESTAMP = "hs_timestamp";

  /** When the invented things are said to have happened. */
  private static final String WHEN = "2026-01-01T00:00:00Z";

  @Override
  public Set<String> kinds() {
    return Arrays.stream(HubSpotKind.values())
        .filter(kind -> !kind.type().isEmpty())
        .map(HubSpotKind::word)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void plant(VendorConnection connection, SyntheticPerson person, Planted planted) {
    var api = HubSpotAdapter.api(connection);
    var contact = contact(api, person);
    planted.accept(new VendorObject(HubSpotKind.CONTACT.word(), contact));
    for (var kind : HubSpotKind.values()) {
      if (kind.satellite()) {
        var type = new AssociationType("HUBSPOT_DEFINED", associationToContact(kind));
        var association = new NewAssociation(new To(contact), List.of(type));
        var id = make(api, kind, new NewRecord(properties(kind, person), List.of(association)));
        planted.accept(new VendorObject(kind.word(), id));
      }
    }
  }

  private static String contact(HubSpotApi api, SyntheticPerson person) {
    var known = new ArrayList<VendorObject>();
    addContacts(api, person, known, Stream.of(false));
    return known.stream()
        .map(VendorObject::id)
        .findFirst()
        .orElseGet(
            () ->
                make(
                    api,
                    HubSpotKind.CONTACT,
                    new NewRecord(properties(HubSpotKind.CONTACT, person), List.of())));
  }

  private static String make(HubSpotApi api, HubSpotKind kind, NewRecord record) {
    return requiredId(answered(api.create(kind.type(), record)).id());
  }

  /**
   * What carries the marker itself. What hangs on the contact without carrying it was put there by
   * somebody else, such as the company's own automations, and may be a real person's; so may a
   * contact that has taken the address over in a merge.
   */
  @Override
  public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
    var api = HubSpotAdapter.api(connection);
    var marked = new ArrayList<VendorObject>();
    for (var kind : HubSpotKind.values()) {
      if (kind.satellite()) {
        addMarked(api, kind, person.marker(), marked);
      }
    }
    addContacts(api, person, marked, Stream.of(false, true));
    return List.copyOf(marked);
  }

  private static void addContacts(
      HubSpotApi api,
      SyntheticPerson person,
      List<VendorObject> marked,
      Stream<Boolean> archivedOrNot) {
    var lookUp =
        new BatchRead(EMAIL, List.of(EMAIL, LAST_NAME), List.of(new Input(person.email())));
    archivedOrNot
        .flatMap(archived -> found(api.batchRead(CONTACTS, archived, lookUp)).stream())
        .filter(contact -> contact.property(EMAIL).equalsIgnoreCase(person.email()))
        .filter(contact -> contact.property(LAST_NAME).equalsIgnoreCase(person.familyName()))
        .map(contact -> new VendorObject(HubSpotKind.CONTACT.word(), requiredId(contact.id())))
        .distinct()
        .forEach(marked::add);
  }

  private static void addMarked(
      HubSpotApi api, HubSpotKind kind, String marker, List<VendorObject> marked) {
    var text = text(kind);
    var filter = new FilterGroup(List.of(new Filter(text, "CONTAINS_TOKEN", marker)));
    pages(
        after ->
            Optional.of(
                answered(
                    api.search(
                        kind.type(),
                        new SearchRequest(List.of(filter), List.of(text), List.of(), 200, after)))),
        record -> {
          if (record.property(text).contains(marker)) {
            marked.add(new VendorObject(kind.word(), requiredId(record.id())));
          }
        });
  }

  /** The property that holds a record's text. */
  private static String text(HubSpotKind kind) {
    return switch (kind) {
      case NOTE -> "hs_note_body";
      case CALL -> "hs_call_body";
      case EMAIL -> "hs_email_text";
      case MEETING -> "hs_meeting_body";
      case TASK -> "hs_task_body";
      case COMMUNICATION -> "hs_communication_body";
      case TICKET -> "content";
      case CONTACT, RECYCLE_BIN, THREAD, FILE, TRANSCRIPT -> LAST_NAME;
    };
  }

  /** HubSpot's number for "this belongs to a contact". */
  private static int associationToContact(HubSpotKind kind) {
    return switch (kind) {
      case NOTE -> 202;
      case CALL -> 194;
      case EMAIL -> 198;
      case MEETING -> 200;
      case TASK -> 204;
      case COMMUNICATION -> 81;
      case TICKET -> 16;
      case CONTACT, RECYCLE_BIN, THREAD, FILE, TRANSCRIPT -> throw new IllegalArgumentException();
    };
  }

  private static Map<String, String> properties(HubSpotKind kind, SyntheticPerson person) {
    // the bare word at the end, because a search is for whole words
    var sentence = person.sentence() + " " + person.marker();
    return switch (kind) {
      case CONTACT ->
          Map.of(
              EMAIL,
              person.email(),
              "firstname",
              person.givenName(),
              LAST_NAME,
              person.familyName());
      case CALL ->
          Map.of(
              TIMESTAMP,
              WHEN,
              "hs_call_title",
              person.marker(),
              text(kind),
              sentence,
              "hs_call_direction",
              "INBOUND",
              "hs_call_status",
              "COMPLETED");
      case EMAIL ->
          Map.of(
              TIMESTAMP,
              WHEN,
              "hs_email_subject",
              person.marker(),
              text(kind),
              sentence,
              "hs_email_direction",
              "EMAIL");
      case MEETING ->
          Map.of(TIMESTAMP, WHEN, "hs_meeting_title", person.marker(), text(kind), sentence);
      case TASK ->
          Map.of(TIMESTAMP, WHEN, "hs_task_subject", person.marker(), text(kind), sentence);
      case COMMUNICATION ->
          Map.of(
              TIMESTAMP,
              WHEN,
              text(kind),
              sentence,
              "hs_communication_channel_type",
              "SMS",
              "hs_communication_logged_from",
              "CRM");
      case TICKET ->
          Map.of(
              "subject",
              person.marker(),
              text(kind),
              sentence,
              "hs_pipeline",
              "0",
              "hs_pipeline_stage",
              "1");
      case NOTE, RECYCLE_BIN, THREAD, FILE, TRANSCRIPT ->
          Map.of(TIMESTAMP, WHEN, text(kind), sentence);
    };
  }
}
