package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.id;
import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.IdSum;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Everything of the organizations by their lists: chats and projects and what is in them, Code
 * artifacts, and the sessions that nobody erases. Chats are read once for each kind of their parts;
 * parts whose chat is erased are not found any more, and went with it. A file of several chats
 * stands with each of them. What a cursor means once its page was erased is not documented: the
 * page before is read again, and where it does not show the very same any more, the list is read
 * from its beginning.
 */
final class ComplianceInventory implements Inventory {
  private static final int LONGEST_CURSOR = 2_000;

  /** In erase order: files after all chats, because one may sit in several. */
  private enum Stage {
    CHATS(ComplianceKind.CHAT, Stage.CHAT_LIST, 1000),
    FILES_OF_CHATS(ComplianceKind.FILE, Stage.CHAT_LIST, 20),
    FILES_OF_PROJECTS(ComplianceKind.FILE, Stage.PROJECT_LIST, 20),
    GENERATED_FILES(ComplianceKind.GENERATED_FILE, Stage.CHAT_LIST, 20),
    ARTIFACTS(ComplianceKind.ARTIFACT, Stage.CHAT_LIST, 20),
    DOCUMENTS(ComplianceKind.PROJECT_DOCUMENT, Stage.PROJECT_LIST, 20),
    PROJECTS(ComplianceKind.PROJECT, Stage.PROJECT_LIST, 100),
    CODE(ComplianceKind.CODE_ARTIFACT, "apps/code/artifacts", 100),
    REMOTE(ComplianceKind.REMOTE_SESSION, "apps/sessions/remote", 500),
    LOCAL(ComplianceKind.LOCAL_SESSION, "apps/sessions/local", 500);

    private static final String CHAT_LIST = "apps/chats";
    private static final String PROJECT_LIST = "apps/projects";

    private final ComplianceKind kind;
    private final String path;
    private final int rows;

    Stage(ComplianceKind kind, String path, int rows) {
      this.kind = kind;
      this.path = path;
      this.rows = rows;
    }

    @Nullable Cursor next() {
      return Arrays.stream(values())
          .filter(stage -> stage.compareTo(this) > 0)
          .findFirst()
          .map(Cursor::at)
          .orElse(null);
    }
  }

  /**
   * Where an inventory stands.
   *
   * @param before the vendor's cursor of the page before; empty where that was the first
   * @param token the vendor's cursor of the page to read; empty at the first
   * @param named a sum over all ids of the page before; empty when it had none
   */
  private record Cursor(Stage stage, String before, String token, String named) {
    Cursor {
      Objects.requireNonNull(stage);
      Objects.requireNonNull(before);
      Objects.requireNonNull(token);
      Objects.requireNonNull(named);
    }

    static Cursor at(Stage stage) {
      return new Cursor(stage, "", "", "");
    }

    String written() {
      var text = VendorHttp.JSON.writeValueAsString(this);
      require(text.length() <= LONGEST_CURSOR);
      return text;
    }

    /** Tokens and ids are nobody's to read. */
    @Override
    public String toString() {
      return "Cursor[" + stage + "]";
    }

    /** A cursor that is none of ours is a REJECTED failure. */
    static Cursor parsed(String text) {
      try {
        var cursor = VendorHttp.JSON.readValue(text, Cursor.class);
        if (cursor != null) {
          return cursor;
        }
      } catch (JacksonException foreign) {
        // answered below
      }
      throw new VendorFailure(Kind.REJECTED, 0);
    }
  }

  private record Step(List<VendorObject> objects, @Nullable Cursor next) {
    Page page() {
      return new Page(objects, next == null ? "" : next.written());
    }
  }

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var walk = new Walk(new ComplianceAccount(connection), ClaudeEnterpriseSettings.of(connection));
    var step = cursor.isEmpty() ? walk.step(Stage.CHATS, "") : walk.resumed(Cursor.parsed(cursor));
    return step.page();
  }

  /**
   * Files, generated files and artifacts are in no list of their own, and are found in their chats.
   */
  @Override
  public List<String> unlisted() {
    return List.of();
  }

  private record Walk(ComplianceAccount account, ClaudeEnterpriseSettings settings) {

    Step resumed(Cursor at) {
      if (at.named().isEmpty()) {
        return step(at.stage(), at.token());
      }
      var before = list(at.stage(), at.before());
      if (before.isPresent() && sum(ids(before.get())).equals(at.named())) {
        return step(at.stage(), at.token());
      }
      return step(at.stage(), "");
    }

    private static String sum(List<String> ids) {
      return ids.isEmpty() ? "" : IdSum.of(ids);
    }

    private static List<String> ids(JsonNode page) {
      var ids = new ArrayList<String>();
      page.path("data").forEach(row -> ids.add(id(row, "id")));
      return ids;
    }

    Step step(Stage stage, String token) {
      var page = list(stage, token);
      if (page.isEmpty()) {
        return new Step(List.of(), stage.next());
      }
      var ids = ids(page.get());
      var next =
          stage.path.equals(Stage.CHAT_LIST)
              ? ComplianceLists.cursor(page.get())
              : ComplianceLists.token(page.get());
      require(next == null || !(next.isEmpty() || next.equals(token)));
      return new Step(
          objects(stage, page.get()),
          next == null ? stage.next() : new Cursor(stage, token, next, sum(ids)));
    }

    /** Only the local sessions' list may be missing: not every organization has them. */
    private Optional<JsonNode> list(Stage stage, String token) {
      try {
        var page = Answers.unlessGone(() -> account.page(stage.path, query(stage, token)));
        require(page.isPresent() || stage == Stage.LOCAL);
        page.ifPresent(shown -> require(shown.path("data").isArray()));
        return page;
      } catch (VendorFailure failure) {
        if (failure.status() == 400 && !token.isEmpty()) { // a cursor that is none any more
          return list(stage, "");
        }
        throw failure;
      }
    }

    private Map<String, Object> query(Stage stage, String token) {
      var query = new LinkedHashMap<String, Object>();
      query.put("limit", stage.rows);
      if (!stage.path.equals(Stage.PROJECT_LIST) && stage != Stage.LOCAL) {
        settings.organization().ifPresent(uuid -> query.put("organization_ids[]", List.of(uuid)));
      }
      if (!token.isEmpty()) {
        query.put(stage.path.equals(Stage.CHAT_LIST) ? "after_id" : "page", token);
      }
      return query;
    }

    private List<VendorObject> objects(Stage stage, JsonNode page) {
      var objects = new ArrayList<VendorObject>();
      for (var row : page.path("data")) {
        if (settings.includes(row)) {
          objects.addAll(objects(stage, row, id(row, "id")));
        }
      }
      return objects;
    }

    private List<VendorObject> objects(Stage stage, JsonNode row, String id) {
      var parts = new ComplianceParts(account);
      var found =
          switch (stage) {
            case CHATS, PROJECTS, CODE, REMOTE, LOCAL ->
                List.of(stage.kind.object(id, parent(stage, row)));
            case FILES_OF_CHATS, GENERATED_FILES, ARTIFACTS -> parts.ofChat(id).orElse(List.of());
            case FILES_OF_PROJECTS, DOCUMENTS -> parts.ofProject(id).orElse(List.of());
          };
      return found.stream()
          .filter(object -> object.kind().equals(stage.kind.word()))
          .distinct()
          .toList();
    }

    /** A remote session is looked at through its owner. */
    private static String parent(Stage stage, JsonNode row) {
      return stage == Stage.REMOTE ? text(row.path("user"), "id") : "";
    }
  }
}
