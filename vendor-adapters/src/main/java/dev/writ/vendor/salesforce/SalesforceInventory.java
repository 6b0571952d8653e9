package dev.writ.vendor.salesforce;

import static dev.writ.vendor.salesforce.SalesforceKind.AGENT_SESSION;
import static dev.writ.vendor.salesforce.SalesforceKind.AI_GENERATION;
import static dev.writ.vendor.salesforce.SalesforceKind.AI_REQUEST;
import static dev.writ.vendor.salesforce.SalesforceKind.CONTACT;
import static dev.writ.vendor.salesforce.SalesforceKind.CRM_INDIVIDUAL;
import static dev.writ.vendor.salesforce.SalesforceKind.INDIVIDUAL;
import static dev.writ.vendor.salesforce.SalesforceKind.LEAD;
import static dev.writ.vendor.salesforce.SalesforceKind.RELATED_RECORD;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.salesforce.SalesforceSettings.Field;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every record of the object types that the settings name, live or in the recycle bin, and every
 * row in Data 360: slices above the last id, so that what is erased meanwhile moves nothing.
 */
final class SalesforceInventory implements Inventory {
  private static final int SLICE = 200;
  private static final Pattern CURSOR = Pattern.compile("([A-Za-z_/0-9]{1,120}):(.{0,300})");

  private final SalesforceSignIn signIn;

  SalesforceInventory(SalesforceSignIn signIn) {
    this.signIn = signIn;
  }

  /**
   * One list.
   *
   * @param object the object type of a record's, or empty
   */
  private record Listing(SalesforceKind kind, String object) {
    String word() {
      return kind.word() + "/" + object;
    }

    /** The id by which the object is known to us, of the vendor's own. */
    String id(String own) {
      return kind == RELATED_RECORD ? object + "." + own : own;
    }
  }

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var settings = SalesforceSettings.of(connection);
    var listings = listings(settings);
    int number = 0;
    var after = "";
    if (!cursor.isEmpty()) {
      var matcher = CURSOR.matcher(cursor);
      if (!matcher.matches()) {
        throw SalesforceAnswers.unknown();
      }
      number = number(listings, matcher.group(1));
      after = matcher.group(2);
      if (!after.isEmpty() && !listings.get(number).kind().fits(listings.get(number).id(after))) {
        throw SalesforceAnswers.unknown();
      }
    }
    for (; number < listings.size(); number++, after = "") {
      var listing = listings.get(number);
      var ids = read(connection, settings, listing, after);
      if (!ids.isEmpty()) {
        var objects = ids.stream().map(own -> object(listing, own)).toList();
        return new Page(objects, listing.word() + ":" + ids.getLast());
      }
    }
    return new Page(List.of(), "");
  }

  private static VendorObject object(Listing listing, String own) {
    var id = listing.id(own);
    require(listing.kind().fits(id));
    return new VendorObject(listing.kind().word(), id);
  }

  /** None: what the settings do not name is out of this connection's reach altogether. */
  @Override
  public List<String> unlisted() {
    return List.of();
  }

  private static List<Listing> listings(SalesforceSettings settings) {
    var listings = new ArrayList<Listing>();
    if (settings.data360()) {
      for (var kind : List.of(AI_REQUEST, AI_GENERATION, AGENT_SESSION)) {
        listings.add(new Listing(kind, ""));
      }
    }
    settings.relatedFields().stream()
        .map(Field::object)
        .distinct()
        .forEach(object -> listings.add(new Listing(RELATED_RECORD, object)));
    for (var object : settings.objects()) {
      listings.add(new Listing(object.equals("Contact") ? CONTACT : LEAD, object));
    }
    if (settings.crmIndividual()) {
      listings.add(new Listing(CRM_INDIVIDUAL, "Individual"));
    }
    if (settings.data360()) {
      listings.add(new Listing(INDIVIDUAL, ""));
    }
    return listings;
  }

  private static int number(List<Listing> listings, String word) {
    for (int i = 0; i < listings.size(); i++) {
      if (listings.get(i).word().equals(word)) {
        return i;
      }
    }
    throw SalesforceAnswers.unknown();
  }

  private List<String> read(
      VendorConnection connection, SalesforceSettings settings, Listing listing, String after) {
    if (listing.kind().record()) {
      return new SalesforceRecords(signIn.org(connection, settings), settings)
          .above(listing.object(), after, SLICE);
    }
    var tenant = new Data360Query(signIn.tenant(connection, settings));
    return listing.kind() == INDIVIDUAL
        ? new SalesforceProfiles(signIn.org(connection, settings), settings, tenant)
            .above(after, SLICE)
        : new SalesforceTraces(tenant).above(listing.kind(), after, SLICE);
  }
}
