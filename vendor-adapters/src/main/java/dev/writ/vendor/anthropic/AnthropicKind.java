package dev.writ.vendor.anthropic;

import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kinds of objects, in erase order: sessions first, because a session at work writes files and
 * memories.
 */
enum AnthropicKind {
  SESSION("session", "session", "v1/sessions", ""),
  FILE("file", "file", "v1/files", "file_"),
  MESSAGE_BATCH("message_batch", "message_batch", "v1/messages/batches", "msgbatch_"),
  /** Its id is known within its store only. */
  MEMORY("memory", "memory", "v1/memory_stores", ""),
  MEMORY_STORE("memory_store", "memory_store", "v1/memory_stores", ""),
  USER_PROFILE("user_profile", "user_profile", "v1/user_profiles", ""),
  INVITE("organization_invite", "invite", "v1/organizations/invites", "invite_"),
  USER("organization_user", "user", "v1/organizations/users", "user_");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private final String word;
  private final String type;
  private final String list;
  private final String prefix;

  /**
   * @param type the vendor's word in the field {@code type}; a deleted one is {@code _deleted}
   * @param prefix of its ids, where the documents for everybody show one; the betas' may change
   */
  AnthropicKind(String word, String type, String list, String prefix) {
    this.word = word;
    this.type = type;
    this.list = list;
    this.prefix = prefix;
  }

  /** The kind of a well-formed object. */
  static Optional<AnthropicKind> of(VendorObject object) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(object.kind()))
        .filter(kind -> isId(object.id()) && object.id().startsWith(kind.prefix))
        .filter(kind -> kind == MEMORY ? isId(object.parent()) : object.parent().isEmpty())
        .findFirst();
  }

  /** Whether the text can be an id, and cannot bend a path. */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  String word() {
    return word;
  }

  String type() {
    return type;
  }

  /** The list it stands in; a memory's is its store's. */
  String list() {
    return list;
  }

  String path(VendorObject object) {
    return this == MEMORY
        ? list + "/" + object.parent() + "/memories/" + object.id()
        : list + "/" + object.id();
  }

  /** How its list is followed. */
  AnthropicPaging paging() {
    return switch (this) {
      case MESSAGE_BATCH, INVITE, USER -> AnthropicPaging.CURSOR;
      case SESSION, FILE, MEMORY, MEMORY_STORE, USER_PROFILE -> AnthropicPaging.PAGE;
    };
  }

  /**
   * What makes its list show all there is, in pages as large as may be. No maximum is documented
   * for two of the lists, so their default is taken.
   */
  Map<String, Object> everything() {
    return switch (this) {
      case SESSION -> Map.of("include_archived", true);
      case FILE, MESSAGE_BATCH, INVITE, USER -> Map.of("limit", 1000);
      case MEMORY -> Map.of("limit", 100);
      case MEMORY_STORE -> Map.of("include_archived", true, "limit", 100);
      case USER_PROFILE -> Map.of();
    };
  }

  /** Whether it is part of a beta, which an organization may not have. */
  boolean beta() {
    return this == SESSION || this == MEMORY || this == MEMORY_STORE || this == USER_PROFILE;
  }

  /** Whether only an admin key shows it. */
  boolean admin() {
    return this == INVITE || this == USER;
  }

  VendorObject object(String id) {
    return new VendorObject(word, id);
  }
}
