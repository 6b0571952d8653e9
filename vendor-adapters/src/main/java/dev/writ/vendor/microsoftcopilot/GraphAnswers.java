package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.microsoftcopilot.GraphWire.Page;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import feign.TypedResponse;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Graph's answers are read: whatever is undocumented is malformed. */
final class GraphAnswers {
  private static final Pattern OBJECT_ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private GraphAnswers() {}

  /** Whether the text can be an Entra object id. */
  static boolean isObjectId(String text) {
    return OBJECT_ID.matcher(text).matches();
  }

  static String requiredObjectId(@Nullable String id) {
    require(id != null && isObjectId(id));
    return answered(id).toLowerCase(Locale.ROOT);
  }

  /** An id of eDiscovery's, which goes into a path and a handle. */
  static String requiredId(@Nullable String id) {
    require(id != null && ID.matcher(id).matches());
    return answered(id);
  }

  /**
   * Walks pages until one is enough or none is left; a link that repeats is a malformed answer.
   *
   * @param enough gets each page's values, of which there may be none
   */
  static <T> void pages(
      GraphLinks links, Page<T> first, Function<URI, Page<T>> next, Predicate<List<T>> enough) {
    var seen = new HashSet<URI>();
    for (var page = first; ; ) {
      if (enough.test(answered(answered(page).value())) || page.nextLink() == null) {
        return;
      }
      var link = links.checked(page.nextLink());
      require(seen.add(link));
      page = next.apply(link);
    }
  }

  /** A success of these statuses, without a body. */
  static TypedResponse<byte[]> bare(@Nullable TypedResponse<byte[]> answer, int... statuses) {
    var given = answered(answer);
    for (int status : statuses) {
      if (given.status() == status && (given.body() == null || given.body().length == 0)) {
        return given;
      }
    }
    throw malformed();
  }

  static Optional<String> location(TypedResponse<?> answer) {
    return answer.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Location"))
        .flatMap(header -> header.getValue().stream())
        .findFirst();
  }

  static VendorFailure rejected() {
    return new VendorFailure(Kind.REJECTED, 0);
  }
}
