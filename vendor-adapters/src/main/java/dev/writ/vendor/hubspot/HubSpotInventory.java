package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.requiredId;
import static dev.writ.vendor.hubspot.HubSpotAnswers.results;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every object by HubSpot's list endpoints, 100 a page: they have no cap, where the search ends at
 * 10,000 results, lags and never shows what is archived. Attached files come first, read from the
 * records they hang on, and only where the connection's setting has them erased; contacts in the
 * recycle bin come last, because they can be restored until they are permanently deleted.
 */
final class HubSpotInventory implements Inventory {
  private static final Pattern CURSOR = Pattern.compile("([a-z-]{1,40}):([\\x21-\\x7E]{0,1900})");

  /** One list, by a word of its own. */
  private record Listing(String word, HubSpotKind kind, boolean archived, boolean attachments) {
    static Listing of(HubSpotKind kind) {
      return new Listing(kind.word(), kind, false, false);
    }

    static Listing attachedTo(HubSpotKind kind) {
      return new Listing("file-" + kind.word(), kind, false, true);
    }
  }

  /** What one call told. */
  private record Told(List<VendorObject> objects, @Nullable String after) {}

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var settings = HubSpotSettings.of(connection);
    var api = HubSpotAdapter.api(connection, settings);
    var listings = listings(settings);
    var at = cursor.isEmpty() ? start(listings.getFirst()) : cursor;
    while (true) {
      var matcher = CURSOR.matcher(at);
      if (!matcher.matches()) {
        throw unknown();
      }
      int number = number(listings, matcher.group(1));
      var after = matcher.group(2).isEmpty() ? null : matcher.group(2);
      var told = read(api, listings.get(number), after);
      require(told.after() == null || !told.after().equals(after));
      var next = next(listings, number, told.after());
      // An empty list is passed over; a long one in which nothing was found is gone on with later.
      if (!told.objects().isEmpty() || told.after() != null || next.isEmpty()) {
        return new Page(told.objects(), next);
      }
      at = next;
    }
  }

  @Override
  public List<String> unlisted() {
    return List.of(HubSpotKind.TRANSCRIPT.word(), HubSpotKind.RECYCLE_BIN.word());
  }

  private static List<Listing> listings(HubSpotSettings settings) {
    var listings = new ArrayList<Listing>();
    for (var kind : HubSpotKind.values()) {
      if (kind.mayHaveAttachments() && settings.eraseAttachments()) {
        listings.add(Listing.attachedTo(kind));
      }
    }
    for (var kind : HubSpotKind.values()) {
      if (kind.satellite() || kind == HubSpotKind.THREAD || kind == HubSpotKind.CONTACT) {
        listings.add(Listing.of(kind));
      }
    }
    listings.add(new Listing("contact-archived", HubSpotKind.CONTACT, true, false));
    return listings;
  }

  private static int number(List<Listing> listings, String word) {
    for (int i = 0; i < listings.size(); i++) {
      if (listings.get(i).word().equals(word)) {
        return i;
      }
    }
    throw unknown();
  }

  private static String next(List<Listing> listings, int number, @Nullable String after) {
    if (after != null) {
      var next = listings.get(number).word() + ":" + after;
      require(CURSOR.matcher(next).matches());
      return next;
    }
    return number + 1 < listings.size() ? start(listings.get(number + 1)) : "";
  }

  private static String start(Listing listing) {
    return listing.word() + ":";
  }

  private static Told read(HubSpotApi api, Listing listing, @Nullable String after) {
    var kind = listing.kind();
    if (kind == HubSpotKind.THREAD) {
      var page = answered(api.allThreads(after));
      var threads = results(page).stream().filter(thread -> !thread.inBin());
      return new Told(objects(kind, threads.map(thread -> requiredId(thread.id()))), page.after());
    }
    var properties = listing.attachments() ? HubSpotKind.ATTACHMENTS : null;
    var page = answered(api.list(kind.type(), listing.archived(), properties, after));
    if (!listing.attachments()) {
      var ids = results(page).stream().map(record -> requiredId(record.id()));
      return new Told(objects(kind, ids), page.after());
    }
    var ids =
        results(page).stream()
            .flatMap(record -> Stream.of(record.property(HubSpotKind.ATTACHMENTS).split(";")))
            .map(String::strip)
            .filter(HubSpotAnswers::isId)
            .distinct();
    return new Told(objects(HubSpotKind.FILE, ids), page.after());
  }

  private static List<VendorObject> objects(HubSpotKind kind, Stream<String> ids) {
    return ids.map(id -> new VendorObject(kind.word(), id)).toList();
  }

  private static VendorFailure unknown() {
    return new VendorFailure(Kind.REJECTED, 0);
  }
}
