package dev.writ.vendor.hubspot;

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
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit, and what is HubSpot's own. */
class HubSpotContractTest extends AdapterContract {
  private static final SandboxPerson ADA = SandboxPeople.ADA;

  private final HubSpotAdapter adapter = new HubSpotAdapter();
  private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final HubSpotSimulator simulator = new HubSpotSimulator(() -> now);

  @Override
  protected VendorAdapter adapter() {
    return adapter;
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  /** Every eighth is of one kind, of which a page has a hundred. */
  @Override
  protected int twoPagesOfEachList() {
    return 1000;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("eraseAttachments", "true");
  }

  @Override
  protected List<VendorObject> plantMore(SandboxPerson person, List<VendorObject> ledger) {
    simulator.plantFile(person);
    archiveNote();
    return List.of(simulator.plantTranscript(person));
  }

  /** What nobody's record in the recycle bin shows of the retention. */
  private void archiveNote() {
    var note = create("notes", Map.of("properties", Map.of("hs_note_body", "of nobody")));
    assertThat(ask("DELETE", "/crm/v3/objects/notes/" + note, Map.of()).status()).isEqualTo(204);
  }

  private static Subject subject(Identifier.Type type, String value) {
    return new Subject(List.of(new Identifier(type, value)), List.of());
  }

  private static Subject mail(String address) {
    return subject(Identifier.Type.EMAIL, address);
  }

  private List<VendorObject> locate(Subject subject, Map<String, String> settings) {
    return adapter.locate(bench().connection(settings), subject).objects();
  }

  private VendorObject contact() {
    return bench().locate(bench().plant(ADA)).getLast();
  }

  private SimulatedResponse ask(String method, String path, Object body) {
    return simulator.answer(
        new SimulatedRequest(
            method,
            path,
            Map.of(),
            Map.of("authorization", "Bearer " + simulator.credentials().get("accessToken")),
            VendorHttp.JSON.writeValueAsBytes(body)),
        Set.of());
  }

  private String create(String type, Map<String, Object> body) {
    var answer = ask("POST", "/crm/v3/objects/" + type, body);
    assertThat(answer.status()).isEqualTo(201);
    return VendorHttp.JSON.readTree(answer.body()).path("id").asString("");
  }

  private String createContact(String property, String value) {
    return create("contacts", Map.of("properties", Map.of(property, value)));
  }

  private String createNote(String contact, Map<String, String> properties) {
    return create(
        "notes",
        Map.of(
            "properties",
            properties,
            "associations",
            List.of(
                Map.of(
                    "to",
                    Map.of("id", contact),
                    "types",
                    List.of(
                        Map.of(
                            "associationCategory",
                            "HUBSPOT_DEFINED",
                            "associationTypeId",
                            202))))));
  }

  /** The rest of the kit does without a human; so do the sandbox's connections. */
  @Override
  @Test
  public void every_declared_surface_is_tried_by_this_kit() {
    var located = locate(bench().plantAll(ADA), asking());
    assertThat(located.stream().map(VendorObject::kind).distinct())
        .containsExactlyElementsOf(
            adapter.descriptor().surfaces().stream().map(Surface::kind).toList());
  }

  private static Map<String, String> asking() {
    return Map.of("eraseAttachments", "true", "emptyBin", "true");
  }

  @Override
  protected Set<String> askFor(String code) {
    if (code.equals("ACCESS_REMOVE")) {
      bench()
          .answer(
              request ->
                  request.path().endsWith("/external-install")
                      ? simulator.error(403)
                      : simulator.answer(request, Set.of()));
      return bench().askedInLeaving(bench().connection());
    }
    var located = locate(bench().plant(ADA), asking());
    return located.stream()
        .filter(object -> object.kind().equals("recycle_bin"))
        .findFirst()
        .map(bench()::asked)
        .orElseThrow();
  }

  // --- the recycle bin

  @Test
  void what_is_archived_lies_in_a_bin_that_a_human_empties() {
    var located = locate(bench().plant(ADA), asking());
    var bin = new VendorObject("recycle_bin", located.getLast().id());
    assertThat(located).containsOnlyOnce(bin);
    var note = located.stream().filter(o -> o.kind().equals("note")).findFirst().orElseThrow();
    bench().erase(note);
    assertThat(bench().erase(bin)).isEqualTo(new Erasure.ByHand("RECYCLE_BIN_EMPTY"));
    assertThat(bench().read(bin)).isInstanceOf(Presence.Unobservable.class);
    assertThat(bench().failure(() -> bench().export(bin)).kind()).isEqualTo(Kind.REJECTED);
    var ledgered = new Subject(List.of(), List.of(note));
    assertThat(locate(ledgered, asking()))
        .as("archived, and seen so")
        .containsExactly(new VendorObject("recycle_bin", note.id()));
    simulator.byHand(bin);
    assertThat(locate(ledgered, asking())).isEmpty();
  }

  @Test
  void a_bin_is_of_no_interest_where_nothing_goes_into_it_or_it_is_left_alone() {
    createContact("email", "bare@example.com");
    assertThat(locate(mail("bare@example.com"), asking()))
        .extracting(VendorObject::kind)
        .containsExactly("contact");
    assertThat(locate(bench().plant(ADA), Map.of("emptyBin", "false")))
        .extracting(VendorObject::kind)
        .contains("note")
        .doesNotContain("recycle_bin");
  }

  // --- locate

  @Test
  void the_contact_stands_last_and_every_id_stands_alone() {
    var objects = bench().locate(bench().plant(ADA));
    assertThat(objects.getLast().kind()).isEqualTo("contact");
    assertThat(objects).allMatch(object -> object.parent().isEmpty());
  }

  @Test
  void a_second_email_and_another_case_find_the_same_contact() {
    var objects = bench().locate(bench().plant(ADA));
    assertThat(bench().locate(mail("ADA@example.com"))).isEqualTo(objects);
    assertThat(bench().locate(mail("ada.example@example.com"))).isEqualTo(objects);
  }

  @Test
  void contact_ids_phones_and_the_external_id_property_find_a_contact() {
    var id =
        create("contacts", Map.of("properties", Map.of("phone", "+49301234", "crm_key", "K-7")));
    var expected = List.of(new VendorObject("contact", id));
    assertThat(bench().locate(subject(Identifier.Type.VENDOR_USER_ID, id))).isEqualTo(expected);
    assertThat(bench().locate(subject(Identifier.Type.PHONE, "+49301234"))).isEqualTo(expected);
    var external = subject(Identifier.Type.EXTERNAL_ID, "k-7");
    assertThat(locate(external, Map.of("externalIdProperty", "crm_key"))).isEqualTo(expected);
    assertThat(bench().locate(external)).isEmpty();
  }

  @Test
  void an_id_that_cannot_be_hubspots_is_not_even_asked_for() {
    assertThat(bench().locate(subject(Identifier.Type.VENDOR_USER_ID, "../contacts"))).isEmpty();
    assertThat(bench().calls()).isZero();
  }

  @Test
  void a_ledgered_satellite_stands_alone_and_a_ledgered_contact_leads_to_all() {
    var all = bench().locate(bench().plant(ADA));
    var gone = new VendorObject("note", "404");
    assertThat(bench().locate(new Subject(List.of(), List.of(all.getFirst(), gone))))
        .containsExactly(all.getFirst());
    assertThat(bench().locate(new Subject(List.of(), List.of(all.getLast())))).isEqualTo(all);
  }

  @Test
  void an_identifier_that_matches_two_contacts_is_ambiguous() {
    createContact("phone", "+49301234");
    createContact("phone", "+49301234");
    var location = bench().find(subject(Identifier.Type.PHONE, "+49301234"));
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.objects()).hasSize(2);
  }

  @Test
  void a_search_result_with_another_value_does_not_count() {
    var stranger = Map.of("id", "1", "properties", Map.of("email", "x@example.com"));
    bench().answer(request -> SimulatedResponse.json(200, Map.of("results", List.of(stranger))));
    assertThat(bench().locate(mail(ADA.email()))).isEmpty();
  }

  @Test
  void associations_are_followed_over_several_of_their_large_pages() {
    var contact = contact().id();
    for (int i = 0; i < 1_100; i++) {
      createNote(contact, Map.of("hs_note_body", "n" + i));
    }
    assertThat(locate(mail(ADA.email()), Map.of())).hasSize(1_109);
  }

  @Test
  void a_search_goes_on_past_hubspots_cap_of_ten_thousand_results() {
    for (int i = 0; i < 10_050; i++) {
      createContact("phone", "+4910000");
    }
    var api =
        VendorHttp.client(
            HubSpotApi.class,
            bench().connection(),
            request ->
                request.header(
                    "Authorization", "Bearer " + simulator.credentials().get("accessToken")),
            new HubSpotErrorDecoder(InstantSource.system()));
    var found =
        new HubSpotContacts(api, Optional.empty())
            .of(new Identifier(Identifier.Type.PHONE, "+4910000"));
    assertThat(found).hasSize(10_050);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"results\":[{\"id\":\"2\"},{\"id\":\"1\"}]}",
        "{\"results\":[],\"paging\":{\"next\":{\"after\":\"1\"}}}",
        "{\"results\":[{\"id\":\"x\"}]}"
      })
  void a_search_that_ignores_its_order_or_never_ends_is_malformed(String body) {
    bench().answer(request -> text(200, body, Map.of()));
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_contact_in_the_recycle_bin_is_found_read_as_present_exported_and_erased() {
    var contact = contact();
    assertThat(ask("DELETE", "/crm/v3/objects/contacts/" + contact.id(), Map.of()).status())
        .isEqualTo(204);
    assertThat(bench().locate(mail(ADA.email()))).endsWith(contact);
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
    assertThat(bench().export(contact)).anyMatch(line -> line.contains(ADA.email()));
    assertThat(bench().erase(contact)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(contact)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_batch_that_failed_in_part_is_tried_again_and_not_taken_as_complete() {
    bench()
        .answer(
            request ->
                request.path().endsWith("/batch/read")
                    ? SimulatedResponse.json(
                        207,
                        Map.of(
                            "results", List.of(), "errors", List.of(Map.of("category", "OTHER"))))
                    : SimulatedResponse.json(200, Map.of("results", List.of())));
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void attachments_are_located_before_what_leads_to_them_and_only_where_the_setting_says_so() {
    var contact = contact().id();
    for (int i = 0; i < 150; i++) {
      createNote(contact, Map.of("hs_attachment_ids", (i + 1) + ";" + (i + 2)));
    }
    var files =
        bench().locate(mail(ADA.email())).stream().filter(o -> o.kind().equals("file")).toList();
    assertThat(files).hasSize(151);
    assertThat(bench().locate(mail(ADA.email())).subList(0, 151)).isEqualTo(files);
    assertThat(locate(mail(ADA.email()), Map.of())).noneMatch(o -> o.kind().equals("file"));
  }

  @Test
  void a_transcript_is_known_by_the_ledger_alone() {
    bench().plant(ADA);
    var transcript = simulator.plantTranscript(ADA);
    assertThat(bench().locate(mail(ADA.email()))).doesNotContain(transcript);
    assertThat(bench().locate(new Subject(List.of(), List.of(transcript))))
        .containsExactly(transcript);
    assertThat(bench().export(transcript)).singleElement().asString().contains(ADA.name());
  }

  // --- export

  @Test
  void a_thread_is_exported_with_its_messages_in_full() {
    var lines = new ArrayList<String>();
    for (var object : bench().locate(bench().plant(ADA))) {
      if (object.kind().equals("thread")) {
        lines.addAll(bench().export(object));
      }
    }
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("\"message\":{").doesNotContain("originalContent");
    assertThat(lines.get(2)).contains("originalContent", "(in full)");
  }

  @Test
  void a_contact_is_exported_with_its_communication_preferences_unless_they_are_switched_off() {
    var contact = contact();
    assertThat(bench().export(contact))
        .hasSize(3)
        .anyMatch(line -> line.contains("communicationPreferences") && line.contains("SUBSCRIBED"));
    var without = new ArrayList<String>();
    adapter.export(
        bench().connection(Map.of("exportSubscriptions", "false")),
        contact,
        (kind, json) -> without.add(json));
    assertThat(without).singleElement().asString().contains("Ada", "ada.example@example.com");
    assertThat(bench().requests()).noneMatch(r -> r.path().contains("example.com"));
  }

  @Test
  void further_contact_properties_are_exported_by_name() {
    var id = create("contacts", Map.of("properties", Map.of("shoe_size", "43")));
    var lines = new ArrayList<String>();
    adapter.export(
        bench().connection(Map.of("contactProperties", " shoe_size , x")),
        new VendorObject("contact", id),
        (kind, json) -> lines.add(json));
    assertThat(lines).singleElement().asString().contains("\"shoe_size\":\"43\"");
  }

  // --- erase

  @Test
  void satellites_outlive_a_contact_that_is_erased_first() {
    bench().erase(contact());
    assertThat(bench().held(ADA)).isEqualTo(8);
    assertThat(bench().locate(mail(ADA.email()))).isEmpty();
  }

  @Test
  void the_contact_is_erased_by_id_so_that_no_probe_fills_the_blocklist() {
    bench().erase(new VendorObject("contact", "404"));
    bench().erase(contact());
    assertThat(simulator.blocklist()).containsExactly(ADA.email());
    assertThat(bench().requests().stream().filter(r -> r.path().endsWith("/gdpr-delete")))
        .hasSize(2)
        .noneMatch(r -> r.text().contains("idProperty") || r.text().contains("@"));
  }

  @Test
  void a_success_with_a_body_where_none_is_documented_is_no_claim() {
    var objects = bench().locate(bench().plantAll(ADA));
    bench().answer(request -> text(200, "<html>maintenance</html>", Map.of()));
    for (var object : objects) {
      assertThat(bench().failure(() -> bench().erase(object)).kind())
          .isEqualTo(Kind.MALFORMED_RESPONSE);
    }
  }

  @Test
  void a_lagging_search_shows_the_contact_until_it_settles() {
    var contact = contact();
    bench().misbehave(Misbehaviour.SEARCH_LAGS);
    bench().erase(contact);
    assertThat(bench().read(contact)).isEqualTo(Presence.ABSENT);
    assertThat(bench().locate(mail(ADA.email()))).containsExactly(contact);
    now = now.plus(adapter.descriptor().settling());
    assertThat(bench().locate(mail(ADA.email()))).isEmpty();
  }

  // --- settings

  @ParameterizedTest
  @CsvSource({"2026-03,/conversations/v3", "2026-09,"})
  void a_version_moves_every_path_that_its_documents_have(String version, String left) {
    var connection = bench().connection(Map.of("apiVersion", version, "eraseAttachments", "true"));
    var subject = bench().plantAll(ADA);
    adapter.check(connection);
    var objects = adapter.locate(connection, subject).objects();
    assertThat(objects).hasSize(11);
    for (var object : objects) {
      assertThat(adapter.read(connection, object)).isEqualTo(Presence.PRESENT);
      adapter.export(connection, object, (kind, json) -> {});
      assertThat(adapter.erase(connection, object)).isInstanceOf(Erasure.Claimed.class);
    }
    assertThat(bench().held(ADA)).isZero();
    assertThat(
            bench().requests().stream()
                .filter(request -> request.path().matches(".*/v[0-9]/.*"))
                .map(request -> request.path().replaceAll("/(v[0-9])/.*", "/$1"))
                .distinct()
                .toList())
        .isEqualTo(left == null ? List.of() : List.of(left));
  }

  @ParameterizedTest
  @CsvSource({"apiVersion,v2", "eraseAttachments,perhaps", "exportSubscriptions,''"})
  void a_setting_that_means_nothing_is_rejected_without_a_call(String name, String value) {
    var connection = bench().connection(Map.of(name, value));
    assertThat(bench().failure(() -> adapter.check(connection)).kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().calls()).isZero();
  }

  // --- answers

  private List<VendorObject> oneOfEachThatACallReads() {
    return adapter.descriptor().surfaces().stream()
        .filter(surface -> surface.verified().byApi())
        .map(surface -> new VendorObject(surface.kind(), "1"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 302, 423, 477, 500, 502, 504, 521, 523, 524})
  void every_further_status_has_its_kind_at_every_operation(int status) {
    var kind =
        switch (status) {
          case 423 -> Kind.RATE_LIMITED;
          case 302, 400, 409 -> Kind.REJECTED;
          default -> Kind.UNAVAILABLE;
        };
    bench().answer(request -> simulator.error(status));
    var connection = bench().connection();
    for (var object : oneOfEachThatACallReads()) {
      assertThat(bench().failure(() -> adapter.read(connection, object)).kind()).isEqualTo(kind);
      assertThat(bench().failure(() -> adapter.erase(connection, object)).kind()).isEqualTo(kind);
      assertThat(
              bench().failure(() -> adapter.export(connection, object, (k, json) -> {})).status())
          .isEqualTo(status);
    }
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind()).isEqualTo(kind);
    assertThat(bench().failure(() -> adapter.control(connection)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "429,'',{\"policyName\":\"DAILY\"},3600",
    "429,'',{\"policyName\":\"TEN_SECONDLY_ROLLING\"},10",
    "429,'',{\"policyName\":\"SECONDLY\"},1",
    "429,'',{\"message\":\"You have reached your secondly limit.\"},1",
    "429,7,{\"policyName\":\"DAILY\"},7",
    "423,'',{},2",
    "477,86400,{},86400"
  })
  void the_wait_follows_the_header_or_the_policy(
      int status, String header, String body, long seconds) {
    var headers = header.isEmpty() ? Map.<String, String>of() : Map.of("Retry-After", header);
    bench().answer(request -> text(status, body, headers));
    assertThat(bench().failure(() -> adapter.control(bench().connection())).retryAfter())
        .contains(Duration.ofSeconds(seconds));
  }

  @Test
  void a_429_without_a_policy_names_no_wait() {
    bench().answer(request -> text(429, "<html>", Map.of()));
    assertThat(bench().failure(() -> adapter.control(bench().connection())).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "", "null", "{\"id\":\"../x\"}"})
  void an_answer_that_is_not_what_the_documents_say_is_malformed(String body) {
    bench().answer(request -> text(200, body, Map.of("Content-Type", "application/json")));
    var connection = bench().connection();
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    for (var object : oneOfEachThatACallReads()) {
      assertThat(bench().failure(() -> adapter.read(connection, object)).kind())
          .isEqualTo(Kind.MALFORMED_RESPONSE);
      assertThat(bench().failure(() -> adapter.export(connection, object, (k, j) -> {})).kind())
          .isEqualTo(Kind.MALFORMED_RESPONSE);
    }
    assertThat(bench().failure(() -> adapter.control(connection)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  private static SimulatedResponse text(int status, String body, Map<String, String> headers) {
    return new SimulatedResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
