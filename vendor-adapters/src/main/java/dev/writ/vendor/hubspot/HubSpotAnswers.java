package dev.writ.vendor.hubspot;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.hubspot.HubSpotWire.Batch;
import dev.writ.vendor.hubspot.HubSpotWire.CrmRecord;
import dev.writ.vendor.hubspot.HubSpotWire.Page;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How HubSpot's answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class HubSpotAnswers {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,512}");

  private HubSpotAnswers() {}

  /** Whether the text can be an id, and cannot bend a path. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * Walks pages to the end; a page that is gone ends the walk, a cursor that repeats is a malformed
   * answer.
   */
  static <T> void pages(Function<@Nullable String, Optional<Page<T>>> fetch, Consumer<T> each) {
    var seen = new HashSet<String>();
    String after = null;
    do {
      var page = fetch.apply(after);
      if (page.isEmpty()) {
        return;
      }
      results(page.get()).forEach(each);
      after = page.get().after();
      require(after == null || seen.add(after));
    } while (after != null);
  }

  static <T> List<T> results(@Nullable Page<T> page) {
    return answered(answered(page).results());
  }

  /**
   * What a batch found. Missing ids are told as errors (207); any other error leaves the batch
   * incomplete, and the whole is to be tried again.
   */
  static List<CrmRecord> found(@Nullable Batch batch) {
    var errors = answered(batch).errors();
    if (errors != null
        && !errors.stream().allMatch(error -> "OBJECT_NOT_FOUND".equals(error.category()))) {
      throw new VendorFailure(Kind.UNAVAILABLE, 207);
    }
    return answered(answered(batch).results());
  }

  static String requiredId(@Nullable String id) {
    require(id != null && isId(id));
    return answered(id);
  }
}
