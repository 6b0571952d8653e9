package dev.writ.vendor.claudeenterprise;

import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of objects in erase order: chats before what a chat takes with it, and a project after the
 * chats, files and documents in it.
 */
enum ComplianceKind {
  CHAT("chat", "apps/chats/", "claude_chat_deleted"),
  FILE("file", "apps/chats/files/", "claude_file_deleted"),
  GENERATED_FILE("generated_file", "apps/chats/generated-files/", ""),
  ARTIFACT("artifact", "apps/artifacts/", ""),
  PROJECT_DOCUMENT(
      "project_document", "apps/projects/documents/", "claude_project_document_deleted"),
  PROJECT("project", "apps/projects/", "claude_project_deleted"),
  CODE_ARTIFACT("code_artifact", "apps/code/artifacts/", "code_artifact_deleted"),
  REMOTE_SESSION("remote_session", "apps/sessions/remote/", ""),
  LOCAL_SESSION("local_session", "apps/sessions/local/", "");

  /**
   * The documents call ids opaque. All of them are tagged with a prefix and an underscore, which
   * keeps them apart from words of the paths such as {@code files}.
   */
  private static final Pattern ID =
      Pattern.compile("(?=.{3,300}\\z)[a-z][a-z0-9]*(_[A-Za-z0-9-]+)+");

  private final String word;
  private final String folder;
  private final String deleted;

  ComplianceKind(String word, String folder, String deleted) {
    this.word = word;
    this.folder = folder;
    this.deleted = deleted;
  }

  static Optional<ComplianceKind> find(VendorObject object) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(object.kind()))
        .filter(kind -> isId(object.id()))
        .filter(kind -> object.parent().isEmpty() || isId(object.parent()))
        .findFirst();
  }

  /** A known kind with ids that cannot bend a path, or a REJECTED failure. */
  static ComplianceKind of(VendorObject object) {
    return find(object).orElseThrow(() -> new VendorFailure(Kind.REJECTED, 0));
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  String word() {
    return word;
  }

  String path(String id) {
    return folder + id;
  }

  /** The {@code type} by which the vendor confirms a deletion; empty where it has none. */
  String deleted() {
    return deleted;
  }

  VendorObject object(String id, String parent) {
    return new VendorObject(word, id, parent);
  }
}
