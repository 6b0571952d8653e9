package dev.writ.vendor.chatgptenterprise;

import java.util.Arrays;
import java.util.Optional;

/**
 * Kinds of objects in erase order: automations first, because they make new content; what hangs on
 * a conversation before it; memories after what may feed them; what holds others, and the member,
 * at last.
 */
enum ChatGptKind {
  AUTOMATION("automation", Home.USER, Look.LIST, "automations", "automations"),
  /** Attached to a message, which is the only place that names it. */
  FILE("file", Home.USER, Look.ID, "", "files"),
  CONVERSATION("conversation", Home.USER, Look.NONE, "", "conversations"),
  CANVAS("canvas", Home.USER, Look.ID, "canvases", "canvas"),
  RECORDING("recording", Home.USER, Look.LIST, "recordings", "recordings"),
  LIBRARY_FILE("library_file", Home.USER, Look.ID, "library_files", "library_files"),
  CODEX_TASK("codex_task", Home.WORKSPACE, Look.ID, "codex_tasks", "codex_tasks"),
  /** All memories of one member; the id is the member's. */
  MEMORIES("memories", Home.WORKSPACE, Look.LIST, "", ""),
  PROJECT("project", Home.WORKSPACE, Look.ID, "projects", "projects"),
  GPT("gpt", Home.WORKSPACE, Look.ID, "gpts", "gpts"),
  MEMBER("member", Home.WORKSPACE, Look.LIST, "users", "");

  /** Where the object's path begins. */
  enum Home {
    /** Below a member, who is its parent. */
    USER,
    WORKSPACE
  }

  /** How one sees whether the object is there. */
  enum Look {
    ID,
    LIST,
    NONE
  }

  private final String word;
  private final Home home;
  private final Look look;
  private final String list;
  private final String one;

  ChatGptKind(String word, Home home, Look look, String list, String one) {
    this.word = word;
    this.home = home;
    this.look = look;
    this.list = list;
    this.one = one;
  }

  /** Our word, in {@code VendorObject.kind}. */
  String word() {
    return word;
  }

  boolean ofUser() {
    return home == Home.USER;
  }

  Look look() {
    return look;
  }

  /** The path's segment of the list; empty where nothing lists them. */
  String list() {
    return list;
  }

  /** The path's segment before the id. */
  String one() {
    return one;
  }

  static Optional<ChatGptKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
