package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Makes one object of each kind that the API creates and erases again. Batches and fine-tuning jobs
 * could not be erased, models come of jobs, ChatKit threads of a visitor's browser, and a voice
 * consent needs a living voice. What has metadata carries the person as the company's apps would
 * enter them, and the marker beside it; the rest carries the marker in its name.
 */
final class OpenAiPlanter implements Planter {
  /** The metadata key of the marker. */
  static final String MARK = "writ_drill";

  private static final String DEFAULT_MODEL = "gpt-4.1-mini";
  private static final List<OpenAiKind> KINDS =
      List.of(
          OpenAiKind.VECTOR_STORE_FILE,
          OpenAiKind.VECTOR_STORE,
          OpenAiKind.CONTAINER_FILE,
          OpenAiKind.CONTAINER,
          OpenAiKind.EVAL_RUN,
          OpenAiKind.EVAL,
          OpenAiKind.FILE,
          OpenAiKind.CONVERSATION_ITEM,
          OpenAiKind.CONVERSATION,
          OpenAiKind.RESPONSE,
          OpenAiKind.CHAT_COMPLETION,
          OpenAiKind.SKILL);

  @Override
  public Set<String> kinds() {
    return KINDS.stream().map(OpenAiKind::word).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void plant(VendorConnection connection, SyntheticPerson person, Planted planted) {
    new Planting(connection, person, planted).plant();
  }

  @Override
  public List<VendorObject> strays(VendorConnection connection, SyntheticPerson person) {
    return new OpenAiStrays(new OpenAiAccount(connection), person).find();
  }

  /** What files, containers and skills of the person are called. */
  static String name(SyntheticPerson person) {
    return "writ-" + person.marker();
  }

  /** One planting. */
  private static final class Planting {
    private final OpenAiAccount account;
    private final SyntheticPerson person;
    private final Planted planted;
    private final Map<String, String> metadata;
    private final String model;

    Planting(VendorConnection connection, SyntheticPerson person, Planted planted) {
      this.account = new OpenAiAccount(connection);
      this.person = person;
      this.planted = planted;
      this.metadata =
          Map.of(OpenAiAdapter.metadataKey(connection), person.email(), MARK, person.marker());
      this.model = connection.settings().getOrDefault(OpenAiAdapter.DRILL_MODEL, DEFAULT_MODEL);
    }

    void plant() {
      filed();
      contained();
      evaluated();
      talked();
      tell(
          OpenAiKind.SKILL,
          account.create(
              "skills",
              OpenAiUpload.of(
                  Map.of(),
                  "files[]",
                  name(person) + "/SKILL.md",
                  "---\nname: %s\ndescription: %s\n---\n%s\n"
                      .formatted(name(person), person.marker(), person.sentence()))));
    }

    private void filed() {
      var file = tell(OpenAiKind.FILE, account.create("files", upload("user_data")));
      var store =
          tell(
              OpenAiKind.VECTOR_STORE,
              account.create("vector_stores", Map.of("name", name(person), "metadata", metadata)));
      var attached =
          account.create(
              "vector_stores/" + store.id() + "/files",
              Map.of("file_id", file.id(), "attributes", metadata));
      tell(OpenAiKind.VECTOR_STORE_FILE, attached, store);
    }

    private OpenAiUpload upload(String purpose) {
      return OpenAiUpload.of(
          Map.of("purpose", purpose), "file", name(person) + ".txt", person.sentence());
    }

    private void contained() {
      var container =
          tell(OpenAiKind.CONTAINER, account.create("containers", Map.of("name", name(person))));
      var file = OpenAiUpload.of(Map.of(), "file", name(person) + ".txt", person.sentence());
      tell(
          OpenAiKind.CONTAINER_FILE,
          account.create("containers/" + container.id() + "/files", file),
          container);
    }

    /** Compares two words and asks no model. */
    private void evaluated() {
      var word = Map.of("type", "string");
      var item =
          Map.of("type", "object", "properties", Map.of("text", word), "required", List.of("text"));
      var eval =
          tell(
              OpenAiKind.EVAL,
              account.create(
                  "evals",
                  Map.of(
                      "name",
                      name(person),
                      "metadata",
                      metadata,
                      "data_source_config",
                      Map.of("type", "custom", "item_schema", item),
                      "testing_criteria",
                      List.of(
                          Map.of(
                              "type", "string_check",
                              "name", "same",
                              "input", "{{item.text}}",
                              "reference", "{{item.text}}",
                              "operation", "eq")))));
      var content = List.of(Map.of("item", Map.of("text", person.sentence())));
      var source =
          Map.of("type", "jsonl", "source", Map.of("type", "file_content", "content", content));
      tell(
          OpenAiKind.EVAL_RUN,
          account.create(
              "evals/" + eval.id() + "/runs",
              Map.of("name", name(person), "metadata", metadata, "data_source", source)),
          eval);
    }

    private void talked() {
      var conversation =
          tell(
              OpenAiKind.CONVERSATION,
              account.create("conversations", Map.of("metadata", metadata)));
      var said = Map.of("type", "message", "role", "user", "content", person.sentence());
      var items =
          account.create(
              "conversations/" + conversation.id() + "/items", Map.of("items", List.of(said)));
      items.path("data").forEach(item -> tell(OpenAiKind.CONVERSATION_ITEM, item, conversation));
      tellStored(
          OpenAiKind.RESPONSE,
          account.create(
              "responses",
              Map.of(
                  "model",
                  model,
                  "input",
                  person.sentence(),
                  "max_output_tokens",
                  16,
                  "store",
                  true,
                  "metadata",
                  metadata)));
      tellStored(
          OpenAiKind.CHAT_COMPLETION,
          account.create(
              "chat/completions",
              Map.of(
                  "model",
                  model,
                  "messages",
                  List.of(Map.of("role", "user", "content", person.sentence())),
                  "max_completion_tokens",
                  16,
                  "store",
                  true,
                  "metadata",
                  metadata)));
    }

    /** Under zero data retention {@code store} is taken as false, whatever was asked for. */
    private void tellStored(OpenAiKind kind, JsonNode made) {
      var object = tell(kind, made);
      if (account.read(kind, object).isEmpty()) {
        planted.unplantable(kind.word(), "the project does not store it (zero data retention)");
      }
    }

    private VendorObject tell(OpenAiKind kind, JsonNode made) {
      return tell(kind, made, "");
    }

    private VendorObject tell(OpenAiKind kind, JsonNode made, VendorObject parent) {
      return tell(kind, made, parent.id());
    }

    private VendorObject tell(OpenAiKind kind, JsonNode made, String parent) {
      var id = made.path("id").asString("");
      require(kind.wellFormed(id));
      var object = kind.object(id, parent);
      planted.accept(object);
      return object;
    }
  }
}
