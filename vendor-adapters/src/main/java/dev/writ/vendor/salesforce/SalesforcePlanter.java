package dev.writ.vendor.salesforce;

import static dev.writ.vendor.salesforce.SalesforceKind.CONTACT;
import static dev.writ.vendor.salesforce.SalesforceKind.CRM_INDIVIDUAL;
import static dev.writ.vendor.salesforce.SalesforceKind.LEAD;
import static dev.writ.vendor.salesforce.SalesforceKind.RELATED_RECORD;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.salesforce.SalesforceSettings.Field;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An invented contact and lead and, where the connection's settings have them searched, the
 * contact's privacy record and a task or case of theirs. Each has the marker in its last name or
 * subject. Other related objects are not made: what an org demands of them is its own. Profiles in
 * Data 360 come from their sources, and no call makes AI audit rows or sessions.
 */
final class SalesforcePlanter implements Planter {
  /** Standard look-ups to a contact, whose records need nothing but a subject. */
  private static final Set<Field> MADE_FOR_A_CONTACT =
      Set.of(new Field("Task", "WhoId"), new Field("Case", "ContactId"));

  private static final String LAST_NAME = "LastName";
  private static final String SUBJECT = "Subject";

  private final SalesforceSignIn signIn;

  SalesforcePlanter(SalesforceSignIn signIn) {
    this.signIn = signIn;
  }

  /** As far as the connection's settings have them searched. */
  @Override
  public Set<String> kinds() {
    return Set.of(RELATED_RECORD.word(), CONTACT.word(), LEAD.word(), CRM_INDIVIDUAL.word());
  }

  @Override
  public void plant(VendorConnection connection, SyntheticPerson person, Planted planted) {
    var settings = SalesforceSettings.of(connection);
    var org = new Org(signIn.org(connection, settings), settings.apiVersion());
    if (settings.objects().contains("Contact")) {
      var contact = org.make("Contact", human("Contact", settings, person));
      planted.accept(new VendorObject(CONTACT.word(), contact));
      plantAround(contact, org, settings, person, planted);
    }
    if (settings.objects().contains("Lead")) {
      var fields = human("Lead", settings, person);
      fields.put("Company", person.marker());
      planted.accept(new VendorObject(LEAD.word(), org.make("Lead", fields)));
    }
  }

  private static void plantAround(
      String contact,
      Org org,
      SalesforceSettings settings,
      SyntheticPerson person,
      Consumer<VendorObject> planted) {
    if (settings.crmIndividual()) {
      var individual =
          org.make(
              "Individual",
              Map.of("FirstName", person.givenName(), LAST_NAME, person.familyName()));
      planted.accept(new VendorObject(CRM_INDIVIDUAL.word(), individual));
      org.update("Contact", contact, Map.of("IndividualId", individual));
    }
    for (var lookUp : settings.relatedFields()) {
      if (MADE_FOR_A_CONTACT.contains(lookUp)) {
        var fields =
            Map.of(
                lookUp.name(), contact, SUBJECT, person.marker(), "Description", person.sentence());
        var id = lookUp.object() + "." + org.make(lookUp.object(), fields);
        planted.accept(new VendorObject(RELATED_RECORD.word(), id));
      }
    }
  }

  private static Map<String, String> human(
      String object, SalesforceSettings settings, SyntheticPerson person) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("FirstName", person.givenName());
    fields.put(LAST_NAME, person.familyName());
    SalesforceRecords.names(object, settings.emailFields())
        .forEach(field -> fields.put(field, person.email()));
    return fields;
  }

  /**
   * What carries the marker itself, in erase order. What an org's own automations have hung on the
   * contact without it may be a real person's.
   */
  @Override
  public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
    var settings = SalesforceSettings.of(connection);
    var records = new SalesforceRecords(signIn.org(connection, settings), settings);
    var marked = new ArrayList<VendorObject>();
    for (var lookUp : settings.relatedFields()) {
      if (MADE_FOR_A_CONTACT.contains(lookUp)) {
        records
            .marked(lookUp.object(), SUBJECT, person.marker())
            .forEach(
                id ->
                    marked.add(
                        new VendorObject(RELATED_RECORD.word(), lookUp.object() + "." + id)));
      }
    }
    for (var object : settings.objects()) {
      var kind = object.equals("Contact") ? CONTACT : LEAD;
      records
          .marked(object, LAST_NAME, person.familyName())
          .forEach(id -> marked.add(new VendorObject(kind.word(), id)));
    }
    if (settings.crmIndividual()) {
      records
          .marked("Individual", LAST_NAME, person.familyName())
          .forEach(id -> marked.add(new VendorObject(CRM_INDIVIDUAL.word(), id)));
    }
    return marked.stream().sorted(Comparator.comparing(SalesforcePlanter::place)).toList();
  }

  private static SalesforceKind place(VendorObject object) {
    return Arrays.stream(SalesforceKind.values())
        .filter(kind -> kind.word().equals(object.kind()))
        .findFirst()
        .orElseThrow();
  }

  /** The org's records, to be written. */
  private record Org(SalesforceApi api, String version) {
    String make(String object, Map<String, String> fields) {
      var made = answered(api.make(version, object, fields));
      var id = answered(made.id());
      require(Boolean.TRUE.equals(made.success()) && CONTACT.fits(id));
      return id;
    }

    void update(String object, String id, Map<String, String> fields) {
      require(answered(api.update(version, object, id, fields)).length == 0);
    }
  }
}
