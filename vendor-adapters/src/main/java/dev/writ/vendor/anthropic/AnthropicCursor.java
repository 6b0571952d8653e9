package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where an inventory stands.
 *
 * @param kind whose list is read
 * @param token the vendor's, in that list; empty at its first page
 * @param store whose memories are read; empty elsewhere
 * @param stores the vendor's token for the store after that one; empty when it is the last, or at
 *     the first
 * @param named first and last id of the page before, in the same list
 */
record AnthropicCursor(
    AnthropicKind kind, String token, String store, String stores, List<String> named) {
  private static final int LONGEST = 2_000;

  AnthropicCursor {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(token);
    Objects.requireNonNull(store);
    Objects.requireNonNull(stores);
    named = List.copyOf(named);
  }

  /** At the beginning of a list. */
  static AnthropicCursor at(AnthropicKind kind) {
    return new AnthropicCursor(kind, "", "", "", List.of());
  }

  /** At the beginning of the list after this one's; null after the last. */
  @Nullable AnthropicCursor nextKind() {
    int next = kind.ordinal() + 1;
    return next < AnthropicKind.values().length ? at(AnthropicKind.values()[next]) : null;
  }

  /** At the beginning of the same list. */
  AnthropicCursor again() {
    return new AnthropicCursor(kind, "", store, stores, List.of());
  }

  AnthropicCursor at(String next, List<VendorObject> page) {
    var ends =
        page.isEmpty() ? List.<String>of() : List.of(page.getFirst().id(), page.getLast().id());
    return new AnthropicCursor(kind, next, store, stores, ends);
  }

  /** What the page before began and ended with. */
  List<VendorObject> namedBefore() {
    return named.stream().map(id -> new VendorObject(kind.word(), id, store)).toList();
  }

  String written() {
    var text = VendorHttp.JSON.writeValueAsString(this);
    if (text.length() > LONGEST) {
      throw AnthropicAnswers.malformed();
    }
    return text;
  }

  /** A cursor that is none of ours is a REJECTED failure. */
  static AnthropicCursor parsed(String text) {
    try {
      var cursor = VendorHttp.JSON.readValue(text, AnthropicCursor.class);
      if (cursor != null && cursor.sound()) {
        return cursor;
      }
    } catch (JacksonException foreign) {
      // answered below
    }
    throw new VendorFailure(Kind.REJECTED, 0);
  }

  private boolean sound() {
    return (store.isEmpty() || AnthropicKind.isId(store))
        && namedBefore().stream().allMatch(object -> AnthropicKind.of(object).isPresent());
  }
}
