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
import com.google.api.services.drive.model.File;
import com.google.api.services.gmail.Gmail;
import com.google.api.services.gmail.model.BatchDeleteMessagesRequest;
import com.google.api.services.gmail.model.Message;
import com.google.api.services.gmail.model.ModifyMessageRequest;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
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

  /** What every clean-up script does: a page, its rows away, the next page. */
  @Test
  void a_list_passes_over_nothing_while_its_rows_are_deleted() throws IOException {
    var mail = gmail().users().messages();
    for (int i = 0; i < 5; i++) {
      mail.insert("me", mail("Subject: More of it " + i, "")).execute();
    }
    String next = null;
    int deleted = 0;
    do {
      var page = mail.list("me").setMaxResults(2L).setPageToken(next).execute();
      for (var message : page.getMessages()) {
        mail.delete("me", message.getId()).execute();
        deleted++;
      }
      next = page.getNextPageToken();
    } while (next != null);
    assertThat(deleted).isEqualTo(6);
    assertThat(mail.list("me").execute().getMessages()).isNull();
  }

  @Test
  void a_token_is_good_for_its_own_list_alone() throws IOException {
    var first = drive().files().list().setPageSize(1).execute().getNextPageToken();
    assertThat(drive().files().list().setPageToken(first).execute().getFiles()).hasSize(3);
    for (var forged : List.of("p1", "nonsense", "!")) {
      assertThat(
              catchThrowableOfType(
                      GoogleJsonResponseException.class,
                      () -> drive().files().list().setPageToken(forged).execute())
                  .getStatusCode())
          .isEqualTo(400);
    }
    assertThat(
            catchThrowableOfType(
                    GoogleJsonResponseException.class,
                    () -> gmail().users().messages().list("me").setPageToken(first).execute())
                .getStatusCode())
        .isEqualTo(400);
  }

  private static Message mail(String header, String thread) {
    var text = "From: Iris <iris@example.com>\r\nMessage-ID: <m1@example.com>\r\n" + header;
    return new Message()
        .encodeRaw((text + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.UTF_8))
        .setThreadId(thread.isEmpty() ? null : thread);
  }

  @Test
  void a_mailbox_is_searched_by_labels_and_by_what_stands_in_the_headers() throws IOException {
    var mail = gmail().users().messages();
    var id = mail.insert("me", mail("Subject: Invoice", "")).execute().getId();
    for (var query :
        List.of("from:iris@example.com", "subject:invoice", "rfc822msgid:m1@example.com")) {
      assertThat(mail.list("me").setQ(query).execute().getMessages())
          .as(query)
          .extracting(Message::getId)
          .containsExactly(id);
    }
    assertThat(
            mail.list("me").setQ("from:iris@example.com -subject:invoice").execute().getMessages())
        .isNull();
    assertThat(mail.list("me").setLabelIds(List.of("STARRED")).execute().getMessages()).isNull();
    mail.modify("me", id, new ModifyMessageRequest().setAddLabelIds(List.of("STARRED"))).execute();
    assertThat(mail.list("me").setLabelIds(List.of("STARRED")).execute().getMessages())
        .extracting(Message::getId)
        .containsExactly(id);
    assertThat(
            catchThrowableOfType(
                    GoogleJsonResponseException.class,
                    () -> mail.list("me").setLabelIds(List.of("NONSENSE")).execute())
                .getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void a_thread_has_its_messages_and_goes_with_them() throws IOException {
    var mail = gmail().users().messages();
    var threads = gmail().users().threads();
    int before = threads.list("me").execute().getThreads().size();
    var first = mail.insert("me", mail("Subject: Once", "")).execute();
    var second = mail.insert("me", mail("Subject: Again", first.getThreadId())).execute();
    assertThat(second.getThreadId()).isEqualTo(first.getThreadId());
    assertThat(threads.list("me").execute().getThreads()).hasSize(before + 1);
    assertThat(threads.get("me", first.getThreadId()).execute().getMessages())
        .extracting(Message::getId)
        .containsExactly(first.getId(), second.getId());
    threads.delete("me", first.getThreadId()).execute();
    for (var id : List.of(first.getId(), second.getId())) {
      assertThat(
              catchThrowableOfType(
                      GoogleJsonResponseException.class, () -> mail.get("me", id).execute())
                  .getStatusCode())
          .isEqualTo(404);
    }
    assertThat(threads.list("me").execute().getThreads()).hasSize(before);
  }

  @Test
  void a_list_of_files_has_the_order_that_was_asked_for() throws IOException {
    assertThat(drive().files().list().setOrderBy("name desc").execute().getFiles())
        .extracting(File::getName)
        .isSortedAccordingTo(Comparator.reverseOrder());
    for (var wrong : List.of("shoeSize", "name up")) {
      assertThat(
              catchThrowableOfType(
                      GoogleJsonResponseException.class,
                      () -> drive().files().list().setOrderBy(wrong).execute())
                  .getStatusCode())
          .isEqualTo(400);
    }
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
