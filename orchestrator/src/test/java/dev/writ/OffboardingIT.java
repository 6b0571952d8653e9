package dev.writ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.writ.connection.VendorCatalogue;
import dev.writ.support.Officers;
import dev.writ.support.ServiceProcess;
import dev.writ.vendor.hubspot.HubSpotAdapter;
import dev.writ.vendor.hubspot.HubSpotStore;
import dev.writ.vendor.openai.OpenAiAdapter;
import dev.writ.vendor.openai.OpenAiStore;
import dev.writ.vendor.sandbox.ResendLaw;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Two vendors are left at once, each with ten thousand objects, and the service is killed twice on
 * the way. The vendors live on in this process and keep a log of what they saw.
 */
class OffboardingIT {
  private static final Set<String> VENDORS = Set.of("openai", "hubspot");
  private static final int OBJECTS = 10_000;
  private static final List<SandboxPerson> PEOPLE =
      IntStream.range(0, 10)
          .mapToObj(
              i ->
                  new SandboxPerson(
                      "crowd-" + i,
                      "Crowd Example",
                      List.of("crowd-" + i + "@example.com"),
                      Set.of("*"),
                      OBJECTS / 10 + 250))
          .toList();
  private final Map<String, String> paths = new TreeMap<>();

  @Test
  void two_vendors_are_left_with_ten_thousand_objects_each_however_often_the_service_is_killed()
      throws Exception {
    var simulators =
        VendorCatalogue.simulators().stream().filter(s -> VENDORS.contains(s.vendor())).toList();
    try (var sandbox = new Sandbox(0, simulators).start();
        var service =
            new ServiceProcess(
                    Map.of(
                        "WRIT_OFFBOARDING_LOOKS",
                        "PT0.5S,PT1S",
                        "WRIT_OFFBOARDING_WINDOWS",
                        "false",
                        "WRIT_SWEEP",
                        "PT2S"))
                .launch()) {
      sandbox.keepLog(true);
      var officers = new Officers(service);
      officers.connect(sandbox, PEOPLE);
      open(service);
      for (int enough : new int[] {2_000, 12_000}) {
        until(service, sandbox, officers, enough + " erased", () -> erased(service) >= enough);
        service.kill();
        service.launch();
      }
      until(service, sandbox, officers, "both certified", () -> certified(service));
      for (var vendor : VENDORS) {
        assertLeft(service, sandbox, vendor);
      }
      assertThat(ResendLaw.violations(sandbox.log())).isEmpty();
    }
  }

  private void open(ServiceProcess service) throws Exception {
    var second =
        service.post("/v1/tokens", "admin", Map.of("role", "APPROVER", "name", "Second approver"));
    Files.writeString(service.home().resolve("tokens/second"), second.path("token").asString());
    for (var connection : service.get("/v1/connections", "officer")) {
      var id = connection.path("id").asString();
      var faster = "{\"callsPerSecond\": 1000, \"concurrency\": 16}";
      service.send("PATCH", "/v1/connections/" + id, "admin", faster);
      var vendor = connection.path("vendor").asString();
      var wish =
          Map.of(
              "connection",
              id,
              "returnData",
              vendor.equals("hubspot"),
              "openRequests",
              "FINISH",
              "reason",
              "The contract ends");
      var opened = service.post("/v1/offboardings", "officer", wish);
      paths.put(vendor, "/v1/offboardings/" + opened.path("id").asString());
    }
    for (var path : paths.values()) {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> service.get(path, "officer").path("plan").has("listed"));
      for (var approver : List.of("approver", "second")) {
        var version = service.get(path, "officer").path("version").asLong();
        service.post(path + "/approve", approver, Map.of("version", version));
      }
    }
  }

  /** Meanwhile the officers accept what was taken home, and do what is theirs to do by hand. */
  private void until(
      ServiceProcess service,
      Sandbox sandbox,
      Officers officers,
      String what,
      java.util.concurrent.Callable<Boolean> there) {
    await(what)
        .atMost(Duration.ofMinutes(5))
        .until(
            () -> {
              for (var path : paths.values()) {
                var now = service.get(path, "officer");
                if (now.path("state").asString().equals("EXPORTING")
                    && now.path("exportReady").asBoolean()
                    && !now.path("accepted").asBoolean()) {
                  service.post(
                      path + "/accept-export",
                      "officer",
                      Map.of("version", now.path("version").asLong()));
                }
                if (now.path("state").asString().equals("WATCHING")) {
                  confirmSubProcessors(service, path, now);
                }
              }
              officers.workByHand(sandbox);
              return there.call();
            });
  }

  private static void confirmSubProcessors(ServiceProcess service, String path, JsonNode now)
      throws Exception {
    for (var one : now.path("subProcessors")) {
      if (!one.has("confirmedAt")) {
        var confirm = path + "/sub-processors/" + one.path("name").asString() + "/confirm";
        assertThat(service.send("POST", confirm, "officer", null).statusCode()).isEqualTo(200);
      }
    }
  }

  private long erased(ServiceProcess service) throws Exception {
    long erased = 0;
    for (var path : paths.values()) {
      var objects = service.get(path, "officer").path("steps").path("objects");
      erased += objects.path("CLAIMED").asLong() + objects.path("ABSENT").asLong();
    }
    return erased;
  }

  private boolean certified(ServiceProcess service) throws Exception {
    boolean all = true;
    for (var path : paths.values()) {
      var now = service.get(path, "officer");
      assertThat(now.path("state").asString()).as(now.toString()).isNotEqualTo("BREACHED");
      assertThat(now.has("trouble") && !now.has("nextAttemptAt")).as(now.toString()).isFalse();
      all &= now.path("state").asString().equals("CERTIFIED");
    }
    return all;
  }

  private void assertLeft(ServiceProcess service, Sandbox sandbox, String vendor) throws Exception {
    var certificate = service.get(paths.get(vendor) + "/certificate", "auditor");
    long total = 0;
    for (var kind : certificate.path("objects")) {
      total += kind.path("total").asLong();
      assertThat(kind.path("observedAbsent").asLong() + kind.path("claimed").asLong())
          .as(vendor + " " + kind)
          .isEqualTo(kind.path("total").asLong());
    }
    assertThat(total).as(vendor).isGreaterThanOrEqualTo(OBJECTS);
    for (var person : PEOPLE) {
      assertThat(sandbox.simulator(vendor).held(person)).as(vendor + " " + person.key()).isZero();
    }
    assertThat(stored(sandbox, vendor))
        .as("all that " + vendor + " still holds of anybody, in the recycle bin too")
        .isEqualTo(residual(certificate, vendor));
    assertKept(certificate, vendor);
    var failure = catchThrowable(() -> adapter(vendor).check(account(sandbox, vendor)));
    assertThat(failure).isInstanceOf(VendorFailure.class);
    assertThat(((VendorFailure) failure).kind()).isEqualTo(VendorFailure.Kind.AUTHENTICATION);
    if (certificate.path("returned").asBoolean()) {
      assertThat(certificate.path("records").asLong()).isGreaterThanOrEqualTo(OBJECTS);
      var zip = service.send("GET", paths.get(vendor) + "/export", "officer", null);
      assertThat(zip.statusCode()).isEqualTo(200);
    }
    assertThat(outcomes(certificate)).containsOnly("REFUSED");
  }

  private static Map<String, Long> stored(Sandbox sandbox, String vendor) {
    var simulator = sandbox.simulator(vendor);
    return vendor.equals("openai") ? OpenAiStore.of(simulator) : HubSpotStore.of(simulator);
  }

  /**
   * What may stay, by the vendor's documents or their silence, in the certificate's own counts:
   * HubSpot archives all but contacts, and nothing says that a deleted skill takes its versions
   * along. Each skill here has one.
   */
  private static Map<String, Long> residual(JsonNode certificate, String vendor) {
    var left = new TreeMap<String, Long>();
    for (var one : certificate.path("objects")) {
      var kind = one.path("kind").asString();
      if (vendor.equals("hubspot") && !kind.equals("contact")) {
        left.put("archived:" + kind + "s", one.path("total").asLong());
      } else if (kind.equals("skill")) {
        left.put("skills/*/versions", one.path("total").asLong());
      }
    }
    return left;
  }

  /** The certificate says aloud what stays. */
  private static void assertKept(JsonNode certificate, String vendor) {
    var kept =
        certificate.path("kept").valueStream().map(one -> one.path("what").asString()).toList();
    var named =
        vendor.equals("openai")
            ? List.of(List.of("versions of a deleted skill"))
            : List.of(
                List.of(
                    "notes",
                    "calls",
                    "emails",
                    "meetings",
                    "tasks",
                    "communications",
                    "tickets",
                    "recycle bin"),
                List.of("Archived conversation threads"));
    assertThat(named)
        .allSatisfy(
            words -> assertThat(kept).anyMatch(what -> words.stream().allMatch(what::contains)));
  }

  private static List<String> outcomes(JsonNode certificate) {
    return certificate
        .path("looks")
        .valueStream()
        .map(look -> look.path("outcome").asString())
        .toList();
  }

  private static VendorAdapter adapter(String vendor) {
    return vendor.equals("openai") ? new OpenAiAdapter() : new HubSpotAdapter();
  }

  private static VendorConnection account(Sandbox sandbox, String vendor) {
    var simulator = sandbox.simulator(vendor);
    var secrets =
        simulator.credentials().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
    return new VendorConnection(sandbox.baseUrl(vendor), secrets, simulator.settings());
  }
}
