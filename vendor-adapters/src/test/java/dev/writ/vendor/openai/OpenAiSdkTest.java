package dev.writ.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.admin.organization.projects.apikeys.ApiKeyDeleteParams;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchListParams;
import com.openai.models.beta.chatkit.sessions.SessionCreateParams;
import com.openai.models.beta.chatkit.threads.ChatSessionWorkflowParam;
import com.openai.models.beta.chatkit.threads.ThreadListParams;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionListParams;
import com.openai.models.containers.ContainerCreateParams;
import com.openai.models.conversations.ConversationCreateParams;
import com.openai.models.conversations.items.ItemCreateParams;
import com.openai.models.conversations.items.ItemDeleteParams;
import com.openai.models.conversations.items.ItemListParams;
import com.openai.models.conversations.items.ItemRetrieveParams;
import com.openai.models.evals.runs.RunDeleteParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.finetuning.jobs.FineTuningJob;
import com.openai.models.finetuning.jobs.JobCreateParams;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.vectorstores.VectorStoreCreateParams;
import com.openai.models.vectorstores.VectorStoreListParams;
import com.openai.models.vectorstores.VectorStoreSearchParams;
import com.openai.models.vectorstores.files.FileDeleteParams;
import com.openai.models.vectorstores.files.FileRetrieveParams;
import com.openai.models.videos.VideoCreateParams;
import dev.writ.vendor.sandbox.SandboxPeople;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The official client against the simulator: evidence that the simulator speaks OpenAI's dialect,
 * from people who do not know our adapter. Each answer is validated by the client's own model.
 */
class OpenAiSdkTest {
  private static final String EMAIL = "ada@example.com";
  private static final JsonValue SUBJECT = JsonValue.from(EMAIL);

  private final OpenAiSimulatorServer server = new OpenAiSimulatorServer();
  private final OpenAIClient client = client(server.simulator.credentials().get("apiKey"));

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey(key).maxRetries(0).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private FileObject upload(FilePurpose purpose, String content) {
    var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    return client
        .files()
        .create(
            FileCreateParams.builder()
                .purpose(purpose)
                .file(
                    MultipartField.<InputStream>builder()
                        .value(bytes)
                        .filename("größe.txt")
                        .build())
                .build())
        .validate();
  }

  @Test
  void files() throws IOException {
    var file = upload(FilePurpose.USER_DATA, "Größe\r\n\r\n--\n");
    upload(FilePurpose.USER_DATA, "b");
    upload(FilePurpose.ASSISTANTS, "c");

    var listed =
        client.files().list(FileListParams.builder().purpose("user_data").limit(1).build());
    assertThat(listed.data()).hasSize(1);
    assertThat(listed.autoPager()).hasSize(2).allSatisfy(FileObject::validate);
    assertThat(client.files().list().data()).hasSize(3);
    assertThat(client.files().retrieve(file.id()).bytes()).isEqualTo(14);
    try (var content = client.files().content(file.id())) {
      assertThat(content.body().readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("Größe\r\n\r\n--\n");
    }
    var deleted = client.files().delete(file.id()).validate();
    assertThat(deleted.deleted()).isTrue();
    var gone =
        catchThrowableOfType(NotFoundException.class, () -> client.files().retrieve(file.id()));
    assertThat(gone.param()).contains("id");
    assertThat(gone.type()).contains("invalid_request_error");
    assertThatThrownBy(() -> client.files().delete(file.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void responses() {
    var first =
        client
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model("gpt-5-mini")
                    .input("My name is Ada")
                    .metadata(
                        ResponseCreateParams.Metadata.builder()
                            .putAdditionalProperty("subject", SUBJECT)
                            .build())
                    .build())
            .validate();
    var follow =
        ResponseCreateParams.builder()
            .model("gpt-5-mini")
            .input("Again")
            .previousResponseId(first.id())
            .build();
    assertThat(client.responses().create(follow).validate().previousResponseId())
        .contains(first.id());
    assertThat(client.responses().retrieve(first.id()).validate().id()).isEqualTo(first.id());
    assertThat(client.responses().inputItems().list(first.id()).data()).hasSize(1);
    client.responses().delete(first.id());
    assertThatThrownBy(() -> client.responses().retrieve(first.id()))
        .isInstanceOf(NotFoundException.class);
    var lost =
        catchThrowableOfType(BadRequestException.class, () -> client.responses().create(follow));
    assertThat(lost.code()).contains("previous_response_not_found");

    var unstored =
        client
            .responses()
            .create(follow.toBuilder().previousResponseId((String) null).store(false).build());
    assertThatThrownBy(() -> client.responses().retrieve(unstored.id()))
        .isInstanceOf(NotFoundException.class);
  }

  private static EasyInputMessage message(String text) {
    return EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(text).build();
  }

  @Test
  void conversations_and_their_items() {
    var conversation =
        client
            .conversations()
            .create(
                ConversationCreateParams.builder()
                    .metadata(
                        ConversationCreateParams.Metadata.builder()
                            .putAdditionalProperty("subject", SUBJECT)
                            .build())
                    .addItem(message("one"))
                    .build())
            .validate();
    String id = conversation.id();
    var added =
        client
            .conversations()
            .items()
            .create(
                id,
                ItemCreateParams.builder()
                    .addItem(message("two"))
                    .addItem(message("three"))
                    .build());
    assertThat(added.data()).hasSize(2);
    client
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("gpt-5-mini")
                .input("four")
                .conversation(id)
                .build());

    var items = client.conversations().items();
    var page = items.list(id, ItemListParams.builder().limit(2).build());
    assertThat(page.data()).hasSize(2);
    assertThat(page.autoPager().stream().map(item -> item.asMessage().id()).distinct()).hasSize(5);

    String item = added.data().getFirst().asMessage().id();
    var retrieve = ItemRetrieveParams.builder().conversationId(id).build();
    assertThat(items.retrieve(item, retrieve).asMessage().id()).isEqualTo(item);
    assertThat(
            items
                .delete(item, ItemDeleteParams.builder().conversationId(id).build())
                .validate()
                .id())
        .as("the conversation is the answer")
        .isEqualTo(id);
    assertThatThrownBy(() -> items.retrieve(item, retrieve)).isInstanceOf(NotFoundException.class);

    assertThat(client.conversations().retrieve(id).validate().id()).isEqualTo(id);
    assertThat(client.conversations().delete(id).validate().deleted()).isTrue();
    assertThatThrownBy(() -> client.conversations().retrieve(id))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> client.conversations().delete(id))
        .isInstanceOf(NotFoundException.class);
  }

  private String completion(String subject, boolean store) {
    return client
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model("gpt-5-mini")
                .addUserMessage("My name is Ada")
                .store(store)
                .metadata(
                    ChatCompletionCreateParams.Metadata.builder()
                        .putAdditionalProperty("subject", JsonValue.from(subject))
                        .build())
                .build())
        .validate()
        .id();
  }

  @Test
  void stored_chat_completions() {
    String id = completion(EMAIL, true);
    completion(EMAIL, true);
    completion(EMAIL, true);
    completion("bob@example.com", true);
    String unstored = completion(EMAIL, false);

    var completions = client.chat().completions();
    var mine =
        completions.list(
            ChatCompletionListParams.builder()
                .limit(2)
                .metadata(
                    ChatCompletionListParams.Metadata.builder()
                        .putAdditionalProperty("subject", EMAIL)
                        .build())
                .build());
    assertThat(mine.data()).hasSize(2);
    assertThat(mine.autoPager().stream().map(row -> row.validate().id())).hasSize(3).startsWith(id);
    assertThat(completions.retrieve(id).validate().id()).isEqualTo(id);
    assertThat(completions.messages().list(id).data()).hasSize(1);
    assertThatThrownBy(() -> completions.retrieve(unstored)).isInstanceOf(NotFoundException.class);
    assertThat(completions.delete(id).validate().deleted()).isTrue();
    assertThatThrownBy(() -> completions.retrieve(id)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void vector_stores_and_their_files() {
    var file = upload(FilePurpose.ASSISTANTS, "Ada lives in London.");
    var stores = client.vectorStores();
    var store =
        stores
            .create(VectorStoreCreateParams.builder().name("own").addFileId(file.id()).build())
            .validate();
    stores.create(VectorStoreCreateParams.builder().name("other").build());
    assertThat(stores.list(VectorStoreListParams.builder().limit(1).build()).autoPager())
        .hasSize(2);
    assertThat(stores.retrieve(store.id()).validate().fileCounts().total()).isEqualTo(1);
    assertThat(stores.files().list(store.id()).autoPager())
        .allSatisfy(row -> assertThat(row.validate().id()).isEqualTo(file.id()))
        .hasSize(1);
    assertThat(
            stores
                .search(store.id(), VectorStoreSearchParams.builder().query("london").build())
                .data())
        .hasSize(1);

    var detach = FileDeleteParams.builder().vectorStoreId(store.id()).build();
    assertThat(stores.files().delete(file.id(), detach).validate().deleted()).isTrue();
    assertThatThrownBy(
            () ->
                stores
                    .files()
                    .retrieve(
                        file.id(), FileRetrieveParams.builder().vectorStoreId(store.id()).build()))
        .isInstanceOf(NotFoundException.class);
    assertThat(client.files().retrieve(file.id()).id()).as("only detached").isEqualTo(file.id());
    assertThat(stores.retrieve(store.id()).fileCounts().total()).isZero();
    assertThat(stores.delete(store.id()).validate().deleted()).isTrue();
    assertThatThrownBy(() -> stores.retrieve(store.id())).isInstanceOf(NotFoundException.class);
  }

  private Batch batch(int lines) {
    return client
        .batches()
        .create(
            BatchCreateParams.builder()
                .inputFileId(upload(FilePurpose.BATCH, "{}\n".repeat(lines)).id())
                .endpoint(BatchCreateParams.Endpoint.V1_RESPONSES)
                .completionWindow(BatchCreateParams.CompletionWindow._24H)
                .build())
        .validate();
  }

  @Test
  void batches() {
    var done = batch(1);
    assertThat(done.status()).isEqualTo(Batch.Status.COMPLETED);
    assertThat(client.files().retrieve(done.outputFileId().orElseThrow()).purpose())
        .isEqualTo(FileObject.Purpose.BATCH_OUTPUT);
    assertThatThrownBy(() -> client.batches().cancel(done.id()))
        .isInstanceOf(BadRequestException.class);

    var running = batch(100);
    assertThat(running.status()).isEqualTo(Batch.Status.IN_PROGRESS);
    assertThat(client.batches().cancel(running.id()).validate().status())
        .isEqualTo(Batch.Status.CANCELLING);
    assertThat(client.batches().retrieve(running.id()).status()).isEqualTo(Batch.Status.CANCELLING);
    assertThat(client.batches().retrieve(running.id()).status()).isEqualTo(Batch.Status.CANCELLED);
    assertThat(client.batches().list(BatchListParams.builder().limit(1).build()).autoPager())
        .hasSize(2)
        .allSatisfy(Batch::validate);
  }

  @Test
  void fine_tuning_jobs_and_their_models() {
    var training = upload(FilePurpose.FINE_TUNE, "{}\n");
    var job =
        client
            .fineTuning()
            .jobs()
            .create(
                JobCreateParams.builder()
                    .model("gpt-4.1-mini-2025-04-14")
                    .trainingFile(training.id())
                    .build());
    assertThat(job.status()).isEqualTo(FineTuningJob.Status.SUCCEEDED);
    assertThat(client.fineTuning().jobs().list().autoPager()).hasSize(1);
    String model = job.fineTunedModel().orElseThrow();
    assertThat(client.models().retrieve(model).validate().id()).isEqualTo(model);
    assertThat(client.models().delete(model).validate().deleted()).isTrue();
    assertThatThrownBy(() -> client.models().retrieve(model)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void chatkit_sessions_and_threads() {
    var chatkit = client.beta().chatkit();
    var session =
        chatkit
            .sessions()
            .create(
                SessionCreateParams.builder()
                    .user("u-1")
                    .workflow(ChatSessionWorkflowParam.builder().id("wf_1").build())
                    .build())
            .validate();
    assertThat(chatkit.sessions().cancel(session.id()).validate().user()).isEqualTo("u-1");

    server.simulator.plant(SandboxPeople.ADA);
    var threads =
        chatkit.threads().list(ThreadListParams.builder().user(EMAIL).limit(1).build()).autoPager();
    assertThat(threads).hasSize(2);
    String id = chatkit.threads().list().data().getFirst().validate().id();
    assertThat(chatkit.threads().listItems(id).data()).hasSize(1);
    assertThat(chatkit.threads().delete(id).validate().deleted()).isTrue();
    assertThatThrownBy(() -> chatkit.threads().retrieve(id)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void planted_evals_skills_and_containers() {
    server.simulator.plant(SandboxPeople.PROLIFIC);
    String eval = client.evals().list().data().getFirst().id();
    String run = client.evals().runs().list(eval).data().getFirst().id();
    assertThat(
            client
                .evals()
                .runs()
                .delete(run, RunDeleteParams.builder().evalId(eval).build())
                .runId())
        .contains(run);
    assertThat(client.evals().delete(eval).validate().evalId()).isEqualTo(eval);
    assertThatThrownBy(() -> client.evals().retrieve(eval)).isInstanceOf(NotFoundException.class);

    String skill = client.skills().list().data().getFirst().validate().id();
    assertThat(client.skills().delete(skill).validate().deleted()).isTrue();
    assertThatThrownBy(() -> client.skills().retrieve(skill)).isInstanceOf(NotFoundException.class);

    var container =
        client.containers().create(ContainerCreateParams.builder().name("c").build()).validate();
    assertThat(client.containers().list().autoPager()).hasSize(2);
    client.containers().delete(container.id());
    assertThatThrownBy(() -> client.containers().retrieve(container.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  @SuppressWarnings("deprecation") // the vendor has shut it down
  void videos() {
    var params = VideoCreateParams.builder().prompt("a calm sea").build();
    var video = client.videos().create(params).validate();
    assertThat(client.videos().list().autoPager()).hasSize(1);
    assertThat(client.videos().retrieve(video.id()).validate().prompt()).contains("a calm sea");
    assertThat(client.videos().delete(video.id()).validate().deleted()).isTrue();
    assertThatThrownBy(() -> client.videos().retrieve(video.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_wrong_key_is_the_clients_unauthorized() {
    var stranger = client("sk-wrong");
    try {
      var refused =
          catchThrowableOfType(UnauthorizedException.class, () -> stranger.files().list());
      assertThat(refused.code()).contains("invalid_api_key");
    } finally {
      stranger.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"400", "403", "429", "500", "503"})
  void an_imposed_error_is_the_clients_own_exception_of_that_status(int status) {
    Class<? extends OpenAIServiceException> expected =
        switch (status) {
          case 400 -> BadRequestException.class;
          case 403 -> PermissionDeniedException.class;
          case 429 -> RateLimitException.class;
          default -> InternalServerException.class;
        };
    server.imposed = server.simulator.error(status);
    var failure = catchThrowableOfType(expected, () -> client.files().list());
    assertThat(failure.statusCode()).isEqualTo(status);
    assertThat(failure.type()).isPresent();
  }

  @Test
  void the_same_requests_make_the_same_account() {
    var ids = new HashSet<String>();
    for (int i = 0; i < 2; i++) {
      server.simulator.reset();
      upload(FilePurpose.USER_DATA, "a");
      assertThatThrownBy(() -> client.files().retrieve("file-none"))
          .isInstanceOf(NotFoundException.class);
      completion(EMAIL, true);
      ids.add(client.files().list().data() + " " + client.chat().completions().list().data());
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void the_organization() {
    var admin =
        OpenAIOkHttpClient.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .adminApiKey(server.simulator.credentials().get("adminKey"))
            .maxRetries(0)
            .build();
    var organization = admin.admin().organization();
    assertThat(organization.projects().list().autoPager())
        .hasSize(2)
        .allSatisfy(project -> project.validate());
    assertThat(organization.users().list().autoPager()).hasSize(2).allSatisfy(u -> u.validate());
    assertThat(organization.invites().list().autoPager())
        .hasSize(2)
        .allSatisfy(invite -> invite.validate());
    var keys = organization.projects().apiKeys();
    assertThat(keys.list("proj_sandbox").autoPager()).hasSize(2).allSatisfy(k -> k.validate());
    assertThat(organization.projects().serviceAccounts().list("proj_other").autoPager())
        .hasSize(1)
        .allSatisfy(account -> account.validate());
    assertThat(organization.adminApiKeys().list().autoPager())
        .hasSize(2)
        .allSatisfy(key -> key.validate());
    assertThat(organization.dataRetention().retrieve().validate().type().asString())
        .isEqualTo("modified_abuse_monitoring");
    assertThat(
            organization
                .projects()
                .dataRetention()
                .retrieve("proj_sandbox")
                .validate()
                .type()
                .asString())
        .isEqualTo("organization_default");
    assertThat(organization.users().delete("user_reader").validate().deleted()).isTrue();
    assertThat(organization.invites().delete("invite-pending").validate().deleted()).isTrue();
    assertThatThrownBy(() -> organization.invites().delete("invite-accepted"))
        .isInstanceOf(BadRequestException.class);
    admin.close();
  }

  @Test
  void a_deleted_key_opens_nothing_any_more() {
    var admin =
        OpenAIOkHttpClient.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .adminApiKey(server.simulator.credentials().get("adminKey"))
            .maxRetries(0)
            .build();
    assertThat(client.files().list().data()).isEmpty();
    var keys = admin.admin().organization().projects().apiKeys();
    keys.delete(
        ApiKeyDeleteParams.builder().projectId("proj_sandbox").apiKeyId("key_sandbox").build());
    assertThatThrownBy(() -> client.files().list()).isInstanceOf(UnauthorizedException.class);
    admin.admin().organization().adminApiKeys().delete("key_admin");
    assertThatThrownBy(() -> admin.admin().organization().adminApiKeys().list())
        .isInstanceOf(UnauthorizedException.class);
    server.simulator.reset();
    assertThat(client.files().list().data()).isEmpty();
    admin.close();
  }
}
