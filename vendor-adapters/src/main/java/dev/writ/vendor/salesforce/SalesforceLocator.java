package dev.writ.vendor.salesforce;

import static dev.writ.vendor.salesforce.SalesforceKind.AGENT_SESSION;
import static dev.writ.vendor.salesforce.SalesforceKind.AI_GENERATION;
import static dev.writ.vendor.salesforce.SalesforceKind.AI_REQUEST;
import static dev.writ.vendor.salesforce.SalesforceKind.CONTACT;
import static dev.writ.vendor.salesforce.SalesforceKind.CRM_INDIVIDUAL;
import static dev.writ.vendor.salesforce.SalesforceKind.INDIVIDUAL;
import static dev.writ.vendor.salesforce.SalesforceKind.LEAD;
import static dev.writ.vendor.salesforce.SalesforceKind.RELATED_RECORD;

import dev.writ.vendor.salesforce.SalesforceRecords.Row;
import dev.writ.vendor.salesforce.SalesforceSettings.Field;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorObject;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One search for a person: contacts and leads, what names them, their profiles in Data 360, and
 * what the AI features wrote down. Several contacts for one identifier are ambiguous; a contact and
 * a lead are not, and neither are several profiles, of which each source has its own.
 */
final class SalesforceLocator {
  private static final Pattern ADDRESS =
      Pattern.compile("[!-~&&[^@;,()<>\\[\\]\"]]{1,64}@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");
  private static final int LONGEST_VALUE = 254;

  private final SalesforceRecords records;
  private final SalesforceSettings settings;
  private final @Nullable SalesforceProfiles profiles;
  private final @Nullable SalesforceTraces traces;
  private final Map<SalesforceKind, Map<String, VendorObject>> objects =
      new EnumMap<>(SalesforceKind.class);
  private final Set<String> individuals = new LinkedHashSet<>();
  private boolean ambiguous;

  /**
   * @param profiles null when the org has no Data 360, and so are the traces
   */
  SalesforceLocator(
      SalesforceRecords records,
      SalesforceSettings settings,
      @Nullable SalesforceProfiles profiles,
      @Nullable SalesforceTraces traces) {
    this.records = records;
    this.settings = settings;
    this.profiles = profiles;
    this.traces = traces;
  }

  Location locate(Subject subject) {
    subject.identifiers().forEach(this::add);
    subject.ledgered().forEach(this::addLedgered);
    for (var individual : individuals) {
      addIndividual(individual);
    }
    return new Location(
        objects.values().stream().flatMap(byId -> byId.values().stream()).toList(), ambiguous);
  }

  private void add(Identifier identifier) {
    var value = identifier.value().strip();
    if (value.isEmpty() || value.length() > LONGEST_VALUE || !printable(value)) {
      return;
    }
    switch (identifier.type()) {
      case EMAIL -> {
        if (ADDRESS.matcher(value).matches()) {
          addEmail(value);
        }
      }
      case PHONE -> addPeople(settings.phoneFields(), value);
      case CUSTOMER_ID, EXTERNAL_ID -> addPeople(settings.externalIdFields(), value);
      case VENDOR_USER_ID -> {
        if (CONTACT.fits(value)) {
          addById("Contact", value);
          addById("Lead", value);
        }
        addIfPresent(value);
      }
    }
  }

  private static boolean printable(String value) {
    return value.codePoints().noneMatch(Character::isISOControl);
  }

  private void addEmail(String address) {
    addPeople(settings.emailFields(), address);
    if (profiles != null && traces != null) {
      individuals.addAll(profiles.byEmail(address));
      for (var kind : List.of(AI_REQUEST, AI_GENERATION)) {
        traces.mentioning(kind, address).forEach(id -> add(kind, id, ""));
      }
    }
  }

  private void addPeople(List<Field> fields, String value) {
    for (var object : settings.objects()) {
      var rows = records.people(object, fields, value);
      ambiguous |= rows.size() > 1;
      rows.forEach(row -> addPerson(object, row));
    }
  }

  private void addById(String object, String id) {
    if (settings.objects().contains(object)) {
      records.look(object, id).ifPresent(row -> addPerson(object, row));
    }
  }

  private void addPerson(String object, Row person) {
    for (var lookUp : settings.relatedFields()) {
      for (var row : records.naming(lookUp, person.id())) {
        add(RELATED_RECORD, lookUp.object() + "." + row.id(), "");
      }
    }
    if (settings.crmIndividual() && !person.field("IndividualId").isEmpty()) {
      records
          .look("Individual", person.field("IndividualId"))
          .ifPresent(row -> add(CRM_INDIVIDUAL, row.id(), ""));
    }
    SalesforceRecords.names(object, settings.individualIdFields())
        .forEach(field -> addIfPresent(person.field(field)));
    add(object.equals("Contact") ? CONTACT : LEAD, person.id(), "");
  }

  /** A profile that a restriction hides is there for all we know. */
  private void addIfPresent(String individual) {
    if (profiles != null
        && INDIVIDUAL.fits(individual)
        && !individuals.contains(individual)
        && !profiles.look(individual).equals(Presence.ABSENT)) {
      individuals.add(individual);
    }
  }

  private void addIndividual(String individual) {
    if (traces != null) {
      traces.sessions(individual).forEach(id -> add(AGENT_SESSION, id, ""));
    }
    add(INDIVIDUAL, individual, "");
  }

  private void addLedgered(VendorObject entry) {
    var kind = SalesforceAnswers.kind(entry);
    var id = SalesforceAnswers.id(entry);
    switch (kind) {
      case CONTACT -> addById("Contact", id);
      case LEAD -> addById("Lead", id);
      case INDIVIDUAL -> addIfPresent(id);
      case CRM_INDIVIDUAL, RELATED_RECORD -> {
        var object = SalesforceAdapter.object(kind, id);
        records
            .look(object, SalesforceAdapter.recordId(kind, id))
            .ifPresent(
                row ->
                    add(
                        kind,
                        kind == RELATED_RECORD ? object + "." + row.id() : row.id(),
                        entry.parent()));
      }
      case AI_REQUEST, AI_GENERATION, AGENT_SESSION -> {
        if (traces != null && traces.present(kind, id)) {
          add(kind, id, entry.parent());
        }
      }
    }
  }

  /** An id stands alone at Salesforce, so that only a ledgered object may name a parent. */
  private void add(SalesforceKind kind, String id, String parent) {
    objects
        .computeIfAbsent(kind, k -> new LinkedHashMap<>())
        .putIfAbsent(id, new VendorObject(kind.word(), id, parent));
  }
}
