package dev.writ.vendor.spi;

import dev.writ.vendor.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A handle with a mark of the object it was given for, so that one that got mixed up is not
 * answered with what is true of somebody else. The mark tells nobody who it is.
 */
public final class MarkedHandle {
  private static final int BYTES = 8;

  private MarkedHandle() {}

  /** The handle with the object's mark in front. */
  public static String of(VendorObject object, String handle) {
    return mark(object) + "." + handle;
  }

  /**
   * The handle without its mark.
   *
   * @throws VendorFailure REJECTED when it was given for another object
   */
  public static String opened(VendorObject object, String marked) {
    var mark = mark(object) + ".";
    if (!marked.startsWith(mark)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return marked.substring(mark.length());
  }

  private static String mark(VendorObject object) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var name = object.kind() + "/" + object.parent() + "/" + object.id();
      return HexFormat.of()
          .formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
