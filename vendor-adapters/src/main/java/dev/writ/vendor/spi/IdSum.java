package dev.writ.vendor.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** A sum over the ids of a page, by which a cursor knows it again without naming them. */
public final class IdSum {
  private IdSum() {}

  /** 43 characters; other ids, or the same in another order, have another sum. */
  public static String of(List<String> ids) {
    var text = VendorHttp.JSON.writeValueAsString(ids);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException neverOnThisPlatform) {
      throw new IllegalStateException(neverOnThisPlatform);
    }
  }
}
