package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.requiredId;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything of one workspace by its lists, and of the organization with an admin key. What a token
 * means once its page was erased is not documented: where the page before does not show the very
 * same objects any more, the list is read from its beginning.
 */
final class AnthropicInventory implements Inventory {

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var walk = new Walk(new AnthropicAccount(connection), AnthropicSettings.of(connection));
    var at =
        cursor.isEmpty()
            ? AnthropicCursor.at(AnthropicKind.SESSION)
            : walk.resumed(AnthropicCursor.parsed(cursor));
    return walk.step(at).page();
  }

  @Override
  public List<String> unlisted() {
    return List.of();
  }

  private record Step(List<VendorObject> objects, @Nullable AnthropicCursor next) {
    Page page() {
      return new Page(objects, next == null ? "" : next.written());
    }
  }

  private record Walk(AnthropicAccount account, AnthropicSettings settings) {

    AnthropicCursor resumed(AnthropicCursor at) {
      if (at.named().isEmpty()) {
        return at;
      }
      var same =
          before(at).filter(page -> AnthropicCursor.sum(ids(at.kind(), page)).equals(at.named()));
      return same.isPresent() ? at : at.again();
    }

    private Optional<AnthropicPage> before(AnthropicCursor at) {
      var query = query(at.kind(), at.before());
      return at.kind() == AnthropicKind.MEMORY
          ? account.page(memories(at.store()), query)
          : list(at.kind(), query);
    }

    private static List<String> ids(AnthropicKind kind, AnthropicPage page) {
      return page.rows().stream()
          .filter(row -> shown(kind, row))
          .map(AnthropicAnswers::requiredId)
          .toList();
    }

    private static String memories(String store) {
      return AnthropicKind.MEMORY_STORE.path(AnthropicKind.MEMORY_STORE.object(store))
          + "/memories";
    }

    /** A withdrawn invite may stay in the list. */
    private static boolean shown(AnthropicKind kind, JsonNode row) {
      return kind != AnthropicKind.INVITE || !text(row, "status").equals("deleted");
    }

    Step step(AnthropicCursor at) {
      if (at.kind().admin() && !account.administers()) {
        return new Step(List.of(), at.nextKind());
      }
      return at.kind() == AnthropicKind.MEMORY ? memories(at) : rows(at);
    }

    private Step rows(AnthropicCursor at) {
      var kind = at.kind();
      var page = list(kind, query(kind, at.token()));
      if (page.isEmpty()) {
        return new Step(List.of(), at.nextKind());
      }
      var objects =
          page.get().rows().stream()
              .filter(row -> shown(kind, row))
              .map(row -> kind.object(requiredId(row)))
              .toList();
      var next = next(kind, page.get(), at.token());
      return new Step(objects, next == null ? at.nextKind() : at.at(next, objects));
    }

    /** Without the walk through the betas' lists, an organization may not have them. */
    private Optional<AnthropicPage> list(AnthropicKind kind, Map<String, Object> query) {
      var page = account.page(kind.list(), query);
      require(page.isPresent() || (kind.beta() && !settings.walkLists()));
      return page;
    }

    private static Map<String, Object> query(AnthropicKind kind, String token) {
      var query = new LinkedHashMap<>(kind.everything());
      if (!token.isEmpty()) {
        query.put(kind.paging().parameter(), token);
      }
      return query;
    }

    private static @Nullable String next(AnthropicKind kind, AnthropicPage page, String token) {
      var next = kind.paging().next(page);
      require(next == null || !(next.isEmpty() || next.equals(token)));
      return next;
    }

    /** Store by store; they themselves come later and stay until then. */
    private Step memories(AnthropicCursor at) {
      var within = at.store().isEmpty() ? store(at) : at;
      if (within == null) {
        return new Step(List.of(), at.nextKind());
      }
      var store = AnthropicKind.MEMORY_STORE.object(within.store());
      var page = account.page(memories(store.id()), query(AnthropicKind.MEMORY, within.token()));
      if (page.isEmpty()) {
        require(account.read(AnthropicKind.MEMORY_STORE, store).isEmpty());
        return new Step(List.of(), afterStore(within));
      }
      var objects =
          page.get().rows().stream()
              .map(row -> new VendorObject(at.kind().word(), requiredId(row), store.id()))
              .toList();
      var next = next(AnthropicKind.MEMORY, page.get(), within.token());
      return new Step(objects, next == null ? afterStore(within) : within.at(next, objects));
    }

    private @Nullable AnthropicCursor store(AnthropicCursor at) {
      var query = new LinkedHashMap<>(AnthropicKind.MEMORY_STORE.everything());
      query.put("limit", 1);
      if (!at.stores().isEmpty()) {
        query.put(AnthropicPaging.PAGE.parameter(), at.stores());
      }
      var page = list(AnthropicKind.MEMORY_STORE, query);
      if (page.isEmpty() || page.get().rows().isEmpty()) {
        return null;
      }
      require(page.get().rows().size() == 1);
      var next = next(AnthropicKind.MEMORY_STORE, page.get(), at.stores());
      return new AnthropicCursor(
          at.kind(),
          "",
          requiredId(page.get().rows().getFirst()),
          next == null ? "" : next,
          "",
          "");
    }

    private static @Nullable AnthropicCursor afterStore(AnthropicCursor at) {
      return at.stores().isEmpty()
          ? at.nextKind()
          : new AnthropicCursor(at.kind(), "", "", at.stores(), "", "");
    }
  }
}
