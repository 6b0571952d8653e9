package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.models.security.CaseAction;
import com.microsoft.graph.models.security.CaseOperation;
import com.microsoft.graph.models.security.CaseOperationStatus;
import com.microsoft.graph.models.security.CaseStatus;
import com.microsoft.graph.models.security.EdiscoveryCase;
import com.microsoft.graph.models.security.EdiscoverySearch;
import com.microsoft.graph.models.security.PurgeAreas;
import com.microsoft.graph.models.security.PurgeType;
import com.microsoft.graph.models.security.SourceType;
import com.microsoft.graph.models.security.UserSource;
import com.microsoft.graph.security.cases.ediscoverycases.item.EdiscoveryCaseItemRequestBuilder;
import com.microsoft.graph.security.cases.ediscoverycases.item.searches.item.EdiscoverySearchItemRequestBuilder;
import com.microsoft.graph.security.cases.ediscoverycases.item.searches.item.microsoftgraphsecuritypurgedata.PurgeDataPostRequestBody;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The official client against the simulator: evidence that the simulator speaks Graph's dialect,
 * from people who do not know our adapter. A bare HTTP client under it repeats nothing. The client
 * has no builder for the interaction history, which is asked for by its address.
 */
class MicrosoftCopilotSdkTest {
  private static final String ADA = SandboxPeople.ADA.email();

  private final CopilotTenant tenant = new CopilotTenant();
  private final OkHttpClient http = new OkHttpClient();
  private final String id = tenant.history(SandboxPeople.ADA).id();
  private GraphServiceClient graph;

  @BeforeEach
  void signIn() {
    var credentials = tenant.simulator.credentials();
    var form =
        "grant_type=client_credentials&scope=https%%3A%%2F%%2Fgraph.microsoft.com%%2F.default&client_id=%s&client_secret=%s"
            .formatted(
                credentials.get("clientId"), credentials.get("clientSecret").replace("+", "%2B"));
    var answer =
        tenant.simulator.answer(
            new SimulatedRequest(
                "POST",
                "/v1.0/" + SimulatedHistory.TENANT + "/oauth2/v2.0/token",
                Map.of(),
                Map.of(),
                form.getBytes(StandardCharsets.UTF_8)),
            Set.of());
    var token = VendorHttp.JSON.readTree(answer.body()).path("access_token").asString();
    graph =
        new GraphServiceClient(
            (request, context) -> request.headers.add("Authorization", "Bearer " + token), http);
    graph
        .getRequestAdapter()
        .setBaseUrl(tenant.sandbox.baseUrl(MicrosoftCopilotSimulator.VENDOR).toString());
  }

  @AfterEach
  void stop() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    tenant.close();
  }

  @Test
  void users_are_found_deleted_and_restored() {
    assertThat(graph.users().byUserId(ADA).get().getId()).isEqualTo(id);
    var found =
        graph
            .users()
            .get(
                request -> {
                  request.queryParameters.filter =
                      "proxyAddresses/any(p:p eq 'smtp:ada.example@example.com')";
                  request.queryParameters.select = new String[] {"id", "mail", "proxyAddresses"};
                });
    assertThat(found.getValue()).extracting(User::getId).containsExactly(id);
    assertThat(found.getValue().getFirst().getProxyAddresses()).hasSize(2);

    graph.users().byUserId(id).delete();
    assertThat(code(() -> graph.users().byUserId(id).get())).isEqualTo("Request_ResourceNotFound");
    assertThat(graph.directory().deletedItems().graphUser().get().getValue())
        .extracting(User::getId)
        .containsExactly(id);
    DirectoryObject deleted = graph.directory().deletedItems().byDirectoryObjectId(id).get();
    assertThat(deleted).isInstanceOf(User.class);
    assertThat(((User) deleted).getUserPrincipalName()).endsWith(ADA).isNotEqualTo(ADA);
    graph.directory().deletedItems().byDirectoryObjectId(id).restore().post();
    assertThat(graph.users().byUserId(id).get().getMail()).isEqualTo(ADA);
  }

  @Test
  void deleting_a_user_for_good_is_refused_to_an_app() {
    graph.users().byUserId(id).delete();
    var item = graph.directory().deletedItems().byDirectoryObjectId(id);
    var refused = catchThrowableOfType(ODataError.class, item::delete);
    assertThat(refused.getResponseStatusCode()).isEqualTo(403);
    assertThat(refused.getError().getCode()).isEqualTo("Authorization_RequestDenied");
    assertThat(refused.getError().getInnerError().getRequestId()).isNotBlank();
    assertThat(item.get().getId()).isEqualTo(id);
  }

  @Test
  void pages_of_users_are_followed_by_their_links() {
    var first = graph.users().get(request -> request.queryParameters.top = 1);
    assertThat(first.getValue()).hasSize(1);
    var second = graph.users().withUrl(first.getOdataNextLink()).get();
    assertThat(second.getValue()).extracting(User::getId).containsExactly(id);
    assertThat(second.getOdataNextLink()).isNull();
  }

  @Test
  void a_case_searches_estimates_and_purges_a_mailbox_ten_items_at_a_time() {
    var opened = open();
    var search = search(opened);
    assertThat(estimated(search)).isEqualTo(9);
    var purge = new PurgeDataPostRequestBody();
    purge.setPurgeType(PurgeType.PermanentlyDelete);
    purge.setPurgeAreas(EnumSet.of(PurgeAreas.Mailboxes));
    search.microsoftGraphSecurityPurgeData().post(purge);

    var purged = purge(opened);
    assertThat(purged.getAction()).isEqualTo(CaseAction.PurgeData);
    assertThat(status(opened, purged)).isEqualTo(CaseOperationStatus.Running);
    assertThat(status(opened, purged)).isEqualTo(CaseOperationStatus.Succeeded);
    assertThat(estimated(search)).isZero();
    assertThat(tenant.simulator.user(SandboxPeople.ADA).remembers()).isFalse();
  }

  @Test
  void a_case_is_deleted_when_it_is_closed() {
    var opened = open();
    var early = catchThrowableOfType(ODataError.class, opened::delete);
    assertThat(early.getResponseStatusCode()).isEqualTo(409);
    opened.microsoftGraphSecurityClose().post();
    assertThat(opened.get().getStatus()).isEqualTo(CaseStatus.Closing);
    assertThat(opened.get().getStatus()).isEqualTo(CaseStatus.Closed);
    opened.delete();
    assertThat(code(opened::get)).isEqualTo("Request_ResourceNotFound");
    assertThat(graph.security().cases().ediscoveryCases().get().getValue()).isEmpty();
  }

  @Test
  void the_history_is_asked_for_by_its_address() throws IOException {
    var request = new RequestInformation();
    request.httpMethod = HttpMethod.GET;
    request.setUri(
        URI.create(
            tenant.sandbox.baseUrl(MicrosoftCopilotSimulator.VENDOR)
                + "/copilot/users/"
                + id
                + "/interactionHistory/getAllEnterpriseInteractions"));
    try (var answer = graph.getRequestAdapter().sendPrimitive(request, null, InputStream.class)) {
      var page = VendorHttp.JSON.readTree(answer);
      assertThat(page.path("value").isArray()).isTrue();
      assertThat(page.path("@odata.nextLink").asString("")).startsWith("http");
    }
  }

  private EdiscoveryCaseItemRequestBuilder open() {
    var wanted = new EdiscoveryCase();
    wanted.setDisplayName("case of a test");
    var made = graph.security().cases().ediscoveryCases().post(wanted);
    assertThat(made.getStatus()).isEqualTo(CaseStatus.Active);
    return graph.security().cases().ediscoveryCases().byEdiscoveryCaseId(made.getId());
  }

  private static EdiscoverySearchItemRequestBuilder search(EdiscoveryCaseItemRequestBuilder in) {
    var wanted = new EdiscoverySearch();
    wanted.setDisplayName("search of a test");
    wanted.setContentQuery(
        String.join(
            " OR ",
            List.of("BizChat", "Word", "Teams", "Excel", "Outlook").stream()
                .map(app -> "ItemClass:" + SimulatedHistory.CLASS + app)
                .toList()));
    var made = in.searches().post(wanted);
    var source = new UserSource();
    source.setOdataType("#microsoft.graph.security.userSource");
    source.setEmail(ADA);
    source.setIncludedSources(EnumSet.of(SourceType.Mailbox));
    var search = in.searches().byEdiscoverySearchId(made.getId());
    assertThat(((UserSource) search.additionalSources().post(source)).getEmail()).isEqualTo(ADA);
    return search;
  }

  private static long estimated(EdiscoverySearchItemRequestBuilder search) {
    search.microsoftGraphSecurityEstimateStatistics().post();
    var running = search.lastEstimateStatisticsOperation().get();
    assertThat(running.getStatus()).isEqualTo(CaseOperationStatus.Running);
    var done = search.lastEstimateStatisticsOperation().get();
    assertThat(done.getStatus()).isEqualTo(CaseOperationStatus.Succeeded);
    return done.getIndexedItemCount();
  }

  private static CaseOperation purge(EdiscoveryCaseItemRequestBuilder in) {
    return in
        .operations()
        .get(request -> request.headers.add("Prefer", "include-unknown-enum-members"))
        .getValue()
        .stream()
        .filter(operation -> operation.getAction() == CaseAction.PurgeData)
        .findFirst()
        .orElseThrow();
  }

  private static CaseOperationStatus status(
      EdiscoveryCaseItemRequestBuilder in, CaseOperation operation) {
    return in.operations().byCaseOperationId(operation.getId()).get().getStatus();
  }

  private static String code(Runnable call) {
    var error = catchThrowableOfType(ODataError.class, call::run);
    return Objects.requireNonNull(error.getError()).getCode();
  }
}
