package dev.writ.vendor.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.MultipartField;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.models.beta.memorystores.MemoryStoreCreateParams;
import com.anthropic.models.beta.memorystores.MemoryStoreListParams;
import com.anthropic.models.beta.memorystores.memories.MemoryCreateParams;
import com.anthropic.models.beta.memorystores.memories.MemoryDeleteParams;
import com.anthropic.models.beta.memorystores.memories.MemoryRetrieveParams;
import com.anthropic.models.beta.memorystores.memoryversions.MemoryVersionListParams;
import com.anthropic.models.beta.memorystores.memoryversions.MemoryVersionRedactParams;
import com.anthropic.models.beta.memorystores.memoryversions.MemoryVersionRetrieveParams;
import com.anthropic.models.beta.sessions.SessionCreateParams;
import com.anthropic.models.beta.sessions.SessionListParams;
import com.anthropic.models.beta.userprofiles.UserProfileCreateParams;
import com.anthropic.models.files.FileListParams;
import com.anthropic.models.files.FileMetadata;
import com.anthropic.models.files.FileUploadParams;
import com.anthropic.models.messages.batches.BatchCreateParams;
import com.anthropic.models.messages.batches.BatchListParams;
import com.anthropic.models.messages.batches.MessageBatch;
import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The official client against the simulator: evidence that the simulator speaks the platform's
 * dialect, from people who do not know our adapter. Each answer is validated by the client's own
 * model. The client has no Admin API.
 */
class AnthropicSdkTest {
  private final AnthropicSimulator simulator = new AnthropicSimulator();
  private final Sandbox sandbox = SharedServer.host(simulator);
  private final AnthropicClient client = client(simulator.credentials().get("apiKey"));

  private AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(sandbox.baseUrl("anthropic").toString())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  private FileMetadata upload(String content) {
    var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    return client
        .files()
        .upload(
            FileUploadParams.builder()
                .file(
                    MultipartField.<InputStream>builder()
                        .value(bytes)
                        .filename("cv.txt")
                        .contentType("text/plain")
                        .build())
                .build())
        .validate();
  }

  @Test
  void files_are_uploaded_listed_in_pages_read_and_deleted() {
    var first = upload("Größe\r\n");
    var second = upload("b");
    upload("c");

    assertThat(first.sizeBytes()).isEqualTo(9);
    assertThat(first.filename()).isEqualTo("cv.txt");
    var page = client.files().list(FileListParams.builder().limit(2).build());
    page.response().validate();
    assertThat(page.data()).hasSize(2);
    assertThat(page.autoPager()).hasSize(3).allSatisfy(FileMetadata::validate);
    assertThat(client.files().retrieveMetadata(first.id()).validate().id()).isEqualTo(first.id());
    assertThat(client.files().delete(first.id()).validate().id()).isEqualTo(first.id());
    assertThatThrownBy(() -> client.files().retrieveMetadata(first.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> client.files().delete(first.id()))
        .isInstanceOf(NotFoundException.class);
    var asked = FileListParams.builder().addId(first.id()).addId(second.id()).build();
    assertThat(client.files().list(asked).data())
        .extracting(FileMetadata::id)
        .as("what is gone is left out")
        .containsExactly(second.id());
  }

  @Test
  void an_uploaded_file_is_not_handed_out_and_one_of_a_session_is() throws IOException {
    var uploaded = upload("a");
    assertThatThrownBy(() -> client.files().download(uploaded.id()))
        .isInstanceOf(BadRequestException.class);
    var chart = "chart".getBytes(StandardCharsets.UTF_8);
    simulator.planting().files().add("file_1", "c.png", "image/png", chart, "sesn_1", null);
    try (var content = client.files().download("file_1")) {
      assertThat(content.body().readAllBytes()).isEqualTo(chart);
    }
    var scoped =
        client
            .beta()
            .files()
            .list(
                com.anthropic.models.beta.files.FileListParams.builder()
                    .scopeId("sesn_1")
                    .limit(1)
                    .build());
    assertThat(scoped.autoPager()).hasSize(1);
    assertThat(scoped.data().getFirst().validate().scope()).isPresent();
  }

  private MessageBatch batch(int requests) {
    var params = BatchCreateParams.builder();
    for (int i = 0; i < requests; i++) {
      params.addRequest(
          BatchCreateParams.Request.builder()
              .customId("request-" + i)
              .params(
                  BatchCreateParams.Request.Params.builder()
                      .model("claude-sandbox")
                      .maxTokens(16)
                      .addUserMessage("Hello")
                      .build())
              .build());
    }
    return client.messages().batches().create(params.build()).validate();
  }

  @Test
  void batches_end_are_cancelled_and_are_deleted_only_then() {
    var batches = client.messages().batches();
    var small = batch(2);
    assertThat(batches.retrieve(small.id()).validate().processingStatus())
        .isEqualTo(MessageBatch.ProcessingStatus.ENDED);
    try (var results = batches.resultsStreaming(small.id())) {
      assertThat(results.stream().map(line -> line.validate().customId()))
          .as("not in the order of the requests")
          .containsExactly("request-1", "request-0");
    }

    var large = batch(50);
    assertThatThrownBy(() -> batches.delete(large.id())).isInstanceOf(BadRequestException.class);
    assertThat(batches.cancel(large.id()).validate().processingStatus())
        .isEqualTo(MessageBatch.ProcessingStatus.CANCELING);
    batches.retrieve(large.id());
    batches.retrieve(large.id());
    assertThat(batches.retrieve(large.id()).requestCounts().canceled()).isEqualTo(50);
    assertThat(batches.list(BatchListParams.builder().limit(1).build()).autoPager())
        .hasSize(2)
        .allSatisfy(MessageBatch::validate);
    assertThat(batches.delete(large.id()).validate().id()).isEqualTo(large.id());
    assertThatThrownBy(() -> batches.retrieve(large.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void sessions_are_listed_in_pages_and_deleted_with_their_events() {
    var sessions = client.beta().sessions();
    var create =
        SessionCreateParams.builder()
            .agent("agent_1")
            .environmentId("env_1")
            .metadata(
                SessionCreateParams.Metadata.builder()
                    .putAdditionalProperty("subject", JsonValue.from("ada@example.com"))
                    .build())
            .build();
    var session = sessions.create(create).validate();
    sessions.create(create);
    sessions.create(create);
    assertThat(sessions.list(SessionListParams.builder().limit(2).build()).autoPager())
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.validate().metadata()).isEqualTo(session.metadata()));
    assertThat(sessions.retrieve(session.id()).validate().id()).isEqualTo(session.id());
    simulator.plant(SandboxPeople.ADA);
    assertThat(sessions.events().list("sesn_ada_1").autoPager())
        .singleElement()
        .satisfies(event -> assertThat(event.validate().isUserMessage()).isTrue());
    sessions.archive(session.id());
    assertThat(sessions.list().autoPager()).as("without the archived one").hasSize(3);
    assertThat(sessions.delete(session.id()).validate().id()).isEqualTo(session.id());
    assertThatThrownBy(() -> sessions.retrieve(session.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void memories_keep_their_history_until_it_is_redacted() {
    var stores = client.beta().memoryStores();
    var store = stores.create(MemoryStoreCreateParams.builder().name("one").build()).validate();
    stores.create(MemoryStoreCreateParams.builder().name("two").build());
    assertThat(stores.list(MemoryStoreListParams.builder().limit(1).build()).autoPager())
        .hasSize(2);
    var memory =
        stores
            .memories()
            .create(
                store.id(), MemoryCreateParams.builder().path("/ada.md").content("Met Ada").build())
            .validate();
    var current = memory.memoryVersionId();
    var redact = MemoryVersionRedactParams.builder().memoryStoreId(store.id()).build();
    assertThatThrownBy(() -> stores.memoryVersions().redact(current, redact))
        .as("the current version of a living memory")
        .isInstanceOf(BadRequestException.class);

    var deletion = MemoryDeleteParams.builder().memoryStoreId(store.id()).build();
    assertThat(stores.memories().delete(memory.id(), deletion).validate().id())
        .isEqualTo(memory.id());
    assertThatThrownBy(
            () ->
                stores
                    .memories()
                    .retrieve(
                        memory.id(),
                        MemoryRetrieveParams.builder().memoryStoreId(store.id()).build()))
        .isInstanceOf(NotFoundException.class);
    var history = MemoryVersionListParams.builder().memoryId(memory.id()).build();
    assertThat(stores.memoryVersions().list(store.id(), history).autoPager()).hasSize(2);
    var retrieve = MemoryVersionRetrieveParams.builder().memoryStoreId(store.id()).build();
    assertThat(stores.memoryVersions().retrieve(current, retrieve).validate().content())
        .contains("Met Ada");
    assertThat(stores.memoryVersions().redact(current, redact).validate().redactedAt()).isPresent();
    assertThat(stores.memoryVersions().retrieve(current, retrieve).validate().content()).isEmpty();

    assertThat(stores.delete(store.id()).validate().id()).isEqualTo(store.id());
    assertThatThrownBy(() -> stores.memoryVersions().retrieve(current, retrieve))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void user_profiles_are_made_listed_and_read() {
    var profiles = client.beta().userProfiles();
    var made = profiles.create(UserProfileCreateParams.builder().externalId("x-1").build());
    assertThat(profiles.retrieve(made.validate().id()).validate().externalId()).contains("x-1");
    assertThat(profiles.list().autoPager()).hasSize(1);
  }

  @Test
  void what_the_planter_made_is_what_the_client_reads() {
    var person = new SyntheticPerson("drill0123456789abcdefghi", "example.com");
    var connection =
        new VendorConnection(
            sandbox.baseUrl("anthropic"),
            Map.of("apiKey", new Secret(simulator.credentials().get("apiKey"))),
            Map.of());
    var planted = new ArrayList<VendorObject>();
    new AnthropicPlanter().plant(connection, person, planted::add);
    var store = planted.getFirst().id();
    assertThat(client.beta().memoryStores().retrieve(store).validate().name())
        .isEqualTo(person.marker());
    var inStore = MemoryRetrieveParams.builder().memoryStoreId(store).build();
    var memory = client.beta().memoryStores().memories().retrieve(planted.get(1).id(), inStore);
    assertThat(memory.validate().content()).contains(person.sentence());
    var file = client.files().retrieveMetadata(planted.getLast().id()).validate();
    assertThat(file.filename()).isEqualTo(person.marker() + ".txt");
    assertThat(file.sizeBytes()).isEqualTo(person.sentence().length());
  }

  @Test
  void a_key_that_was_taken_away_is_refused_everywhere() {
    upload("a");
    simulator.byHand(new VendorObject("api_key", "apiKey"));
    assertThatThrownBy(() -> client.files().list()).isInstanceOf(UnauthorizedException.class);
    assertThatThrownBy(() -> client.beta().sessions().list())
        .isInstanceOf(UnauthorizedException.class);
    simulator.reset();
    assertThat(client.files().list().data()).isEmpty();
  }

  @Test
  void errors_are_the_platforms() {
    var unknown =
        catchThrowableOfType(
            NotFoundException.class, () -> client.files().retrieveMetadata("file_1"));
    assertThat(unknown.getMessage()).contains("`file_1` not found");
    assertThatThrownBy(() -> client("wrong").files().list())
        .isInstanceOf(UnauthorizedException.class);
    sandbox.misbehave("anthropic", Set.of(Misbehaviour.RATE_LIMITED));
    assertThatThrownBy(() -> client.files().list()).isInstanceOf(RateLimitException.class);
    sandbox.misbehave("anthropic", Set.of(Misbehaviour.DOWN));
    assertThatThrownBy(() -> client.files().list()).isInstanceOf(InternalServerException.class);
  }
}
