package dev.writ.vendor.openai;

import dev.writ.vendor.openai.OpenAiDeletion.Never;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** What the OpenAI package declares about itself. */
final class OpenAiDescriptor {
  private static final String SPEC = "openai/openai-openapi openapi.json, 2026-08-21";
  private static final String YOUR_DATA = "OpenAI guide \"Your data\", autumn 2026";
  private static final String DEPRECATIONS = "OpenAI deprecations page, autumn 2026";
  private static final String AGENTS = "OpenAI guide \"Manage agent sessions\", autumn 2026";

  static final VendorDescriptor VALUE =
      VendorDescriptor.of("openai", "OpenAI API platform", URI.create("https://api.openai.com/v1"))
          .credentials(OpenAiAdapter.CREDENTIAL)
          .optionalCredentials(OpenAiAdapter.ADMIN_CREDENTIAL)
          .manual(OpenAiByHand.all())
          .claims(OpenAiClaims.ALL)
          .undocumented(
              "nothing that was read says where the vendor publishes it",
              Promise.ISOLATION,
              Promise.REGION,
              Promise.DELETION_AT_CONTRACT_END,
              Promise.BREACH_HISTORY)
          .looks(Duration.ofDays(32))
          .settings(
              List.of(
                  new Setting(
                      OpenAiAdapter.METADATA_KEY,
                      "the key under which the company's apps put the person into metadata and into"
                          + " the attributes of vector-store files; subject by default"),
                  new Setting(
                      OpenAiAdapter.WALK_LISTS,
                      "false spares the walk through all vector stores, batches and evals, whose"
                          + " metadata no filter searches; then only ledgered ones are found"),
                  new Setting(
                      OpenAiAdapter.DRILL_MODEL,
                      "the model that answers a drill's invented person, twice, in at most 16"
                          + " tokens; gpt-4.1-mini by default")))
          .surfaces(Arrays.stream(OpenAiKind.values()).map(OpenAiDescriptor::surface).toList())
          .exceptions(outOfReach())
          .pace(20, 4, Duration.ofSeconds(2))
          .read(
              LocalDate.of(2026, 11, 23),
              List.of(
                  SPEC,
                  YOUR_DATA,
                  DEPRECATIONS,
                  AGENTS,
                  "OpenAI guides \"Rate limits\", \"Error codes\" and \"Conversation state\","
                      + " autumn 2026",
                  "openai/openai-java 4.52.0",
                  OpenAiClaims.YOUR_DATA,
                  OpenAiClaims.PRIVACY,
                  OpenAiClaims.REGISTRY,
                  OpenAiClaims.SUB_PROCESSORS),
              List.of(
                  "The answers to deleting a response, a container and a container file have no"
                      + " declared form: an empty answer or the one of the specification's example"
                      + " is taken as the claim.",
                  "Whether items of a deleted conversation stay readable is not documented; items"
                      + " are erased first.",
                  "Some file purposes refuse a download of the content; which ones is not"
                      + " documented. The export then says that the content was refused.",
                  "How to ask for a further page of the parsed text of a vector-store file is not"
                      + " documented: the export says where there is more.",
                  "Whether the filters metadata and user tell capitals from small letters is not"
                      + " documented. It is assumed that they do: an address is asked for as it was"
                      + " given and in small letters, while in lists without a filter capitals do"
                      + " not matter.",
                  "How long lists may still show erased objects is not documented; 2 seconds are"
                      + " assumed.",
                  "How long a detached file may still appear in a vector store's search results is"
                      + " not documented.",
                  "Rate limits of these routes are not documented (but 300 file attachments a"
                      + " minute and vector store); 20 calls a second are assumed.",
                  "When the bytes of erased files are purged is not documented.",
                  "How long stored chat completions are kept is not documented.",
                  "Whether erasing one response affects others that continue it is not documented.",
                  "Whether a running eval run can be deleted, and whether deleting an eval deletes"
                      + " its runs, is not documented; runs are erased first.",
                  "Whether deleting a fine-tuned model deletes its checkpoints is not documented."
                      + " It needs a key of an organization owner.",
                  "Whether deleting a skill deletes all its versions is not documented; the"
                      + " versions are exported with it.",
                  "What the Videos API answers since it was shut down on 2026-09-24, and what"
                      + " became of stored videos, is not documented: a video is taken for there or"
                      + " gone only while the list of videos answers. Nor is, whether that list of"
                      + " \"recently generated\" videos shows older ones.",
                  "Whether the server still insists on the beta headers of vector stores and"
                      + " ChatKit is not documented; they are sent.",
                  "What a list answers to a cursor that names an erased object is not documented:"
                      + " it is read first, and the list is read anew where it is gone.",
                  "What GET /organization/data_retention answers to an organization without such a"
                      + " control is not documented; any refusal counts as not shown.",
                  "What becomes of a member's keys when the member is removed is not documented;"
                      + " keys are deleted first. An admin key is taken to be able to delete"
                      + " itself, and last.",
                  "Which key is the connection's own is told by the beginning and the end of its"
                      + " redacted value.",
                  "An id of another project is answered like an erased one: the key must belong to"
                      + " the right project."));

  private OpenAiDescriptor() {}

  private static Surface surface(OpenAiKind kind) {
    var path = "/" + kind.path();
    var get = Way.api("GET " + path);
    var erase =
        kind.deletion() instanceof Never never
            ? Way.none(never.reason())
            : Way.api("DELETE " + path);
    return new Surface(kind.word(), located(kind), exported(kind), erase, get, afterErase(kind));
  }

  private static Way exported(OpenAiKind kind) {
    var calls = new StringBuilder("GET /" + kind.path());
    if (kind.export().content() != OpenAiKind.Content.NONE) {
      calls.append(", /content");
    }
    kind.export().lists().forEach(list -> calls.append(", /").append(list));
    return Way.api(calls.toString());
  }

  private static String located(OpenAiKind kind) {
    return switch (kind) {
      case BATCH -> "by metadata[metadataKey] in the list of all batches, and by the ledgered id";
      case FINE_TUNING_JOB -> "by the filter metadata[metadataKey], and by the ledgered id";
      case MODEL -> "through a fine-tuning job, and by the ledgered id";
      case VECTOR_STORE_FILE ->
          "in the vector stores found, and by the ledgered vector store and file ids";
      case VECTOR_STORE ->
          "by metadata[metadataKey] in the list of all vector stores, and by the ledgered id; name"
              + " a store in the ledger only when it is one person's";
      case CONTAINER_FILE -> "in a ledgered container, and by the ledgered container and file ids";
      case EVAL_RUN -> "in the evals found, and by the ledgered eval and run ids";
      case EVAL -> "by metadata[metadataKey] in the list of all evals, and by the ledgered id";
      case FILE ->
          "by the ledgered id; through a batch, fine-tuning job or eval run; in a vector store"
              + " found, by attributes[metadataKey]";
      case CONVERSATION_ITEM ->
          "by listing the items of a conversation found, and by the ledgered conversation and item"
              + " ids";
      case CONVERSATION -> "by the ledgered id, and through a ledgered response";
      case CHAT_COMPLETION ->
          "by the filter metadata[metadataKey] on stored chat completions, and by the ledgered id";
      case CHATKIT_THREAD -> "by the filter user, and by the ledgered id";
      case SKILL -> "by the ledgered id; name a skill in the ledger only when it is one person's";
      case CONTAINER, RESPONSE, VOICE_CONSENT, VIDEO -> "by the ledgered id";
    };
  }

  private static String afterErase(OpenAiKind kind) {
    return switch (kind) {
      case BATCH ->
          "A running batch is cancelled, which takes up to 10 minutes; its input, output and error"
              + " files are erased, and expire after 30 days otherwise.";
      case FINE_TUNING_JOB ->
          "A running job is cancelled; its training, validation and result files and its model are"
              + " erased.";
      case VECTOR_STORE_FILE ->
          "Detaches the file from the store; the file itself is erased as its own object.";
      case VECTOR_STORE ->
          "Purged 30 days after the deletion. The files that were attached stay; they are erased as"
              + " their own objects.";
      case CONTAINER -> "A container expires by itself when idle, by default after 20 minutes.";
      case FILE ->
          "Also leaves all vector stores. How soon the bytes are purged is not documented.";
      case CONVERSATION ->
          "Items are not erased with their conversation; they are erased first, one by one.";
      case RESPONSE ->
          "Stored responses expire after 30 days by default; in a conversation their items do not.";
      case VIDEO ->
          "The Videos API was shut down on 2026-09-24. Where its list does not answer, nothing is"
              + " claimed of a video: it can be neither read out, nor erased, nor seen to be gone.";
      case CHATKIT_THREAD -> "Items and stored attachments go with the thread.";
      case MODEL,
          CONTAINER_FILE,
          EVAL_RUN,
          EVAL,
          CONVERSATION_ITEM,
          CHAT_COMPLETION,
          SKILL,
          VOICE_CONSENT ->
          "";
    };
  }

  private static List<OutOfReach> outOfReach() {
    return List.of(
        new OutOfReach(
            "Responses and conversations that no app recorded",
            "No route lists responses or conversations: only ids in the ledger are found.",
            SPEC),
        new OutOfReach(
            "Files, containers, skills and voice consents that no app recorded",
            "Their lists have no filter for a person and their rows no metadata: only ids in the"
                + " ledger are found.",
            SPEC),
        new OutOfReach(
            "Stored chat completions, fine-tuning jobs and ChatKit threads that an app marked with"
                + " an address in capitals",
            "Whether the filter tells capitals from small letters is not documented. Where it does,"
                + " such an object is found only by a request that gives the address with the same"
                + " capitals: let apps write addresses in small letters, or name the object in the"
                + " ledger.",
            SPEC),
        new OutOfReach(
            "Earlier responses that a recorded response continues",
            "A response can be continued for several people, so previous_response_id is not"
                + " followed: record each response.",
            SPEC),
        new OutOfReach(
            "Batch and fine-tuning job entries",
            "No route deletes them. What runs is cancelled and their files and models are erased;"
                + " the entries stay with their metadata.",
            SPEC),
        new OutOfReach(
            "Files of a batch or job that ended between the search and the erase",
            "They are not in the plan; the search that verifies the erase finds them through the"
                + " batch or job.",
            SPEC),
        new OutOfReach(
            "What a fine-tuned model learned about a person whom its job's metadata does not name",
            "Training data is not searchable by person: a model is found through its job or the"
                + " ledger alone.",
            SPEC),
        new OutOfReach(
            "Uploads in parts",
            "No route reads, lists or deletes an upload, only cancels it; it expires an hour after"
                + " its start. A completed upload is a file.",
            SPEC),
        new OutOfReach(
            "The versions of a deleted skill",
            "Whether they go with it is not documented, and once it is gone no route leads to"
                + " them.",
            SPEC),
        new OutOfReach(
            "The recording behind a voice consent, and the voices made with it",
            "No route reads the recording, and none lists, reads or deletes a voice.",
            SPEC),
        new OutOfReach(
            "Agents API sessions",
            "A beta that the published specification does not contain; the answer to a deletion is"
                + " not documented, and physical cleanup may continue afterwards.",
            AGENTS),
        new OutOfReach(
            "Assistants, threads, messages and runs",
            "The Assistants API was shut down on 2026-08-26. What was not deleted before is kept"
                + " indefinitely; what was is purged after 30 days.",
            DEPRECATIONS + "; " + YOUR_DATA),
        new OutOfReach(
            "Videos that no app recorded, characters, and pictures made from a video",
            "No video names a person: only ids in the ledger are found. When the vendor is left,"
                + " the list of videos is read where it answers since the API was shut down."
                + " Characters cannot be listed or deleted. Thumbnails and sprite sheets are not"
                + " read out beside the video.",
            SPEC),
        new OutOfReach(
            "Abuse-monitoring logs",
            "Kept up to 30 days (for conversations until these are erased); no API reads or erases"
                + " them.",
            YOUR_DATA,
            Duration.ofDays(30)),
        new OutOfReach(
            "user, safety_identifier and prompt_cache_key sent with model calls",
            "No route filters on them or erases them alone.",
            SPEC),
        new OutOfReach(
            "Other projects of the organization",
            "A project key sees its own project alone: what lies in another is listed and erased"
                + " through a connection of that project.",
            SPEC),
        new OutOfReach("Audit logs of the organization", "No route erases them.", SPEC));
  }
}
