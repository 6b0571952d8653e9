package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.writ.vendor.spi.VendorFailure;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Knows the identifiers, ids and credentials of one test, and that nobody may tell them. */
final class Discretion {
  private static final int SHORTEST = 4;

  /** In lower case. */
  private final Set<String> words = new LinkedHashSet<>();

  Discretion(Collection<String> credentials) {
    learn(credentials);
  }

  void learn(Collection<String> more) {
    more.stream()
        .filter(word -> word.length() >= SHORTEST)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .forEach(words::add);
  }

  void assertKeptBy(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    assertThat(words.stream().filter(lower::contains)).as("personal words in <%s>", text).isEmpty();
  }

  /** What the call throws: a failure of the vendor's, with nothing attached, that keeps quiet. */
  VendorFailure failure(ThrowingCallable call) {
    var thrown = catchThrowable(call);
    assertThat(thrown)
        .as("an adapter throws VendorFailure and nothing else")
        .isExactlyInstanceOf(VendorFailure.class)
        .hasNoCause()
        .hasNoSuppressedExceptions();
    assertKeptBy(String.valueOf(thrown));
    return (VendorFailure) thrown;
  }
}
