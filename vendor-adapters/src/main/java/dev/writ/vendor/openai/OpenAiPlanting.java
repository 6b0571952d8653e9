package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plants people: seven common kinds in turn; those with a hundred objects and more also get one
 * each of the rarer erasable kinds. Batches and fine-tuning jobs, which no erase ends, are left to
 * requests.
 */
final class OpenAiPlanting {
  private static final String SHARED_STORE = "vs_sandbox";
  private static final int MANY = 100;

  /** A planted container outlasts any run of the sandbox; no maximum is documented. */
  private static final long A_YEAR = 365 * 24 * 60;

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiPlanting(OpenAiShelves shelves, OpenAiStock stock) {
    this.shelves = shelves;
    this.stock = stock;
  }

  /** The objects an app would have entered in the ledger. */
  List<VendorObject> plant(SandboxPerson person) {
    var ledger = new ArrayList<VendorObject>();
    String word = person.key().replaceAll("[^A-Za-z0-9_-]", "_");
    int rare = person.objects() >= MANY ? rare(person, word, ledger) : 0;
    String latestConversation = "";
    OpenAiStored latestFile = null;
    for (int i = 0; i < Math.max(1, person.objects()) - rare; i++) {
      String id = word + "_" + i;
      String email = person.emails().get(i / 7 % person.emails().size());
      switch (i % 7) {
        case 0 -> completion("chatcmpl-" + id, email, person);
        case 1 -> thread("cthr_" + id, person);
        case 2 -> {
          latestConversation = "conv_" + id;
          conversation(latestConversation, email, person);
          ledger.add(OpenAiKind.CONVERSATION.object(latestConversation));
        }
        case 3 ->
            shelves.add(
                OpenAiTalkRoutes.CONVERSATIONS + "/" + latestConversation + "/items",
                message("msg_" + id, person),
                person.key());
        case 4 -> {
          response("resp_" + id, email, person);
          ledger.add(OpenAiKind.RESPONSE.object("resp_" + id));
        }
        case 5 -> {
          latestFile = file("file-" + id, "profile-" + i + ".txt", email, person);
          ledger.add(OpenAiKind.FILE.object(latestFile.id));
        }
        default -> {
          if (latestFile != null) {
            sharedStore();
            stock.attach(latestFile, SHARED_STORE, Map.of(), person.key());
            ledger.add(OpenAiKind.VECTOR_STORE_FILE.object(latestFile.id, SHARED_STORE));
          }
        }
      }
    }
    return List.copyOf(ledger);
  }

  private void completion(String id, String email, SandboxPerson person) {
    shelves.add(
        OpenAiTalkRoutes.COMPLETIONS,
        OpenAiTalkShapes.completion(id, Map.of("subject", email), shelves.now()),
        person.key());
    shelves.add(
        OpenAiTalkRoutes.COMPLETIONS + "/" + id + "/messages",
        OpenAiTalkShapes.completionMessage(id + "-0", "user", "My name is " + person.name()),
        null);
  }

  private void thread(String id, SandboxPerson person) {
    shelves.add(
        OpenAiTalkRoutes.THREADS,
        OpenAiTalkShapes.thread(id, person.email(), shelves.now()),
        person.key());
    shelves.add(
        OpenAiTalkRoutes.THREADS + "/" + id + "/items",
        OpenAiTalkShapes.threadItem("cthi_" + id, id, "Hello from " + person.name(), shelves.now()),
        null);
  }

  private void conversation(String id, String email, SandboxPerson person) {
    shelves.add(
        OpenAiTalkRoutes.CONVERSATIONS,
        OpenAiTalkShapes.conversation(id, Map.of("subject", email), shelves.now()),
        person.key());
  }

  private void response(String id, String email, SandboxPerson person) {
    var output =
        OpenAiTalkShapes.message("msg_out_" + id, "assistant", OpenAiTalkShapes.outputText());
    shelves.add(
        OpenAiTalkRoutes.RESPONSES,
        OpenAiTalkShapes.response(
            id, output, null, null, true, Map.of("subject", email), shelves.now()),
        person.key());
    shelves.add(
        OpenAiTalkRoutes.RESPONSES + "/" + id + "/input_items",
        message("msg_in_" + id, person),
        null);
  }

  private static ObjectNode message(String id, SandboxPerson person) {
    return OpenAiTalkShapes.message(
        id, "user", OpenAiTalkShapes.inputText("My name is " + person.name()));
  }

  private OpenAiStored file(String id, String filename, String email, SandboxPerson person) {
    byte[] content = (person.name() + "\n" + email + "\n").getBytes(StandardCharsets.UTF_8);
    return stock.file(id, filename, "user_data", content, person.key());
  }

  /** One store for all people, as apps have it; nobody's own. */
  private void sharedStore() {
    if (shelves.find(OpenAiStoreRoutes.STORES, SHARED_STORE) == null) {
      shelves.add(
          OpenAiStoreRoutes.STORES,
          OpenAiShapes.vectorStore(SHARED_STORE, "Sandbox", Map.of(), 0, shelves.now()),
          null);
    }
  }

  /** How many objects of the rarer kinds were planted. */
  private int rare(SandboxPerson person, String word, List<VendorObject> ledger) {
    String owner = person.key();
    var metadata = Map.of("subject", person.email());
    long now = shelves.now();
    var store = OpenAiShapes.vectorStore("vs_" + word, "Own", metadata, 0, now);
    shelves.add(OpenAiStoreRoutes.STORES, store, owner);
    eval(person, "eval_" + word, "evalrun_" + word);
    OpenAiStoreRoutes.container(shelves, "cntr_" + word, "Own", A_YEAR, owner);
    byte[] notes = person.name().getBytes(StandardCharsets.UTF_8);
    shelves.add(
                OpenAiStoreRoutes.CONTAINERS + "/cntr_" + word + "/files",
                OpenAiShapes.containerFile(
                    "cfile_" + word, "cntr_" + word, "/mnt/data/notes.txt", notes.length, now),
                owner)
            .content =
        notes;
    shelves.add(
        OpenAiWorkRoutes.CONSENTS,
        OpenAiShapes.voiceConsent("cons_" + word, person.name(), "en-US", now),
        owner);
    String model = "ft:gpt-5-mini:sandbox:" + word + ":1";
    shelves.add(OpenAiFileRoutes.MODELS, OpenAiShapes.model(model, now), owner);
    skill("skill_" + word, person);
    var about = "A film for " + person.name();
    shelves.add(
                OpenAiVideoRoutes.VIDEOS,
                OpenAiVideoRoutes.video(
                    "video_" + word, "sora-2", about, "720x1280", "4", shelves.now()),
                owner)
            .content =
        OpenAiVideoRoutes.FILM;
    ledger.add(OpenAiKind.CONTAINER.object("cntr_" + word));
    ledger.add(OpenAiKind.VOICE_CONSENT.object("cons_" + word));
    ledger.add(OpenAiKind.MODEL.object(model));
    ledger.add(OpenAiKind.SKILL.object("skill_" + word));
    ledger.add(OpenAiKind.VIDEO.object("video_" + word));
    return 9;
  }

  private void eval(SandboxPerson person, String eval, String run) {
    var metadata = Map.of("subject", person.email());
    long now = shelves.now();
    var config = Map.of("type", "custom", "schema", Map.of("type", "object"));
    var content = Map.of("item", Map.of("text", "My name is " + person.name()));
    var source =
        Map.of(
            "type", "jsonl", "source", Map.of("type", "file_content", "content", List.of(content)));
    shelves.add(
        OpenAiWorkRoutes.EVALS,
        OpenAiShapes.eval(eval, "Own", config, List.of(), metadata, now),
        person.key());
    shelves.add(
        OpenAiWorkRoutes.runs(eval),
        OpenAiShapes.evalRun(run, eval, "Run", source, metadata, now),
        person.key());
    shelves.add(
        OpenAiWorkRoutes.outputItems(eval, run),
        OpenAiShapes.outputItem("outputitem_" + run, run, eval, person.name(), now),
        null);
  }

  private void skill(String id, SandboxPerson person) {
    long now = shelves.now();
    String about = "How to write to " + person.name();
    shelves.add(
                OpenAiWorkRoutes.SKILLS,
                OpenAiShapes.skill(id, "letters", about, now),
                person.key())
            .content =
        about.getBytes(StandardCharsets.UTF_8);
    shelves.add(
        OpenAiWorkRoutes.SKILLS + "/" + id + "/versions",
        OpenAiShapes.skillVersion("skillver_" + id, id, "letters", about, now),
        null);
  }
}
