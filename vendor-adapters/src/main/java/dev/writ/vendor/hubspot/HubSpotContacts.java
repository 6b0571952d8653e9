package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.found;
import static dev.writ.vendor.hubspot.HubSpotAnswers.isId;
import static dev.writ.vendor.hubspot.HubSpotAnswers.requiredId;
import static dev.writ.vendor.hubspot.HubSpotAnswers.results;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.hubspot.HubSpotWire.BatchRead;
import dev.writ.vendor.hubspot.HubSpotWire.CrmRecord;
import dev.writ.vendor.hubspot.HubSpotWire.Filter;
import dev.writ.vendor.hubspot.HubSpotWire.FilterGroup;
import dev.writ.vendor.hubspot.HubSpotWire.Input;
import dev.writ.vendor.hubspot.HubSpotWire.SearchRequest;
import dev.writ.vendor.hubspot.HubSpotWire.Sort;
import dev.writ.vendor.spi.Identifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds contacts. A search lags and never shows archived contacts, so that an e-mail address is
 * also looked up directly, among the living and among the archived.
 */
final class HubSpotContacts {
  private static final String CONTACTS = HubSpotKind.CONTACT.type();
  private static final String EMAIL = "email";
  private static final String ADDITIONAL = "hs_additional_emails";
  private static final String ID = "hs_object_id";
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");
  private static final int LONGEST_VALUE = 255;
  private static final int PAGE = 200;

  /** HubSpot answers 400 past this many results of one search. */
  private static final int SEARCH_CAP = 10_000;

  private final HubSpotApi api;
  private final Optional<String> externalIdProperty;

  HubSpotContacts(HubSpotApi api, Optional<String> externalIdProperty) {
    this.api = api;
    this.externalIdProperty = externalIdProperty;
  }

  /** Ids of the contacts an identifier matches. */
  Set<String> of(Identifier identifier) {
    var value = identifier.value().strip();
    if (value.isEmpty() || value.length() > LONGEST_VALUE) {
      return Set.of();
    }
    return switch (identifier.type()) {
      case EMAIL -> ADDRESS.matcher(value).matches() ? byEmail(value) : Set.of();
      case PHONE ->
          search(
              value,
              List.of(new Filter("phone", "EQ", value), new Filter("mobilephone", "EQ", value)));
      case VENDOR_USER_ID -> isId(value) ? byId(value).map(Set::of).orElse(Set.of()) : Set.of();
      case CUSTOMER_ID, EXTERNAL_ID ->
          externalIdProperty
              .map(property -> search(value, List.of(new Filter(property, "EQ", value))))
              .orElse(Set.of());
    };
  }

  /** The contact's present id (another one after a merge), archived or not. */
  Optional<String> byId(String id) {
    return unlessGone(() -> api.read(CONTACTS, id, false))
        .or(() -> unlessGone(() -> api.read(CONTACTS, id, true)))
        .map(found -> requiredId(found.id()));
  }

  private Set<String> byEmail(String value) {
    var email = value.toLowerCase(Locale.ROOT);
    var found =
        search(
            email,
            List.of(
                new Filter(EMAIL, "EQ", email), new Filter(ADDITIONAL, "CONTAINS_TOKEN", email)));
    var lookUp = new BatchRead(EMAIL, List.of(EMAIL, ADDITIONAL), List.of(new Input(email)));
    Stream.of(false, true)
        .flatMap(archived -> found(api.batchRead(CONTACTS, archived, lookUp)).stream())
        .filter(contact -> holds(contact, lookUp.properties(), email))
        .forEach(contact -> found.add(requiredId(contact.id())));
    return found;
  }

  /**
   * Any of the filters; only contacts whose returned property really equals the value count. Sorted
   * by id, a search that reaches HubSpot's cap goes on above the last id it has seen.
   */
  private Set<String> search(String value, List<Filter> anyOf) {
    var properties = anyOf.stream().map(Filter::propertyName).toList();
    var found = new LinkedHashSet<String>();
    var slice = new Slice(0, null);
    long last = 0;
    int seen = 0;
    while (true) {
      var page = api.search(CONTACTS, request(anyOf, properties, slice));
      var contacts = results(page);
      for (var contact : contacts) {
        long id = number(contact);
        require(id > last);
        last = id;
        if (holds(contact, properties, value)) {
          found.add(requiredId(contact.id()));
        }
      }
      var after = page.after();
      if (after == null) {
        return found;
      }
      require(!contacts.isEmpty());
      seen += contacts.size();
      var full = seen + PAGE > SEARCH_CAP;
      slice = full ? new Slice(last, null) : new Slice(slice.above(), after);
      seen = full ? 0 : seen;
    }
  }

  /** Contacts with an id above this one, from this cursor on. */
  private record Slice(long above, @Nullable String after) {}

  private static SearchRequest request(List<Filter> anyOf, List<String> properties, Slice slice) {
    var groups =
        anyOf.stream()
            .map(
                filter ->
                    slice.above() == 0
                        ? List.of(filter)
                        : List.of(filter, new Filter(ID, "GT", Long.toString(slice.above()))))
            .map(FilterGroup::new)
            .toList();
    return new SearchRequest(
        groups, properties, List.of(new Sort(ID, "ASCENDING")), PAGE, slice.after());
  }

  private static long number(CrmRecord contact) {
    var id = requiredId(contact.id());
    require(id.matches("[0-9]{1,18}"));
    return Long.parseLong(id);
  }

  private static boolean holds(CrmRecord contact, List<String> properties, String value) {
    return properties.stream()
        .flatMap(property -> Stream.of(contact.property(property).split(";")))
        .anyMatch(part -> part.strip().equalsIgnoreCase(value));
  }
}
