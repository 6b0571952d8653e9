package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.IdSum;
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
 * @param before the vendor's token of the page before, in the same list; empty at its first page
 * @param named a sum over all ids of the page before; empty when there was none, or it was empty
 */
record AnthropicCursor(
    AnthropicKind kind, String token, String store, String stores, String before, String named) {
  private static final int LONGEST = 2_000;

  AnthropicCursor {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(token);
    Objects.requireNonNull(store);
    Objects.requireNonNull(stores);
    Objects.requireNonNull(before);
    Objects.requireNonNull(named);
  }

  /** At the beginning of a list. */
  static AnthropicCursor at(AnthropicKind kind) {
    return new AnthropicCursor(kind, "", "", "", "", "");
  }

  /** At the beginning of the list after this one's; null after the last. */
  @Nullable AnthropicCursor nextKind() {
    return kind.next().map(AnthropicCursor::at).orElse(null);
  }

  /** At the beginning of the same list. */
  AnthropicCursor again() {
    return new AnthropicCursor(kind, "", store, stores, "", "");
  }

  AnthropicCursor at(String next, List<VendorObject> page) {
    var ids = page.stream().map(VendorObject::id).toList();
    return new AnthropicCursor(kind, next, store, stores, token, sum(ids));
  }

  /** Tells whether a page shows the very same ids; of none it is empty. */
  static String sum(List<String> ids) {
    return ids.isEmpty() ? "" : IdSum.of(ids);
  }

  String written() {
    var text = VendorHttp.JSON.writeValueAsString(this);
    if (text.length() > LONGEST) {
      throw Answers.malformed();
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
    return store.isEmpty() || AnthropicKind.isId(store);
  }

  /** Tokens and ids are nobody's to read. */
  @Override
  public String toString() {
    return "AnthropicCursor[" + kind + "]";
  }
}
