package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.directory.Directory;
import com.google.api.services.directory.model.UserUndelete;
import com.google.api.services.drive.Drive;
import com.google.api.services.gmail.Gmail;
import com.google.api.services.gmail.model.BatchDeleteMessagesRequest;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Google's own clients against the simulator, and Google's own way to a token: evidence that the
 * simulator speaks Google's dialect, from people who do not know our adapter. The clients send
 * their bodies compressed, as they do by default.
 */
class GoogleWorkspaceSdkTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final String NAME = "sandbox";

  private final GoogleBench bench = new GoogleBench();
  private String id;

  @BeforeEach
  void plant() {
    bench.plant(ADA);
    id = bench.user(ADA).account.id;
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private HttpRequestInitializer as(String user, GoogleScope scope) throws IOException {
    var key = SimulatedIdentity.serviceAccountKey().getBytes(StandardCharsets.UTF_8);
    return new HttpCredentialsAdapter(
        ServiceAccountCredentials.fromStream(new ByteArrayInputStream(key)).toBuilder()
            .setTokenServerUri(URI.create(bench.baseUrl() + "/token"))
            .setServiceAccountUser(user)
            .setScopes(List.of(scope.url()))
            .build());
  }

  private Directory directory(GoogleScope scope) throws IOException {
    return new Directory.Builder(
            new NetHttpTransport(),
            GsonFactory.getDefaultInstance(),
            as(SimulatedTenant.ADMIN, scope))
        .setRootUrl(bench.baseUrl() + "/")
        .setApplicationName(NAME)
        .build();
  }

  private Gmail gmail() throws IOException {
    return new Gmail.Builder(
            new NetHttpTransport(),
            GsonFactory.getDefaultInstance(),
            as(ADA.email(), GoogleScope.MAIL))
        .setRootUrl(bench.baseUrl() + "/")
        .setApplicationName(NAME)
        .build();
  }

  private Drive drive() throws IOException {
    return new Drive.Builder(
            new NetHttpTransport(),
            GsonFactory.getDefaultInstance(),
            as(ADA.email(), GoogleScope.DRIVE))
        .setRootUrl(bench.baseUrl() + "/")
        .setApplicationName(NAME)
        .build();
  }

  @Test
  void an_account_is_found_by_its_alias_deleted_and_restored_by_its_id() throws IOException {
    var users = directory(GoogleScope.DIRECTORY).users();
    assertThat(users.get("ada.example@example.com").execute().getId()).isEqualTo(id);
    assertThat(users.get(id).execute().getPrimaryEmail()).isEqualTo(ADA.email());
    assertThat(users.list().setCustomer("my_customer").execute().getUsers()).hasSize(3);
    users.delete(id).execute();
    var gone =
        catchThrowableOfType(GoogleJsonResponseException.class, () -> users.get(id).execute());
    assertThat(gone.getStatusCode()).isEqualTo(404);
    assertThat(gone.getDetails().getErrors().getFirst().getReason()).isEqualTo("notFound");
    var deleted =
        users.list().setCustomer("my_customer").setShowDeleted("true").execute().getUsers();
    assertThat(deleted).singleElement().satisfies(user -> assertThat(user.getId()).isEqualTo(id));
    assertThat(deleted.getFirst().getDeletionTime()).isNotNull();
    users.undelete(id, new UserUndelete().setOrgUnitPath("/")).execute();
    assertThat(users.get(id).execute().getId()).isEqualTo(id);
  }

  @Test
  void a_list_of_accounts_wants_a_customer_and_has_pages() throws IOException {
    var users = directory(GoogleScope.DIRECTORY).users();
    var first = users.list().setCustomer("my_customer").setMaxResults(1).execute();
    assertThat(first.getUsers()).hasSize(1);
    var second =
        users
            .list()
            .setCustomer("my_customer")
            .setMaxResults(2)
            .setPageToken(first.getNextPageToken())
            .execute();
    assertThat(second.getUsers()).hasSize(2).doesNotContainAnyElementsOf(first.getUsers());
    assertThat(second.getNextPageToken()).isNull();
    assertThat(
            catchThrowableOfType(GoogleJsonResponseException.class, () -> users.list().execute())
                .getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void tokens_have_a_scope_of_their_own() throws IOException {
    var tokens = directory(GoogleScope.SECURITY).tokens();
    var client = tokens.list(id).execute().getItems().getFirst().getClientId();
    assertThat(tokens.get(id, client).execute().getUserKey()).isEqualTo(id);
    tokens.delete(id, client).execute();
    assertThat(tokens.list(id).execute().getItems()).isNull();
    var refused =
        catchThrowableOfType(
            GoogleJsonResponseException.class,
            () -> directory(GoogleScope.DIRECTORY).tokens().list(id).execute());
    assertThat(refused.getStatusCode()).isEqualTo(403);
  }

  @Test
  void a_list_of_messages_leaves_out_the_trash_unless_asked() throws IOException {
    var messages = gmail().users().messages();
    assertThat(messages.list("me").execute().getMessages()).hasSize(1);
    var all = messages.list("me").setIncludeSpamTrash(true).execute().getMessages();
    assertThat(all).hasSize(2);
    assertThat(messages.get("me", all.getFirst().getId()).setFormat("raw").execute().decodeRaw())
        .asString(StandardCharsets.UTF_8)
        .contains("Dear Ada Example");
  }

  /** The body comes compressed; the sandbox hands it to the simulator as it was before. */
  @Test
  void a_batch_of_deletes_says_nothing_about_what_it_does_not_know() throws IOException {
    var messages = gmail().users().messages();
    var all = messages.list("me").setIncludeSpamTrash(true).execute().getMessages();
    messages
        .batchDelete(
            "me",
            new BatchDeleteMessagesRequest().setIds(List.of(all.getFirst().getId(), "nonsense")))
        .execute();
    assertThat(messages.list("me").setIncludeSpamTrash(true).execute().getMessages()).hasSize(1);
    messages.delete("me", all.getLast().getId()).execute();
    assertThat(messages.list("me").setIncludeSpamTrash(true).execute().getMessages()).isNull();
    var gone =
        catchThrowableOfType(
            GoogleJsonResponseException.class,
            () -> messages.delete("me", all.getLast().getId()).execute());
    assertThat(gone.getStatusCode()).isEqualTo(404);
    assertThat(
            bench.exchanges.stream()
                .filter(e -> e.request().path().endsWith("/batchDelete"))
                .map(e -> e.request().headers().get("content-encoding")))
        .containsExactly("gzip");
  }

  @Test
  void a_folder_takes_what_lies_in_it_and_a_file_of_anothers_stays() throws IOException {
    var files = drive().files();
    var all = files.list().setFields("files(id,ownedByMe,mimeType)").execute().getFiles();
    assertThat(all).hasSize(4);
    var owned = all.stream().filter(file -> file.getOwnedByMe()).toList();
    assertThat(owned).hasSize(3);
    assertThat(files.list().execute().getFiles()).allMatch(file -> file.getOwnedByMe() == null);
    files.delete(owned.getFirst().getId()).execute();
    assertThat(files.list().execute().getFiles()).hasSize(2);
    var refused =
        catchThrowableOfType(
            GoogleJsonResponseException.class, () -> files.delete("shared-handbook").execute());
    assertThat(refused.getStatusCode()).isEqualTo(403);
    assertThat(refused.getDetails().getErrors().getFirst().getReason())
        .isEqualTo("insufficientFilePermissions");
  }

  @Test
  void nobody_acts_as_an_account_that_is_deleted_or_suspended() throws IOException {
    bench.user(ADA).account.shown.put("suspended", true);
    assertThat(
            catchThrowableOfType(
                IOException.class, () -> gmail().users().messages().list("me").execute()))
        .hasMessageContaining("invalid_grant");
  }

  @Test
  void a_scope_that_is_not_delegated_is_refused_even_if_it_is_a_broader_one() throws IOException {
    var key = SimulatedIdentity.serviceAccountKey().getBytes(StandardCharsets.UTF_8);
    var credentials =
        ServiceAccountCredentials.fromStream(new ByteArrayInputStream(key)).toBuilder()
            .setTokenServerUri(URI.create(bench.baseUrl() + "/token"))
            .setServiceAccountUser(SimulatedTenant.ADMIN)
            .setScopes(List.of("https://www.googleapis.com/auth/cloud-platform"))
            .build();
    var refused = catchThrowableOfType(IOException.class, credentials::refreshAccessToken);
    assertThat(((HttpResponseException) refused.getCause()).getStatusCode()).isEqualTo(401);
    assertThat(bench.exchanges.getLast().response().body())
        .asString(StandardCharsets.UTF_8)
        .contains("unauthorized_client");
  }
}
