package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What carries one invented person's marker, in every list there is. No list shows responses and
 * conversations.
 */
final class OpenAiStrays {
  private final OpenAiAccount account;
  private final SyntheticPerson person;
  private final Set<VendorObject> found = new LinkedHashSet<>();

  OpenAiStrays(OpenAiAccount account, SyntheticPerson person) {
    this.account = account;
    this.person = person;
  }

  List<VendorObject> find() {
    var name = OpenAiPlanter.name(person);
    walk("files", OpenAiListing.FILES, Map.of(), OpenAiKind.FILE, "filename", name + ".txt");
    walk("vector_stores", OpenAiListing.ORDERED, Map.of(), OpenAiKind.VECTOR_STORE, "name", name);
    walk(
        "containers",
        OpenAiListing.ORDERED,
        Map.of("name", name),
        OpenAiKind.CONTAINER,
        "name",
        name);
    walk("evals", OpenAiListing.ORDERED, Map.of(), OpenAiKind.EVAL, "name", name);
    walk("skills", OpenAiListing.ORDERED, Map.of(), OpenAiKind.SKILL, "name", name);
    completions();
    for (var outer : List.copyOf(found)) {
      within(outer);
    }
    return found.stream()
        .sorted(Comparator.comparing(object -> OpenAiAdapter.kind(object)))
        .toList();
  }

  /** Rows whose field has this value. */
  private void walk(
      String path,
      OpenAiListing listing,
      Map<String, String> filter,
      OpenAiKind kind,
      String field,
      String value) {
    account.pages(
        path,
        listing,
        filter,
        row -> {
          if (value.equals(row.path(field).asString(""))) {
            add(kind, row, "");
          }
        });
  }

  private void completions() {
    account.pages(
        "chat/completions",
        OpenAiListing.ORDERED,
        Map.of("metadata[" + OpenAiPlanter.MARK + "]", person.marker()),
        row -> {
          require(
              person.marker().equals(row.path("metadata").path(OpenAiPlanter.MARK).asString("")));
          add(OpenAiKind.CHAT_COMPLETION, row, "");
        });
  }

  /** Whatever lies in a stray belongs to it. */
  private void within(VendorObject outer) {
    var path = OpenAiAdapter.kind(outer).path(outer);
    switch (OpenAiAdapter.kind(outer)) {
      case VECTOR_STORE -> inner(path + "/files", OpenAiKind.VECTOR_STORE_FILE, outer);
      case CONTAINER -> inner(path + "/files", OpenAiKind.CONTAINER_FILE, outer);
      case EVAL -> inner(path + "/runs", OpenAiKind.EVAL_RUN, outer);
      default -> {}
    }
  }

  private void inner(String path, OpenAiKind kind, VendorObject outer) {
    var rows = new ArrayList<JsonNode>();
    account.pagesWithin(path, rows::add);
    rows.forEach(row -> add(kind, row, outer.id()));
  }

  private void add(OpenAiKind kind, JsonNode row, String parent) {
    var id = row.path("id").asString("");
    require(kind.wellFormed(id));
    found.add(kind.object(id, parent));
  }
}
