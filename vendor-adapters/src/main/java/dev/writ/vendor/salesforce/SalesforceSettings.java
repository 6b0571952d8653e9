package dev.writ.vendor.salesforce;

import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a connection may set. Names of objects and fields are the org's own, as its describe shows
 * them.
 *
 * @param audience the login host that the signed assertion names
 * @param apiVersion the org's REST version, e.g. {@code v67.0}
 * @param tokenLife how long an org token is used; the vendor's answer does not say how long it
 *     lives
 * @param data360 whether the org has Data 360
 * @param emailFields where a person's e-mail addresses stand; which objects hold people follows
 * @param phoneFields where phone numbers stand
 * @param externalIdFields where the company's own id stands
 * @param individualIdFields fields whose value is mapped to the Individual Id in Data 360
 * @param relatedFields look-ups by which other records belong to a contact or lead
 * @param crmIndividual whether the privacy record (Individual) of a contact or lead is its too
 */
record SalesforceSettings(
    URI audience,
    String apiVersion,
    Duration tokenLife,
    boolean data360,
    List<Field> emailFields,
    List<Field> phoneFields,
    List<Field> externalIdFields,
    List<Field> individualIdFields,
    List<Field> relatedFields,
    boolean crmIndividual) {
  private static final String AUDIENCE = "audience";
  private static final String API_VERSION = "apiVersion";
  private static final String TOKEN_MINUTES = "tokenMinutes";
  private static final String DATA_360 = "data360";
  private static final String EMAIL_FIELDS = "emailFields";
  private static final String PHONE_FIELDS = "phoneFields";
  private static final String EXTERNAL_ID_FIELDS = "externalIdFields";
  private static final String INDIVIDUAL_ID_FIELDS = "individualIdFields";
  private static final String RELATED_FIELDS = "relatedFields";
  private static final String CRM_INDIVIDUAL = "crmIndividual";

  private static final Pattern FIELD =
      Pattern.compile(
          "(" + SalesforceKind.Patterns.TYPE + ")\\.(" + SalesforceKind.Patterns.TYPE + ")");

  static final List<Setting> DESCRIBED =
      List.of(
          new Setting(
              AUDIENCE,
              "the login host the signed assertion names, https://login.salesforce.com by default;"
                  + " https://test.salesforce.com for a sandbox org"),
          new Setting(API_VERSION, "version of the org's REST API, v67.0 by default"),
          new Setting(
              TOKEN_MINUTES,
              "minutes an org token is used before another is fetched, 10 by default; Salesforce"
                  + " does not say how long it lives"),
          new Setting(
              DATA_360,
              "true or false, false by default: the org has Data 360, and its profiles, AI audit"
                  + " rows and agent sessions are searched; needs the scopes cdp_query_api and"
                  + " cdp_profile_api"),
          new Setting(
              EMAIL_FIELDS,
              "fields that hold e-mail addresses, as Object.Field separated by commas;"
                  + " Contact.Email,Lead.Email by default; only Contact and Lead"),
          new Setting(PHONE_FIELDS, "the same for phone numbers; none by default"),
          new Setting(
              EXTERNAL_ID_FIELDS, "the same for the company's own id of a person; none by default"),
          new Setting(
              INDIVIDUAL_ID_FIELDS,
              "fields of Contact or Lead whose value is mapped to the Individual Id in Data 360,"
                  + " e.g. Contact.Id; none by default"),
          new Setting(
              RELATED_FIELDS,
              "look-up fields by which other records belong to a contact or lead, e.g. Case.ContactId;"
                  + " each such record is erased for good; none by default, because no cascade is"
                  + " documented and the list is the company's policy"),
          new Setting(
              CRM_INDIVIDUAL,
              "true or false, false by default: also erase the privacy record (Individual) that a"
                  + " contact or lead names"));

  /** A field of an object type. */
  record Field(String object, String name) {}

  SalesforceSettings {
    emailFields = List.copyOf(emailFields);
    phoneFields = List.copyOf(phoneFields);
    externalIdFields = List.copyOf(externalIdFields);
    individualIdFields = List.copyOf(individualIdFields);
    relatedFields = List.copyOf(relatedFields);
  }

  /** A setting that means nothing is a REJECTED failure. */
  static SalesforceSettings of(VendorConnection connection) {
    Predicate<Field> ofPeople = field -> isPerson(field.object());
    return new SalesforceSettings(
        address(text(connection, AUDIENCE, "https://login.salesforce.com")),
        matching(text(connection, API_VERSION, "v67.0"), "v[0-9]{2,3}\\.0"),
        Duration.ofMinutes(
            Integer.parseInt(matching(text(connection, TOKEN_MINUTES, "10"), "[1-9][0-9]{0,3}"))),
        flag(connection, DATA_360),
        fields(connection, EMAIL_FIELDS, "Contact.Email,Lead.Email", ofPeople),
        fields(connection, PHONE_FIELDS, "", ofPeople),
        fields(connection, EXTERNAL_ID_FIELDS, "", ofPeople),
        fields(connection, INDIVIDUAL_ID_FIELDS, "", ofPeople),
        fields(connection, RELATED_FIELDS, "", ofPeople.negate()),
        flag(connection, CRM_INDIVIDUAL));
  }

  /** The object types that hold people, contacts first. */
  List<String> objects() {
    return Stream.of("Contact", "Lead")
        .filter(
            object ->
                Stream.of(emailFields, phoneFields, externalIdFields, individualIdFields)
                    .flatMap(List::stream)
                    .anyMatch(field -> field.object().equals(object)))
        .toList();
  }

  private static boolean isPerson(String object) {
    return object.equals("Contact") || object.equals("Lead");
  }

  private static List<Field> fields(
      VendorConnection connection, String name, String usual, Predicate<Field> allowed) {
    return Arrays.stream(text(connection, name, usual).split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(SalesforceSettings::field)
        .map(
            field -> {
              if (!allowed.test(field)) {
                throw meaningless();
              }
              return field;
            })
        .toList();
  }

  private static Field field(String text) {
    var matcher = FIELD.matcher(text);
    if (!matcher.matches()) {
      throw meaningless();
    }
    return new Field(matcher.group(1), matcher.group(2));
  }

  private static URI address(String text) {
    return URI.create(matching(text, "https://[A-Za-z0-9.-]+"));
  }

  private static String matching(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw meaningless();
    }
    return text;
  }

  private static boolean flag(VendorConnection connection, String name) {
    return switch (text(connection, name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw meaningless();
    };
  }

  private static String text(VendorConnection connection, String name, String usual) {
    return connection.settings().getOrDefault(name, usual).strip();
  }

  private static VendorFailure meaningless() {
    return new VendorFailure(Kind.REJECTED, 0);
  }
}
