package dev.writ.vendor.googleworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The kit, with everything located that the settings can ask for. */
class GoogleWorkspaceContractTest extends AdapterContract {
  private static final SandboxPerson ADA = SandboxPeople.ADA;

  /** Where the kit's own clock for backups begins. */
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));

  private boolean accountToo = true;

  private final GoogleWorkspaceAdapter adapter = new GoogleWorkspaceAdapter(now::get);
  private final GoogleWorkspaceSimulator simulator = new GoogleWorkspaceSimulator(now::get);

  @Override
  protected VendorAdapter adapter() {
    return adapter;
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  /** The erase of an account takes as long as it can be restored. */
  @Override
  protected Duration backup() {
    return GooglePeople.RESTORABLE.multipliedBy(2);
  }

  @Override
  protected void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
    bench().pass(time);
  }

  @Override
  protected Set<String> askFor(String code) {
    if (!code.equals("HOLD_CONFLICT")) {
      return Set.of();
    }
    var scope = "https://www.googleapis.com/auth/ediscovery";
    var located = bench().locate(bench().plant(ADA));
    var matter = ask(scope, "/v1/matters", Map.of("name", "Case"));
    ask(
        scope,
        "/v1/matters/" + matter.path("matterId").asString("") + "/holds",
        Map.of("corpus", "GEMINI", "orgUnit", Map.of("orgUnitId", "id:03x")));
    return bench().asked(located.getFirst());
  }

  private JsonNode ask(String scope, String path, Object body) {
    var token = simulator.identity().accessToken(SimulatedTenant.ADMIN, scope);
    var answer =
        simulator.answer(
            new SimulatedRequest(
                "POST",
                path,
                Map.of(),
                Map.of("authorization", "Bearer " + token),
                VendorHttp.JSON.writeValueAsBytes(body)),
            Set.of());
    assertThat(answer.status()).isEqualTo(200);
    return VendorHttp.JSON.readTree(answer.body());
  }

  /** Two thirds are files, of which a page has a thousand; of messages it has five hundred. */
  @Override
  protected int twoPagesOfEachList() {
    return 1600;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "eraseAccount", Boolean.toString(accountToo),
        "eraseMail", "true",
        "eraseDrive", "true",
        "eraseTokens", "true",
        "leaving", "everything");
  }

  /**
   * By the Directory's discovery document (rev. 20260914) an account is asked for by a key in the
   * path, or by a query; there is no search whose words stand in a body.
   */
  @Override
  protected boolean mayCarryAnIdentifier(SimulatedRequest request) {
    return request.method().equals("GET")
        && request.path().startsWith("/admin/directory/v1/users/");
  }

  /**
   * The kit counts on a locate that makes as many calls each time; here the first one signs in, and
   * its tokens serve the next.
   */
  @Override
  @Test
  public void without_patience_a_lost_page_is_handed_on_at_once() {
    var subject = bench().plantAll(ADA);
    bench().locate(subject);
    long first = bench().calls();
    bench().locate(subject);
    long each = bench().calls() - first;
    var number = new AtomicLong();
    bench()
        .answer(
            request ->
                number.incrementAndGet() == each
                    ? simulator.error(503)
                    : simulator.answer(request, Set.of()));
    var failure = bench().failure(() -> adapter.locate(bench().connection(settings()), subject));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(bench().calls()).isEqualTo(first + 2 * each);
  }

  /** What is sent again would be signed for a time that is over when an account was waited for. */
  @Override
  @Test
  public void the_simulator_answers_the_same_requests_the_same_way_after_a_reset() {
    accountToo = false;
    super.the_simulator_answers_the_same_requests_the_same_way_after_a_reset();
  }

  /** The administrator's account is always there, and the one for drills. */
  @Override
  @Test
  public void a_walk_through_an_account_without_data_names_nothing() {
    var page = adapter.inventory().orElseThrow().page(bench().connection(settings()), "");
    assertThat(page.next()).isEmpty();
    var own = List.of("100000000000000000001", "100000000000000000002");
    assertThat(page.objects())
        .allMatch(o -> own.contains(o.parent().isEmpty() ? o.id() : o.parent()));
  }

  /** The kit allows no DELETE at all; a look by Vault removes its own matter behind it. */
  @Override
  @Test
  public void a_surface_declared_without_erase_is_refused_and_left_alone() {
    var located = bench().locate(bench().plantAll(ADA));
    int held = bench().held(ADA);
    var chats = located.getFirst();
    assertThat(bench().erase(chats)).isEqualTo(new Erasure.ByHand("GEMINI_CHAT_DELETE"));
    assertThat(bench().read(chats)).isEqualTo(Presence.PRESENT);
    var history = located.get(1);
    assertThat(bench().erase(history)).isEqualTo(new Erasure.ByHand("GEMINI_WS_HISTORY_DELETE"));
    assertThat(bench().read(history)).isInstanceOf(Presence.Unobservable.class);
    assertThat(bench().held(ADA)).isEqualTo(held);
    assertThat(bench().requests()).noneMatch(simulator::erases);
  }
}
