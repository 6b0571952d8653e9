package dev.writ.vendor.spi;

import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor's answers are read: 404 is absence, and whatever the documents do not know is
 * malformed. What only one vendor's answers look like is read in its own package.
 */
public final class Answers {
  private Answers() {}

  /**
   * Runs a call; empty when it is REJECTED with 404. An error decoder that takes a 404 for somebody
   * else's, such as a proxy's, gives it another kind.
   *
   * @throws VendorFailure MALFORMED_RESPONSE when the answer is missing; any other failure of the
   *     call
   */
  public static <T> Optional<T> unlessGone(Supplier<@Nullable T> call) {
    try {
      return Optional.of(answered(call.get()));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** The answer, or the part of it, that the documents promise; a missing one is malformed. */
  public static <T> T answered(@Nullable T answer) {
    if (answer == null) {
      throw malformed();
    }
    return answer;
  }

  /** Refuses as malformed what the documents do not know. */
  public static void require(boolean documented) {
    if (!documented) {
      throw malformed();
    }
  }

  /** A success that is not what the documents promise. */
  public static VendorFailure malformed() {
    return new VendorFailure(Kind.MALFORMED_RESPONSE, 200);
  }
}
