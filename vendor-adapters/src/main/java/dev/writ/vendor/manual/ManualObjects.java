package dev.writ.vendor.manual;

import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a vendor without an adapter may hold: the person, and what the ledger recorded. */
final class ManualObjects {
  static final String RECORD = "record";
  static final String PERSON = "person";

  /** Records lead to nothing once the person is erased. */
  static final Comparator<VendorObject> ERASE_ORDER =
      Comparator.comparing(object -> object.kind().equals(PERSON));

  private static final Pattern PERSON_ID = Pattern.compile("person-[0-9a-f]{32}");
  private static final Pattern RECORD_ID = Pattern.compile("[^\\p{Cntrl}]{1,512}");

  private ManualObjects() {}

  static boolean accepts(VendorObject object) {
    return switch (object.kind()) {
      case PERSON -> object.parent().isEmpty() && PERSON_ID.matcher(object.id()).matches();
      case RECORD ->
          RECORD_ID.matcher(object.id()).matches()
              && (object.parent().isEmpty() || RECORD_ID.matcher(object.parent()).matches());
      default -> false;
    };
  }

  /**
   * One object for all identifiers, because one human asks once. The id is the same for the same
   * identifiers in any order, and holds none of them.
   */
  static Optional<VendorObject> person(List<Identifier> identifiers) {
    var known =
        identifiers.stream()
            .map(one -> one.type() + ":" + one.value().strip().toLowerCase(Locale.ROOT))
            .sorted()
            .distinct()
            .toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(new VendorObject(PERSON, "person-" + hash(known)));
  }

  private static String hash(List<String> texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
