package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The kinds beside talk and files: stopped work, shared stores, what ledgered objects lead to. */
class OpenAiKindsTest {
  private static final String EMAIL = "ada@example.com";
  private static final String OWN = "{\"subject\":\"" + EMAIL + "\"}";
  private static final String SHORT = "{}\n";
  private static final String LONG = "{}\n".repeat(11);

  private final OpenAiSimulatorServer server = new OpenAiSimulatorServer();
  private final OpenAiAdapter adapter = new OpenAiAdapter();

  @AfterEach
  void stop() {
    server.close();
  }

  private Location locate(VendorObject... ledgered) {
    return adapter.locate(
        server.connection(),
        new Subject(List.of(new Identifier(Identifier.Type.EMAIL, EMAIL)), List.of(ledgered)));
  }

  private static List<String> kinds(Location location) {
    return location.objects().stream().map(VendorObject::kind).toList();
  }

  private VendorObject made(String kind, String path, String json) {
    return new VendorObject(kind, server.post(path, json).path("id").asString());
  }

  private Erasure erase(VendorObject object) {
    return adapter.erase(server.connection(), object);
  }

  private Presence read(VendorObject object) {
    return adapter.read(server.connection(), object);
  }

  /** The object itself, which goes out first. */
  private JsonNode export(VendorObject object) {
    return OpenAiExported.of(adapter, server.connection(), object).object();
  }

  private VendorObject batch(String lines, String metadata) {
    String input = server.upload("batch", lines);
    return made(
        "batch",
        "batches",
        "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/responses\",\"completion_window\":\"24h\",\"metadata\":%s}"
            .formatted(input, metadata));
  }

  private VendorObject job(String lines, String metadata) {
    String training = server.upload("fine-tune", lines);
    return made(
        "fine_tuning_job",
        "fine_tuning/jobs",
        "{\"model\":\"gpt-4.1-mini-2025-04-14\",\"training_file\":\"%s\",\"metadata\":%s}"
            .formatted(training, metadata));
  }

  private VendorObject store(String metadata, String files) {
    return made(
        "vector_store",
        "vector_stores",
        "{\"name\":\"s\",\"metadata\":%s,\"file_ids\":[%s]}".formatted(metadata, files));
  }

  private VendorObject eval(String metadata) {
    return made(
        "eval",
        "evals",
        """
        {"data_source_config":{"type":"custom","item_schema":{"type":"object"}},
         "testing_criteria":[{"type":"string_check","name":"c","input":"a","reference":"b","operation":"eq"}],
         "metadata":%s}
        """
            .formatted(metadata));
  }

  @Test
  void a_finished_batch_leads_to_its_files_and_keeps_its_entry() {
    var batch = batch(SHORT, OWN);
    var located = locate();
    assertThat(kinds(located)).containsExactly("batch", "file", "file");
    assertThat(located.objects().getFirst()).isEqualTo(batch);
    assertThat(erase(batch)).isInstanceOf(Erasure.Impossible.class);
    assertThat(server.calls)
        .as("its files are objects of the plan")
        .noneMatch(c -> c.startsWith("DELETE"));
    assertThat(read(batch)).isEqualTo(Presence.PRESENT);
    assertThat(export(batch).path("metadata").path("subject").asString()).isEqualTo(EMAIL);
    located.objects().stream().skip(1).forEach(this::erase);
    assertThat(located.objects().stream().skip(1).map(this::read)).containsOnly(Presence.ABSENT);
  }

  @Test
  void a_running_batch_is_cancelled_waited_for_and_its_late_output_goes() {
    var batch = batch(LONG, OWN);
    assertThat(kinds(locate())).containsExactly("batch", "file");

    var begun = erase(batch);
    assertThat(begun).isInstanceOf(Erasure.InProgress.class);
    var progress = (Erasure.InProgress) begun;
    assertThat(progress.again()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(10));
    assertThat(progress.handle()).hasSizeBetween(1, 512).doesNotContain(batch.id());
    assertThat(erase(batch)).as("a repeated erase").isInstanceOf(Erasure.InProgress.class);
    assertThat(server.calls.stream().filter(call -> call.endsWith("/cancel"))).hasSize(1);

    assertThat(adapter.pollErasure(server.connection(), batch, progress.handle()))
        .isInstanceOf(Erasure.Impossible.class);
    String output = export(batch).path("output_file_id").asString();
    assertThat(read(new VendorObject("file", output))).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_batch_that_ends_before_its_cancellation_is_no_failure() {
    var batch = batch(SHORT, OWN);
    // The answers of a race: running when read, refused when cancelled.
    var real = export(batch);
    server.imposing(
        call ->
            call.startsWith("GET ")
                ? SimulatedResponse.json(
                    200, Map.of("id", batch.id(), "object", "batch", "status", "finalizing"))
                : server.simulator.error(400));
    assertThat(erase(batch)).isInstanceOf(Erasure.InProgress.class);
    server.imposing(null);
    assertThat(adapter.pollErasure(server.connection(), batch, "cancelling"))
        .isInstanceOf(Erasure.Impossible.class);
    assertThat(read(new VendorObject("file", real.path("output_file_id").asString())))
        .isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_batch_in_no_documented_state_is_malformed() {
    server.imposed =
        SimulatedResponse.json(200, Map.of("id", "batch_1", "object", "batch", "status", "odd"));
    var failure =
        catchThrowableOfType(
            VendorFailure.class, () -> erase(new VendorObject("batch", "batch_1")));
    assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.MALFORMED_RESPONSE);
  }

  @Test
  void polling_what_is_erased_at_once_is_rejected() {
    var failure =
        catchThrowableOfType(
            VendorFailure.class,
            () ->
                adapter.pollErasure(
                    server.connection(), new VendorObject("file", "file-1"), "cancelling"));
    assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.REJECTED);
  }

  @Test
  void fine_tuning_jobs_are_found_by_their_metadata_over_pages_without_cursors() {
    job(SHORT, "{\"subject\":\"bob@example.com\"}");
    for (int i = 0; i < 230; i++) {
      job(SHORT, OWN);
    }
    var located = locate();
    assertThat(kinds(located).stream().filter("fine_tuning_job"::equals)).hasSize(230);
    assertThat(kinds(located).stream().filter("model"::equals)).hasSize(230);
    assertThat(kinds(located).stream().filter("file"::equals)).hasSize(460);
    assertThat(located.ambiguous()).isFalse();
  }

  @Test
  void a_fine_tuned_model_is_exported_erased_and_gone_and_its_job_stays() {
    var job = job(SHORT, OWN);
    var model =
        locate().objects().stream()
            .filter(object -> object.kind().equals("model"))
            .findFirst()
            .orElseThrow();
    assertThat(model.id()).startsWith("ft:gpt-4.1-mini-2025-04-14:");
    assertThat(export(model).path("object").asString()).isEqualTo("model");
    assertThat(erase(model)).isInstanceOf(Erasure.Claimed.class);
    assertThat(read(model)).isEqualTo(Presence.ABSENT);
    assertThat(erase(model)).isInstanceOf(Erasure.AlreadyAbsent.class);
    assertThat(erase(job)).isInstanceOf(Erasure.Impossible.class);
    assertThat(adapter.accepts(new VendorObject("model", "gpt-5-mini"))).isFalse();
  }

  @Test
  void a_running_fine_tuning_job_is_cancelled() {
    var job = job(LONG, OWN);
    assertThat(erase(job)).isInstanceOf(Erasure.Impossible.class);
    assertThat(export(job).path("status").asString()).isEqualTo("cancelled");
  }

  @Test
  void a_store_leads_to_its_attachments_and_to_the_files_that_name_the_person() {
    String handbook = server.upload("assistants", "handbook");
    String profile = server.upload("assistants", "profile");
    var store = store(OWN, "\"" + handbook + "\"");
    server.post(
        "vector_stores/" + store.id() + "/files",
        "{\"file_id\":\"%s\",\"attributes\":%s}".formatted(profile, OWN));

    var located = locate();
    assertThat(located.objects())
        .containsExactly(
            new VendorObject("vector_store_file", handbook, store.id()),
            new VendorObject("vector_store_file", profile, store.id()),
            store,
            new VendorObject("file", profile));
    assertThat(
            OpenAiExported.of(adapter, server.connection(), located.objects().get(1))
                .rows("parsed_content"))
        .singleElement()
        .satisfies(part -> assertThat(part.path("text").asString()).contains("profile"));
    located
        .objects()
        .forEach(object -> assertThat(erase(object)).isInstanceOf(Erasure.Claimed.class));
    assertThat(read(store)).isEqualTo(Presence.ABSENT);
    assertThat(read(new VendorObject("file", handbook))).isEqualTo(Presence.PRESENT);
    assertThat(locate().objects()).isEmpty();
  }

  @Test
  void runs_are_erased_before_their_eval_and_exported_with_their_output() {
    var eval = eval(OWN);
    String file = server.upload("evals", "{}");
    var run =
        new VendorObject(
            "eval_run",
            server
                .post(
                    "evals/" + eval.id() + "/runs",
                    "{\"data_source\":{\"type\":\"jsonl\",\"source\":{\"type\":\"file_id\",\"id\":\"%s\"}}}"
                        .formatted(file))
                .path("id")
                .asString(),
            eval.id());
    assertThat(locate().objects()).containsExactly(run, eval, new VendorObject("file", file));
    assertThat(OpenAiExported.of(adapter, server.connection(), run).rows("output_item")).hasSize(1);
    assertThat(erase(run)).isInstanceOf(Erasure.Claimed.class);
    assertThat(erase(eval)).isInstanceOf(Erasure.Claimed.class);
    assertThat(read(run)).isEqualTo(Presence.ABSENT);
    assertThat(read(eval)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void the_lists_are_not_walked_when_the_setting_says_so() {
    store(OWN, "");
    var subject = new Subject(List.of(new Identifier(Identifier.Type.EMAIL, EMAIL)), List.of());
    var connection = server.connection(Map.of("walkLists", "false"));
    assertThat(adapter.locate(connection, subject).objects()).isEmpty();
    assertThat(server.calls).noneMatch(call -> call.contains("vector_stores"));
    assertThat(locate().objects()).hasSize(1);
  }

  @Test
  void a_ledgered_object_that_does_not_name_the_person_asks_for_a_second_look() {
    assertThat(locate(store("{}", "")).ambiguous()).isTrue();
    assertThat(locate(eval("{\"subject\":\"bob@example.com\"}")).ambiguous()).isTrue();
    assertThat(locate(batch(SHORT, "{}")).ambiguous()).isTrue();
    assertThat(locate(store(OWN, "")).ambiguous()).isFalse();
  }

  @Test
  void a_response_leads_to_its_conversation() {
    var conversation = made("conversation", "conversations", "{}");
    var response =
        made(
            "response",
            "responses",
            "{\"model\":\"gpt-5-mini\",\"input\":\"hi\",\"conversation\":\"%s\"}"
                .formatted(conversation.id()));
    assertThat(kinds(locate(response)))
        .containsExactly("conversation_item", "conversation_item", "conversation", "response");
  }

  @ParameterizedTest
  @CsvSource({
    "eval,'',{\"object\":\"eval.deleted\";\"deleted\":true;\"eval_id\":\"x\"},true",
    "eval,'',{\"object\":\"eval.deleted\";\"deleted\":true;\"id\":\"x\"},false",
    "eval_run,p,{\"object\":\"eval.run.deleted\";\"deleted\":true;\"run_id\":\"x\"},true",
    "eval_run,p,{\"object\":\"eval.run.deleted\";\"deleted\":true;\"run_id\":\"y\"},false",
    "voice_consent,'',{\"id\":\"x\";\"object\":\"audio.voice_consent\";\"deleted\":true},true",
    "voice_consent,'',{\"id\":\"x\";\"object\":\"audio.voice_consent.deleted\";\"deleted\":true},false",
    "conversation_item,p,{\"id\":\"p\";\"object\":\"conversation\"},true",
    "conversation_item,p,{\"id\":\"x\";\"object\":\"conversation\"},false",
    "response,'','',true",
    "response,'',{\"id\":\"x\";\"object\":\"response\";\"deleted\":true},true",
    "response,'',{\"id\":\"x\";\"object\":\"response\";\"deleted\":false},false",
    "container,'','',true",
    "container_file,p,{\"id\":\"x\";\"object\":\"container.file.deleted\";\"deleted\":true},true",
    "container,'',<html>,false",
    "skill,'','',false"
  })
  void only_the_documented_answer_is_a_claim(
      String kind, String parent, String body, boolean claim) {
    server.imposed =
        new SimulatedResponse(
            200, Map.of(), body.replace(';', ',').getBytes(StandardCharsets.UTF_8));
    var object = new VendorObject(kind, "x", parent);
    if (claim) {
      assertThat(erase(object)).isInstanceOf(Erasure.Claimed.class);
    } else {
      assertThat(catchThrowableOfType(VendorFailure.class, () -> erase(object)).kind())
          .isEqualTo(VendorFailure.Kind.MALFORMED_RESPONSE);
    }
  }

  @Test
  void a_video_is_found_by_its_ledgered_id_read_out_with_its_film_and_erased() {
    var video = made("video", "videos", "{\"prompt\":\"Ada by the sea\"}");
    server.post("videos", "{\"prompt\":\"somebody else\"}");
    assertThat(locate().objects()).isEmpty();
    assertThat(locate(video).objects()).containsExactly(video);
    var exported = OpenAiExported.of(adapter, server.connection(), video);
    assertThat(exported.files()).extracting(Map.Entry::getKey).containsExactly(video.id());
    assertThat(exported.lines()).hasSize(1).first().asString().contains("Ada by the sea");
    assertThat(erase(video)).isEqualTo(new Erasure.Claimed());
    assertThat(read(video)).isEqualTo(Presence.ABSENT);
    assertThat(erase(video)).isEqualTo(new Erasure.AlreadyAbsent());
    assertThat(locate(video).objects()).isEmpty();
  }

  /** So may answer what was shut down: neither is known to be what it does. */
  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410})
  void of_a_video_whose_api_is_shut_down_nothing_is_claimed(int status) {
    var video = made("video", "videos", "{\"prompt\":\"Ada by the sea\"}");
    server.imposing(call -> call.contains(" /v1/videos") ? server.simulator.error(status) : null);
    assertThat(locate(video).objects()).containsExactly(video);
    assertThat(read(video)).isInstanceOf(Presence.Unobservable.class);
    assertThat(erase(video)).isInstanceOf(Erasure.Impossible.class);
    assertThat(
            catchThrowableOfType(
                    VendorFailure.class,
                    () -> OpenAiExported.of(adapter, server.connection(), video))
                .kind())
        .isEqualTo(VendorFailure.Kind.REJECTED);
  }

  /** Without credit every call is refused with 429: of the list that says nothing. */
  @ParameterizedTest
  @ValueSource(ints = {409, 429})
  void a_list_that_is_refused_for_another_reason_is_not_gone(int status) {
    var video = made("video", "videos", "{\"prompt\":\"Ada by the sea\"}");
    var refused =
        SimulatedResponse.json(status, Map.of("error", Map.of("code", "insufficient_quota")));
    server.imposing(call -> call.contains(" /v1/videos") ? refused : null);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(() -> locate(video), () -> read(video), () -> erase(video))) {
      var failure = catchThrowableOfType(VendorFailure.class, call);
      assertThat(failure).as(call.toString()).isNotNull();
      assertThat(failure.status()).isEqualTo(status);
    }
  }

  @Test
  void the_person_with_many_objects_has_some_of_nearly_every_kind_and_all_of_them_go() {
    var prolific = SandboxPeople.PROLIFIC;
    var person =
        new SandboxPerson(prolific.key(), prolific.name(), prolific.emails(), Set.of("*"), 400);
    var subject =
        new Subject(
            List.of(new Identifier(Identifier.Type.EMAIL, person.email())),
            server.simulator.plant(person));
    var objects = adapter.locate(server.connection(), subject).objects();
    assertThat(objects).hasSize(person.objects()).doesNotHaveDuplicates();
    assertThat(server.simulator.held(person)).isEqualTo(person.objects());
    assertThat(objects.stream().map(VendorObject::kind).distinct())
        .isEqualTo(
            adapter.descriptor().surfaces().stream()
                .filter(surface -> surface.erased().byApi())
                .map(surface -> surface.kind())
                .toList());
    var file =
        objects.stream().filter(object -> object.kind().equals("container_file")).findFirst();
    assertThat(OpenAiExported.of(adapter, server.connection(), file.orElseThrow()).files())
        .containsExactly(Map.entry("/mnt/data/notes.txt", person.name()));
    for (var object : objects) {
      assertThat(erase(object)).isInstanceOf(Erasure.Claimed.class);
    }
    assertThat(server.simulator.held(person)).isZero();
  }

  @Test
  void a_replanted_person_has_as_many_objects_as_before() {
    server.simulator.plant(SandboxPeople.ADA);
    server.simulator.plant(SandboxPeople.ADA);
    assertThat(server.simulator.held(SandboxPeople.ADA)).isEqualTo(SandboxPeople.ADA.objects());
  }
}
