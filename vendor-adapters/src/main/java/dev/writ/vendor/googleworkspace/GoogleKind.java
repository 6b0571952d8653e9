package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kinds of objects, in erase order; {@code account} is last because impersonation ends with it.
 */
enum GoogleKind {
  /** All of one person's conversations; the id is the account's. */
  GEMINI("gemini_conversations", Ids.USER, false),
  /** All of one person's history; the id is the account's. */
  SIDE_PANEL("gemini_workspace_history", Ids.USER, false),
  MAIL("mail", Ids.ITEM, true),
  DRIVE_FILE("drive_file", Ids.ITEM, true),
  /** The id is the client's. */
  TOKEN("token", Ids.CLIENT, true),
  ACCOUNT("account", Ids.USER, false);

  /** None of them bends a path. */
  static final class Ids {
    static final Pattern USER = Pattern.compile("[0-9]{1,32}");
    static final Pattern ITEM = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,255}");

    private Ids() {}
  }

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // a Pattern is immutable
  private final Pattern ids;

  private final boolean owned;

  GoogleKind(String word, Pattern ids, boolean owned) {
    this.word = word;
    this.ids = ids;
    this.owned = owned;
  }

  static Optional<GoogleKind> of(VendorObject object) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(object.kind())).findFirst();
  }

  String word() {
    return word;
  }

  /** Whether the object's parent is the account it belongs to. */
  boolean owned() {
    return owned;
  }

  boolean wellFormed(VendorObject object) {
    return ids.matcher(object.id()).matches()
        && (owned ? Ids.USER.matcher(object.parent()).matches() : object.parent().isEmpty());
  }

  /** The id of the account the object is, or belongs to. */
  String account(VendorObject object) {
    return owned ? object.parent() : object.id();
  }
}
