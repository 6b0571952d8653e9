package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.requiredId;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;

import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Creates a file, a memory store and a memory in it. Left out are user profiles, which attribute
 * calls to a person and no more; message batches, whose lost ones no list would tell from others;
 * sessions, which need the company's own agent and environment; invites, which send a letter; and
 * members, which no API creates.
 */
final class AnthropicPlanter implements Planter {
  private static final String MEMORIES = "/memories";

  @Override
  public Set<String> kinds() {
    return Set.of(
        AnthropicKind.FILE.word(), AnthropicKind.MEMORY.word(), AnthropicKind.MEMORY_STORE.word());
  }

  @Override
  public void plant(VendorConnection connection, SyntheticPerson person, Planted planted) {
    var account = new AnthropicAccount(connection);
    var key = AnthropicSettings.of(connection).metadataKey();
    var store =
        account.create(
            AnthropicKind.MEMORY_STORE,
            AnthropicKind.MEMORY_STORE.list(),
            "",
            Map.of("name", person.marker(), "metadata", Map.of(key, person.email())));
    planted.accept(store);
    planted.accept(
        account.create(
            AnthropicKind.MEMORY,
            AnthropicKind.MEMORY_STORE.path(store) + MEMORIES,
            store.id(),
            Map.of("path", "/" + person.marker() + ".md", "content", person.sentence())));
    planted.accept(account.upload(AnthropicForm.text(filename(person), person.sentence())));
  }

  private static String filename(SyntheticPerson person) {
    return person.marker() + ".txt";
  }

  @Override
  public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
    var account = new AnthropicAccount(connection);
    var strays = new ArrayList<>(marked(account, AnthropicKind.FILE, "filename", filename(person)));
    var stores = marked(account, AnthropicKind.MEMORY_STORE, "name", person.marker());
    for (var store : stores) {
      account.pagesWithin(
          store,
          AnthropicKind.MEMORY_STORE.path(store) + MEMORIES,
          AnthropicKind.MEMORY.paging(),
          AnthropicKind.MEMORY.everything(),
          row ->
              strays.add(
                  new VendorObject(AnthropicKind.MEMORY.word(), requiredId(row), store.id())));
    }
    strays.addAll(stores);
    return List.copyOf(strays);
  }

  private static List<VendorObject> marked(
      AnthropicAccount account, AnthropicKind kind, String field, String mark) {
    var marked = new ArrayList<VendorObject>();
    account.pages(
        kind.list(),
        kind.paging(),
        kind.everything(),
        row -> {
          if (text(row, field).equals(mark)) {
            marked.add(kind.object(requiredId(row)));
          }
        });
    return marked;
  }
}
