package dev.writ.vendor.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.Specifications;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SeenCall;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The adapter's requests, and the simulator's successes, against the list of endpoints that lies
 * beside the repository (HubSpot's own specifications may not be copied); skipped, and said so,
 * where it does not.
 */
class HubSpotSpecTest {
  private static final List<String> FAMILIES = List.of("v3", "2026-03", "2026-09");

  private static final SandboxPerson ADA = SandboxPeople.ADA;

  /**
   * Not in the list, but in the official clients, {@code @hubspot/api-client} 14.0.1 and
   * hubspot-sdk-java: lists and reads beside the calls that the list has.
   */
  private static final Pattern BEYOND =
      Pattern.compile(
          "GET /crm/(v3/objects|objects/2026-\\d\\d)/\\w+"
              + "|GET /files/(v3|2026-03)/files/\\d+"
              + "|GET /crm(/v3)?/extensions/calling(/2026-\\d\\d)?/transcripts/\\w+"
              + "|GET /conversations/(v3/conversations|conversations/2026-09)/threads/\\d+"
              + "(/messages/\\w+/original-content)?"
              + "|POST /communication-preferences/(v4|2026-\\d\\d)/statuses/batch/read");

  /**
   * One of the list.
   *
   * @param row which of the list, the same in every family
   * @param family index of its column among {@link #FAMILIES}
   */
  private record Endpoint(int row, int family, String method, Pattern path, Set<String> success) {
    boolean is(SeenCall call) {
      return method.equals(call.method()) && path.matcher(call.path()).matches();
    }
  }

  private final List<Endpoint> endpoints = new ArrayList<>();

  @BeforeEach
  void load() throws IOException {
    var lines = Files.readAllLines(Specifications.require("hubspot/endpoints.tsv"));
    for (int row = 1; row < lines.size(); row++) {
      var cells = lines.get(row).split("\t");
      boolean anyType = cells[4].contains("{objectType}");
      for (int family = 0; family < FAMILIES.size(); family++) {
        if (cells[2 + family].startsWith("/")) {
          var success = Set.of(cells[5].split("\\|"));
          var path = path(cells[2 + family], anyType);
          endpoints.add(new Endpoint(row, family, cells[1], path, success));
        }
      }
    }
  }

  /** The newest family has one row for all types of objects, where the older have one a type. */
  private static Pattern path(String template, boolean anyType) {
    var regex =
        Arrays.stream(template.replaceFirst("\\?.*", "").split("/"))
            .map(
                part ->
                    part.startsWith("{") || (anyType && part.matches("contacts|notes|tickets"))
                        ? "[^/]+"
                        : Pattern.quote(part))
            .collect(Collectors.joining("/"));
    return Pattern.compile(regex);
  }

  /**
   * Where a family lacks a resource, the setting leaves it at another; see {@link HubSpotPaths}.
   */
  @ParameterizedTest
  @ValueSource(strings = {"v3", "2026-03", "2026-09"})
  void every_request_is_in_the_list_and_every_success_is_the_listed_one(String family) {
    var used = new TreeSet<String>();
    for (var call : wholeLife(family)) {
      var line = call.method() + " " + call.path();
      var found = endpoints.stream().filter(endpoint -> endpoint.is(call)).findFirst();
      if (found.isEmpty()) {
        assertThat(line).as("a request that the list does not know").matches(BEYOND);
      } else {
        used.add(line.replaceAll("[0-9]{4,}", "*"));
        assertThat(isOf(found.get(), FAMILIES.indexOf(family))).as(line).isTrue();
        if (call.status() < 300) {
          assertThat(found.get().success()).as(line).contains(String.valueOf(call.status()));
        }
      }
    }
    assertThat(used)
        .anyMatch(line -> line.matches("POST .*/gdpr-delete"))
        .anyMatch(line -> line.matches("DELETE .*/gdpr-delete"))
        .anyMatch(line -> line.matches("POST .*/search"))
        .anyMatch(line -> line.matches("GET .*/associations/.*"))
        .anyMatch(line -> line.matches("DELETE .*/transcripts/.*"))
        .anyMatch(line -> line.matches("DELETE .*/threads/.*"))
        .anyMatch(line -> line.matches("GET /account-info/.*"));
  }

  /** Whether it is the family's own, or the family has none. */
  private boolean isOf(Endpoint found, int family) {
    return found.family() == family
        || endpoints.stream().noneMatch(e -> e.row() == found.row() && e.family() == family);
  }

  @Test
  void the_judge_knows_an_endpoint_from_another() {
    var wrong =
        List.of("GET /crm/v3/objects/contacts/gdpr-delete/1", "POST /crm/v2/objects/x/search");
    for (var line : wrong) {
      assertThat(line).doesNotMatch(BEYOND);
      var words = line.split(" ");
      assertThat(endpoints)
          .noneMatch(
              endpoint ->
                  endpoint.method().equals(words[0])
                      && endpoint.path().matcher(words[1]).matches());
    }
    assertThat(endpoints).hasSizeGreaterThan(50);
  }

  private static List<SeenCall> wholeLife(String family) {
    var simulator = new HubSpotSimulator();
    try (var sandbox = new Sandbox(0, List.of(simulator)).start()) {
      sandbox.keepLog(true);
      var ledger = new ArrayList<>(simulator.plant(ADA));
      simulator.plantFile(ADA);
      ledger.add(simulator.plantTranscript(ADA));
      var token = new Secret(simulator.credentials().get("accessToken"));
      var connection =
          new VendorConnection(
              sandbox.baseUrl("hubspot"),
              Map.of("accessToken", token),
              Map.of(
                  "apiVersion",
                  family,
                  "eraseAttachments",
                  "true",
                  "exportSubscriptions",
                  "true",
                  "emptyBin",
                  "false"));
      var adapter = new HubSpotAdapter();
      adapter.check(connection);
      adapter.control(connection);
      var mail = new Identifier(Identifier.Type.EMAIL, ADA.email());
      var located = adapter.locate(connection, new Subject(List.of(mail), ledger)).objects();
      located.forEach(object -> adapter.export(connection, object, (kind, json) -> {}));
      for (var object : located) {
        assertThat(adapter.erase(connection, object)).isNotInstanceOf(Erasure.Impossible.class);
        adapter.read(connection, object);
      }
      return sandbox.log();
    }
  }
}
