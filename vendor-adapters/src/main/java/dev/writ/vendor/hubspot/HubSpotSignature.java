package dev.writ.vendor.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.writ.vendor.spi.VendorHooks.Call;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HubSpot's signature of a request, version 3: the Base64 form of HMAC-SHA256 over method, address,
 * body and timestamp, with the app's client secret. The address has a few escapes decoded and all
 * others left as they came.
 */
final class HubSpotSignature {
  private static final String ALGORITHM = "HmacSHA256";

  /** The documented escapes; any other stays. */
  private static final Map<String, String> DECODED =
      Map.ofEntries(
          Map.entry("%3A", ":"),
          Map.entry("%2F", "/"),
          Map.entry("%3F", "?"),
          Map.entry("%40", "@"),
          Map.entry("%21", "!"),
          Map.entry("%24", "$"),
          Map.entry("%27", "'"),
          Map.entry("%28", "("),
          Map.entry("%29", ")"),
          Map.entry("%2A", "*"),
          Map.entry("%2C", ","),
          Map.entry("%3B", ";"));

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private HubSpotSignature() {}

  /** Takes the same time wherever the two differ. */
  static boolean matches(String signature, String secret, Call call, String timestamp) {
    return MessageDigest.isEqual(
        signature.getBytes(UTF_8), of(secret, call, timestamp).getBytes(UTF_8));
  }

  static String of(String secret, Call call, String timestamp) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      mac.update(call.method().getBytes(UTF_8));
      mac.update(decoded(call.url().toString()).getBytes(UTF_8));
      mac.update(call.body());
      mac.update(timestamp.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Once over: what comes out of an escape is not decoded again. */
  private static String decoded(String address) {
    return ESCAPE
        .matcher(address)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    DECODED.getOrDefault(escape.group(), escape.group())));
  }
}
