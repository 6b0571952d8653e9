package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far a list has been read, kept while rows of it may be erased. What a page token is worth
 * after that is not documented, so that the page read last is looked at again: where the row is not
 * on it with which the reading ended, the list is read from its beginning. What was erased does not
 * come again then, and nothing is passed over.
 *
 * @param token of the page read last; empty at the first
 * @param last id of the row that was read last on it, or empty when none was
 */
record ListPlace(String token, String last) {
  static final ListPlace START = new ListPlace("", "");

  /** One page as the vendor gives it. */
  record Listed<T>(List<T> rows, @Nullable String next) {}

  /**
   * What follows a place.
   *
   * @param rows may be none although there is more
   * @param at where they stand
   * @param end the place behind them; empty at the end of the list
   */
  record Reading<T>(List<T> rows, ListPlace at, Optional<ListPlace> end) {
    /** The place behind one of the rows. */
    ListPlace behind(String row) {
      return new ListPlace(at.token(), row);
    }
  }

  /** Reads on; {@code id} is of a row. */
  <T> Reading<T> read(Function<@Nullable String, Listed<T>> fetch, Function<T, String> id) {
    var page = page(fetch);
    if (page.isEmpty()) {
      return START.read(fetch, id);
    }
    var rows = page.get().rows();
    int from = last.isEmpty() ? 0 : rows.stream().map(id).toList().indexOf(last) + 1;
    if (from == 0 && !last.isEmpty()) {
      return START.read(fetch, id);
    }
    var fresh = rows.subList(from, rows.size());
    var next = page.get().next();
    if (next == null || next.isEmpty()) {
      return new Reading<>(fresh, this, Optional.empty());
    }
    require(!next.equals(token));
    return new Reading<>(
        fresh,
        this,
        Optional.of(
            fresh.isEmpty()
                ? new ListPlace(next, "")
                : new ListPlace(token, id.apply(fresh.getLast()))));
  }

  /** A token that is refused now is none any more. */
  private <T> Optional<Listed<T>> page(Function<@Nullable String, Listed<T>> fetch) {
    try {
      return Optional.of(fetch.apply(token.isEmpty() ? null : token));
    } catch (VendorFailure refused) {
      if (refused.kind() == Kind.REJECTED && !token.isEmpty()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  @Override
  public String toString() {
    return "ListPlace[***]";
  }
}
