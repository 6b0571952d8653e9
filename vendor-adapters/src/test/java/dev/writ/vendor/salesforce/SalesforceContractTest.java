package dev.writ.vendor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit, and what is Salesforce's own. */
class SalesforceContractTest extends AdapterContract {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final Map<String, String> ORG_ALONE =
      Map.of("data360", "false", "crmIndividual", "false", "relatedFields", "");

  private final SalesforceAdapter adapter = new SalesforceAdapter();
  private volatile Instant now = Instant.now();
  private final SalesforceSimulator simulator = new SalesforceSimulator(() -> now);

  @Override
  protected VendorAdapter adapter() {
    return adapter;
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  /**
   * SOQL goes in {@code q=} of a GET: "Query" and "QueryAll" of the REST API guide, and
   * rest/query.json and rest/queryall.json of forcedotcom/postman-salesforce-apis. No other
   * documented call answers a SOQL search at once.
   */
  @Override
  protected boolean mayCarryAnIdentifier(SimulatedRequest request) {
    return request.method().equals("GET")
        && request.path().matches("/services/data/v67\\.0/query(All)?");
  }

  /** The kit counts the first search's calls, of which two are sign-ins: here the second's. */
  @Override
  @Test
  public void without_patience_a_lost_page_is_handed_on_at_once() {
    var subject = bench().plant(ADA);
    bench().locate(subject);
    long before = bench().calls();
    bench().locate(subject);
    long calls = bench().calls() - before;
    var number = new AtomicLong();
    bench()
        .answer(
            request ->
                number.incrementAndGet() == calls
                    ? simulator.error(503)
                    : simulator.answer(request, Set.of()));
    var failure = bench().failure(() -> adapter.locate(bench().connection(), subject));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(number).hasValue(calls);
  }

  private static Subject subject(Identifier.Type type, String value) {
    return new Subject(List.of(new Identifier(type, value)), List.of());
  }

  private static Subject mail(String address) {
    return subject(Identifier.Type.EMAIL, address);
  }

  private VendorObject of(String kind) {
    return bench().locate(bench().plant(ADA)).stream()
        .filter(object -> object.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private List<VendorObject> locate(Subject subject, Map<String, String> settings) {
    return adapter.locate(bench().connection(settings), subject).objects();
  }

  private SimulatedResponse ask(String method, String path, Map<String, List<String>> query) {
    return simulator.answer(
        simulator.again(new SimulatedRequest(method, path, query, Map.of(), new byte[0])),
        Set.of());
  }

  private static SimulatedResponse text(int status, String type, String body) {
    return new SimulatedResponse(
        status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The simulator's answers, but for paths with this part. */
  private void answerAt(String part, SimulatedResponse instead) {
    bench()
        .answer(
            request ->
                request.path().contains(part) ? instead : simulator.answer(request, Set.of()));
  }

  private List<String> lines() {
    return bench().requests().stream().map(r -> r.method() + " " + r.path()).toList();
  }
}
