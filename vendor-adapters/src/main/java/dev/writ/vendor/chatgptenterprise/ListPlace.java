package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.next;
import static dev.writ.vendor.chatgptenterprise.ChatGptAnswers.rows;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * How far a list has been read, kept while rows of it may be erased. What the vendor's positions
 * are worth after that is not documented, so that the page read last is looked at again: where the
 * row is not on it with which the reading ended, the list is read from its beginning. What was
 * erased does not come again then, and nothing is passed over.
 *
 * @param position parameters of the page read last; empty at the first
 * @param last id of the row that was read last on it, or empty when none was
 */
record ListPlace(Map<String, String> position, String last) {
  static final ListPlace START = new ListPlace(Map.of(), "");

  ListPlace {
    position = Map.copyOf(position);
  }

  /**
   * What follows a place.
   *
   * @param rows may be none although there is more
   * @param at where they stand
   * @param end the place behind them; empty at the end of the list
   */
  record Reading(List<JsonNode> rows, ListPlace at, Optional<ListPlace> end) {
    /** The place behind one of the rows. */
    ListPlace behind(String row) {
      return new ListPlace(at.position(), row);
    }
  }

  /**
   * Reads on.
   *
   * @param fetch gives nothing when there is no such list
   */
  Reading read(Function<Map<String, String>, Optional<JsonNode>> fetch) {
    var page = page(fetch);
    if (page.isEmpty()) {
      return position.isEmpty()
          ? new Reading(List.of(), START, Optional.empty())
          : START.read(fetch);
    }
    var rows = rows(page.get());
    int from = last.isEmpty() ? 0 : indexOf(rows) + 1;
    if (from == 0 && !last.isEmpty()) {
      return START.read(fetch);
    }
    var fresh = rows.subList(from, rows.size());
    var next = next(page.get());
    if (next.isEmpty()) {
      return new Reading(fresh, this, Optional.empty());
    }
    require(!next.equals(position));
    return new Reading(
        fresh,
        this,
        Optional.of(
            fresh.isEmpty()
                ? new ListPlace(next, "")
                : new ListPlace(position, ChatGptWorkspace.rowId(fresh.getLast()))));
  }

  /** A position that is refused now is none any more. */
  private Optional<JsonNode> page(Function<Map<String, String>, Optional<JsonNode>> fetch) {
    try {
      return fetch.apply(position);
    } catch (VendorFailure refused) {
      if (refused.kind() == Kind.REJECTED && !position.isEmpty()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private int indexOf(List<JsonNode> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (ChatGptWorkspace.rowId(rows.get(i)).equals(last)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return "ListPlace[***]";
  }
}
