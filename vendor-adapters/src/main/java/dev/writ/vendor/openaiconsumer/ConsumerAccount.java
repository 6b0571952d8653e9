package dev.writ.vendor.openaiconsumer;

import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.PhoneNumber;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A possible account. Its id is a word of ours, because OpenAI gives none: the type of the
 * identifier, the first letter of an address or the last two digits of a number, so that a human
 * with the person's identifiers at hand can tell two accounts apart, and part of a hash, so that
 * the same identifier has the same id always. It can be guessed back, and stays personal data.
 */
final class ConsumerAccount {
  static final String KIND = "account";

  private static final Pattern ID =
      Pattern.compile("(?:email-[a-z0-9_]|phone-[0-9]{2})-[0-9a-f]{16}");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{6,15}");

  private ConsumerAccount() {}

  static boolean accepts(VendorObject object) {
    return object.kind().equals(KIND)
        && object.parent().isEmpty()
        && ID.matcher(object.id()).matches();
  }

  /** Empty where nobody could have signed up with the identifier. */
  static Optional<VendorObject> of(Identifier identifier) {
    return switch (identifier.type()) {
      case EMAIL -> ofAddress(identifier.value().strip().toLowerCase(Locale.ROOT));
      case PHONE -> ofNumber(PhoneNumber.reduced(identifier.value()));
      case CUSTOMER_ID, VENDOR_USER_ID, EXTERNAL_ID -> Optional.empty();
    };
  }

  private static Optional<VendorObject> ofAddress(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    var first = address.substring(0, 1);
    return Optional.of(object("email", first.matches("[a-z0-9]") ? first : "_", address));
  }

  private static Optional<VendorObject> ofNumber(String reduced) {
    var number = reduced.startsWith("+") ? reduced.substring(1) : reduced;
    return NUMBER.matcher(number).matches()
        ? Optional.of(object("phone", number.substring(number.length() - 2), number))
        : Optional.empty();
  }

  private static VendorObject object(String type, String hint, String value) {
    return new VendorObject(KIND, type + "-" + hint + "-" + hash(type + ":" + value));
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
