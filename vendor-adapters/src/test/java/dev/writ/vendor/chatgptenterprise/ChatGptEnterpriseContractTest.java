package dev.writ.vendor.chatgptenterprise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.kit.AdapterContract;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** The kit, and what is ChatGPT Enterprise's own. */
class ChatGptEnterpriseContractTest extends AdapterContract {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final Set<String> SEEN_IN_LISTS_ALONE = Set.of("automation", "memories");
  private static final String USERS =
      "/v1/compliance/workspaces/" + ChatGptEnterpriseSimulator.WORKSPACE + "/users";

  private final ChatGptEnterpriseAdapter adapter = new ChatGptEnterpriseAdapter();
  private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final ChatGptEnterpriseSimulator simulator =
      new ChatGptEnterpriseSimulator(() -> now, SimulatedPages.Dialect.AFTER);

  @Override
  protected VendorAdapter adapter() {
    return adapter;
  }

  @Override
  protected VendorSimulator simulator() {
    return simulator;
  }

  @Override
  protected Set<String> askFor(String code) {
    var gpt = first(bench().locate(bench().plant(ADA)), "gpt");
    return adapter.erase(byDefault(), gpt) instanceof Erasure.ByHand hand
        ? Set.of(hand.work())
        : Set.of();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("ownedObjects", "erase");
  }

  private static Subject subject(Identifier.Type type, String value) {
    return new Subject(List.of(new Identifier(type, value)), List.of());
  }

  private static Subject mail(String address) {
    return subject(Identifier.Type.EMAIL, address);
  }

  private static SandboxPerson person(String key) {
    return SandboxPeople.all().stream().filter(p -> p.key().equals(key)).findFirst().orElseThrow();
  }

  private static VendorObject first(List<VendorObject> objects, String kind) {
    return objects.stream().filter(o -> o.kind().equals(kind)).findFirst().orElseThrow();
  }

  private static SimulatedResponse text(int status, String body) {
    return new SimulatedResponse(
        status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
  }

  /** The simulator's answers, with those to one path changed. */
  private void change(String pathEnd, UnaryOperator<ObjectNode> change) {
    bench()
        .answer(
            request -> {
              var answer = simulator.answer(request, Set.of());
              if (!request.path().endsWith(pathEnd) || answer.status() != 200) {
                return answer;
              }
              var json = (ObjectNode) VendorHttp.JSON.readTree(answer.body());
              return SimulatedResponse.json(200, change.apply(json));
            });
  }

  // --- promises that this vendor cannot keep in full

  /** A conversation can be neither listed nor read, so that the ledger's word stands. */
  @Override
  @Test
  public void a_ledgered_object_that_is_gone_is_not_located() {
    var subject = bench().plant(ADA);
    simulator.reset();
    assertThat(bench().locate(subject)).isNotEmpty().allMatch(o -> o.kind().equals("conversation"));
  }

  /** The members have vanished too, and with them the lists that would show an absence. */
  @Override
  @Test
  public void erasing_what_has_vanished_is_safe() {
    var located = bench().locate(bench().plant(ADA));
    simulator.reset();
    for (var object : located) {
      var seen = bench().read(object);
      if (Set.of("automation", "memories", "recording", "conversation").contains(object.kind())) {
        assertThat(seen).as("%s", object).isInstanceOf(Presence.Unobservable.class);
      } else {
        assertThat(seen).as("%s", object).isEqualTo(Presence.ABSENT);
      }
      if (!object.kind().equals("member")) {
        assertThat(bench().erase(object)).isInstanceOf(Erasure.AlreadyAbsent.class);
      }
    }
  }

  /** What hides from the only list that shows it cannot be seen: the descriptor says so. */
  @Override
  @ParameterizedTest
  @EnumSource(names = {"KEEPS_DATA", "HIDES_FROM_LIST"})
  public void data_kept_behind_a_yes_is_seen_by_a_read(Misbehaviour lie) {
    var located = erasable();
    bench().misbehave(lie);
    for (var object : located) {
      assertThat(bench().erase(object)).as("%s", object).isInstanceOf(Erasure.Claimed.class);
    }
    bench().behave();
    for (var object : located) {
      var blind =
          lie == Misbehaviour.HIDES_FROM_LIST && SEEN_IN_LISTS_ALONE.contains(object.kind());
      assertSeen(object, blind ? Presence.ABSENT : Presence.PRESENT);
    }
    assertThat(adapter.descriptor().unconfirmed())
        .anyMatch(open -> open.contains("no other look exists for automations and memories"));
  }

  /** A list that lags delays the proof of absence, and proves nothing too early. */
  @Override
  @Test
  public void a_search_that_lags_does_not_fool_a_read() {
    var located = erasable();
    bench().misbehave(Misbehaviour.SEARCH_LAGS);
    located.forEach(bench()::erase);
    for (var object : located) {
      var lags = SEEN_IN_LISTS_ALONE.contains(object.kind()) || object.kind().equals("recording");
      assertSeen(object, lags ? Presence.PRESENT : Presence.ABSENT);
    }
    now = now.plus(adapter.descriptor().settling());
    located.forEach(object -> assertSeen(object, Presence.ABSENT));
  }

  private List<VendorObject> erasable() {
    return bench().locate(bench().plant(ADA)).stream()
        .filter(object -> !object.kind().equals("member"))
        .toList();
  }

  private void assertSeen(VendorObject object, Presence expected) {
    if (object.kind().equals("conversation")) {
      assertThat(bench().read(object)).isInstanceOf(Presence.Unobservable.class);
    } else {
      assertThat(bench().read(object)).as("%s", object).isEqualTo(expected);
    }
  }

  /** A workspace is never without its owner. */
  @Override
  @Test
  public void a_walk_through_an_account_without_data_names_nothing() {
    var page = adapter.inventory().orElseThrow().page(bench().connection(), "");
    assertThat(page.objects()).singleElement().matches(object -> object.kind().equals("member"));
    assertThat(page.next()).isEmpty();
  }

  @Test
  void a_list_of_members_without_anybody_proves_no_rights() {
    assertThat(adapter.control(bench().connection())).isTrue();
    change("/users", json -> json.set("data", json.arrayNode()));
    assertThat(adapter.control(bench().connection())).isFalse();
    assertThat(bench().failure(() -> adapter.check(bench().connection())).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users", "/projects", "/automations", "/memories"})
  void a_page_that_names_its_last_row_and_not_whether_more_follows_is_no_whole_list(String list) {
    var subject = bench().plant(ADA);
    change(
        list,
        json -> {
          json.remove("has_more");
          return json;
        });
    assertThat(bench().failure(() -> bench().locate(subject)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  // --- members

  @Test
  void a_member_is_found_on_a_later_page_in_either_dialect_of_paging() {
    var other = new ChatGptEnterpriseSimulator(() -> now, SimulatedPages.Dialect.CURSOR);
    for (var one : SandboxPeople.all()) {
      simulator.plant(one);
      other.plant(one);
    }
    var last = SandboxPeople.all().getLast();
    var found = bench().locate(mail(last.email()));
    assertThat(found).hasSizeGreaterThanOrEqualTo(1).anyMatch(o -> o.kind().equals("member"));
    assertThat(positions("after")).isPositive();
    bench().answer(request -> other.answer(request, Set.of()));
    assertThat(bench().locate(mail(last.email()))).isEqualTo(found);
    assertThat(positions("cursor")).isPositive();
  }

  private long positions(String parameter) {
    return bench().requests().stream()
        .filter(r -> r.path().equals(USERS) && r.param(parameter).isPresent())
        .count();
  }

  @Test
  void an_address_is_compared_without_regard_to_case() {
    bench().plant(ADA);
    assertThat(bench().locate(mail(" ADA@Example.com"))).hasSizeGreaterThan(8);
  }

  @Test
  void what_a_removed_member_leaves_is_found_by_the_user_id_and_comes_back_with_the_member() {
    var all = bench().locate(mailAfterPlanting());
    var member = first(all, "member");
    simulator.byHand(member);
    assertThat(bench().locate(mail(ADA.email()))).isEmpty();
    var left = new ArrayList<>(all);
    left.remove(member);
    assertThat(bench().locate(subject(Identifier.Type.VENDOR_USER_ID, member.id())))
        .isEqualTo(left);
    simulator.admitAgain(ADA);
    assertThat(bench().locate(mail(ADA.email()))).isEqualTo(all);
  }

  private Subject mailAfterPlanting() {
    bench().plant(ADA);
    return mail(ADA.email());
  }

  @Test
  void a_user_id_that_only_the_ledger_gives_is_followed_and_is_ambiguous() {
    var ledger = bench().plant(ADA).ledgered();
    var location = bench().find(new Subject(mail("nobody@example.com").identifiers(), ledger));
    assertThat(location.objects()).anyMatch(o -> o.kind().equals("memories"));
    assertThat(location.ambiguous()).isTrue();
  }

  /** Whoever is renamed keeps the id, by which the logs of an earlier time know them. */
  @Test
  void an_address_teaches_the_user_id_by_which_what_was_logged_is_found() {
    var ledger = bench().plant(ADA).ledgered();
    var first = bench().find(mail(ADA.email()));
    var user = new Identifier(Identifier.Type.VENDOR_USER_ID, ledger.getFirst().parent());
    assertThat(first.learnt()).containsExactly(user);
    assertThat(first.objects()).doesNotContainAnyElementsOf(ledger);
    var both = List.of(new Identifier(Identifier.Type.EMAIL, ADA.email()), user);
    var second = bench().find(new Subject(both, ledger));
    assertThat(second.objects()).containsAll(ledger);
    assertThat(second.ambiguous()).isFalse();
    assertThat(second.learnt()).as("nothing new").isEmpty();
  }

  /** The id is another member's, who was removed and whose address this one has now. */
  @Test
  void an_address_that_leads_past_the_known_user_id_is_ambiguous_and_teaches_nothing() {
    bench().plant(ADA);
    var address = new Identifier(Identifier.Type.EMAIL, ADA.email());
    var earlier = new Identifier(Identifier.Type.VENDOR_USER_ID, "user-earlier");
    var location = bench().find(new Subject(List.of(earlier, address), List.of()));
    assertThat(location.objects()).as("for a human to see").isNotEmpty();
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.learnt()).isEmpty();
  }

  @Test
  void an_address_of_two_members_is_ambiguous() {
    simulator.plant(ADA);
    simulator.plant(person("single"));
    change(
        "/users",
        json -> {
          json.path("data")
              .forEach(
                  row -> {
                    if (!row.path("role").asString("").equals("account-owner")) {
                      ((ObjectNode) row).put("email", "ada@example.com");
                    }
                  });
          return json;
        });
    var location = bench().find(mail("ada@example.com"));
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.learnt()).as("neither is known to be the person").isEmpty();
    assertThat(location.objects().stream().filter(o -> o.kind().equals("member"))).hasSize(2);
  }

  @Test
  void a_member_is_left_to_a_human_and_when_the_human_is_done_nothing_is_found_any_more() {
    var located = bench().locate(bench().plant(ADA));
    var member = located.getLast();
    assertThat(bench().erase(member)).isEqualTo(new Erasure.ByHand("REMOVE_MEMBER"));
    assertThat(bench().read(member)).isEqualTo(Presence.PRESENT);
    located.forEach(bench()::erase);
    simulator.byHand(member);
    assertThat(bench().read(member)).isEqualTo(Presence.ABSENT);
    assertThat(bench().held(ADA)).isZero();
    assertThat(bench().locate(mail(ADA.email()))).isEmpty();
    assertThat(bench().locate(subject(Identifier.Type.VENDOR_USER_ID, member.id()))).isEmpty();
  }

  // --- conversations

  @Test
  void conversations_are_known_from_the_ledger_alone_and_claimed_and_never_seen() {
    var subject = bench().plant(ADA);
    var conversation = first(subject.ledgered(), "conversation");
    assertThat(bench().locate(mail(ADA.email()))).noneMatch(o -> o.kind().equals("conversation"));
    assertThat(adapter.export(bench().connection(), conversation, (kind, json) -> {}))
        .isEqualTo(new Export.ByHand("EXPORT_CONVERSATIONS"));
    assertThat(bench().erase(conversation)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().erase(conversation)).isInstanceOf(Erasure.AlreadyAbsent.class);
    assertThat(bench().read(conversation)).isInstanceOf(Presence.Unobservable.class);
  }

  @Test
  void a_conversation_without_a_known_member_goes_by_the_workspaces_route() {
    var known = first(bench().plant(ADA).ledgered(), "conversation");
    int held = bench().held(ADA);
    var alone = new VendorObject("conversation", known.id());
    assertThat(adapter.accepts(alone)).isTrue();
    assertThat(bench().erase(alone)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().held(ADA)).isEqualTo(held - 1);
    assertThat(bench().requests().getLast().path())
        .endsWith(ChatGptEnterpriseSimulator.WORKSPACE + "/conversations/" + known.id());
  }

  // --- memories

  @Test
  void memories_beyond_what_the_list_shows_are_erased_too() {
    var prolific = SandboxPeople.PROLIFIC;
    var memories = first(bench().locate(bench().plant(prolific)), "memories");
    assertThat(bench().export(memories))
        .hasSize(52)
        .anyMatch(line -> line.contains("moreMemoriesThanTheVendorLists"))
        .anyMatch(line -> line.contains("aboutYouSummary"));
    assertThat(bench().erase(memories)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(memories)).isEqualTo(Presence.ABSENT);
    assertThat(bench().erase(memories)).isInstanceOf(Erasure.AlreadyAbsent.class);
    assertThat(bench().requests().stream().filter(r -> r.method().equals("DELETE")))
        .hasSizeGreaterThan(400);
  }

  @Test
  void a_memory_that_stays_is_not_asked_to_go_twice() {
    var memories = first(bench().locate(bench().plant(ADA)), "memories");
    bench().misbehave(Misbehaviour.KEEPS_DATA);
    assertThat(bench().erase(memories)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().requests().stream().filter(r -> r.method().equals("DELETE")))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(bench().read(memories)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void memory_is_never_switched_off() {
    for (var object : bench().locate(bench().plant(ADA))) {
      bench().erase(object);
    }
    assertThat(simulator.withoutMemory()).isEmpty();
    assertThat(bench().requests()).noneMatch(r -> r.method().equals("POST"));
  }

  // --- what may serve others

  @Test
  void by_default_a_shared_project_and_a_gpt_are_for_a_human_to_decide_about() {
    var located = bench().locate(bench().plant(ADA));
    simulator.share(ADA, person("single"));
    for (var kind : List.of("project", "gpt")) {
      var object = first(located, kind);
      assertThat(adapter.erase(byDefault(), object))
          .isEqualTo(new Erasure.ByHand("DECIDE_OWNED_OBJECT"));
      assertThat(bench().read(object)).isEqualTo(Presence.PRESENT);
      simulator.byHand(object);
      assertThat(bench().read(object)).isEqualTo(Presence.ABSENT);
      assertThat(adapter.erase(byDefault(), object)).isInstanceOf(Erasure.AlreadyAbsent.class);
    }
  }

  @Test
  void a_project_that_nobody_shares_is_erased_even_when_its_owner_is_listed() {
    var project = first(bench().locate(bench().plant(ADA)), "project");
    simulator.share(ADA, ADA);
    assertThat(adapter.erase(byDefault(), project)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(project)).isEqualTo(Presence.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"workspace\"", "{\"x\":1}", "[\"y\"]"})
  void a_project_whose_sharing_says_anything_is_for_a_human(String sharing) {
    var project = first(bench().locate(bench().plant(ADA)), "project");
    change(project.id(), json -> json.set("sharing", VendorHttp.JSON.readTree(sharing)));
    assertThat(adapter.erase(byDefault(), project))
        .isEqualTo(new Erasure.ByHand("DECIDE_OWNED_OBJECT"));
    assertThat(bench().read(project)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void a_project_that_does_not_show_whom_it_is_shared_with_is_not_erased() {
    var project = first(bench().locate(bench().plant(ADA)), "project");
    bench()
        .answer(
            request ->
                request.path().endsWith("/shared_users")
                    ? simulator.error(404)
                    : simulator.answer(request, Set.of()));
    assertThat(bench().failure(() -> adapter.erase(byDefault(), project)).status()).isEqualTo(404);
    assertThat(bench().read(project)).isEqualTo(Presence.PRESENT);
  }

  private VendorConnection byDefault() {
    return bench().connection(Map.of());
  }

  @Test
  void a_row_that_hides_its_owner_is_malformed_and_one_without_an_owner_is_nobodys() {
    bench().plant(ADA);
    var all = bench().locate(mail(ADA.email()));
    change("/codex_tasks", json -> eachRow(json, row -> row.putNull("created_by_id")));
    assertThat(bench().locate(mail(ADA.email())))
        .hasSize(all.size() - 1)
        .noneMatch(o -> o.kind().equals("codex_task"));
    change("/codex_tasks", json -> eachRow(json, row -> row.remove("created_by_id")));
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    change("/gpts", json -> eachRow(json, row -> row.remove("owner_id")));
    assertThat(bench().locate(mail(ADA.email()))).isEqualTo(all);
  }

  private static ObjectNode eachRow(ObjectNode json, Consumer<ObjectNode> change) {
    json.path("data").forEach(row -> change.accept((ObjectNode) row));
    return json;
  }

  // --- lists

  @Test
  void a_recording_that_hides_from_its_list_is_seen_by_its_transcript() {
    var recording = first(bench().locate(bench().plant(ADA)), "recording");
    bench().misbehave(Misbehaviour.HIDES_FROM_LIST);
    bench().erase(recording);
    assertThat(bench().locate(mail(ADA.email()))).doesNotContain(recording);
    assertThat(bench().read(recording)).isEqualTo(Presence.PRESENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[],\"has_more\":true}",
        "{\"data\":[],\"has_more\":true,\"cursor\":\"c\"}",
        "{\"data\":[],\"cursor\":\"c\"}",
        "{\"data\":[],\"has_more\":true,\"last_id\":\"x\"}",
        "{\"data\":[{\"email\":\"ada@example.com\"}]}",
        "{\"data\":[{\"id\":\"..\",\"email\":\"ada@example.com\"}]}",
        "{\"data\":[\"x\"]}",
        "{\"data\":{}}",
        "{}",
        "[]",
        "null",
        ""
      })
  void a_list_that_never_ends_or_is_none_is_malformed(String body) {
    bench().answer(request -> text(200, body));
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_canvas_may_bear_the_name_of_its_path() {
    bench().plant(ADA);
    var canvas = first(bench().locate(mail(ADA.email())), "canvas");
    change(
        "/canvases",
        json -> eachRow(json, row -> row.put("textdoc_id", row.remove("id").asString(""))));
    assertThat(bench().locate(mail(ADA.email()))).contains(canvas);
  }

  @Test
  void memories_that_cannot_be_addressed_are_malformed() {
    bench().plant(ADA);
    change("/memories", json -> json.put("has_more", true).set("data", json.arrayNode()));
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"id\":\"user-1\"}]}",
        "{\"data\":[{\"memories\":[{\"id\":\"m\"}]}]}",
        "{\"data\":[{\"memory_contexts\":[{\"id\":\"mc\"}]}]}"
      })
  void memories_in_another_form_are_malformed_and_not_gone(String body) {
    bench().answer(request -> text(200, body));
    var memories = new VendorObject("memories", "user-1");
    assertThat(bench().failure(() -> bench().read(memories)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(bench().failure(() -> bench().erase(memories)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  // --- answers

  @ParameterizedTest
  @CsvSource({"200,''", "200,<html>", "202,{}", "204,''", "200,{\"deleted\":false}"})
  void any_success_of_a_delete_is_a_claim_whatever_it_says(int status, String body) {
    var located = erasable();
    bench()
        .answer(
            request ->
                request.method().equals("DELETE")
                    ? text(status, body)
                    : simulator.answer(request, Set.of()));
    for (var object : located) {
      assertThat(bench().erase(object)).as("%s", object).isInstanceOf(Erasure.Claimed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "", "{\"id\":\"another\"}", "7"})
  void a_read_by_id_that_shows_something_else_is_malformed(String body) {
    bench().answer(request -> text(200, body));
    for (var kind : ChatGptKind.values()) {
      if (kind.look() == ChatGptKind.Look.ID) {
        var object = new VendorObject(kind.word(), "x1", kind.ofUser() ? "user-1" : "");
        var connection = bench().connection();
        assertThat(bench().failure(() -> adapter.read(connection, object)).kind())
            .as("%s", object)
            .isEqualTo(Kind.MALFORMED_RESPONSE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "302,MALFORMED_RESPONSE",
    "307,MALFORMED_RESPONSE",
    "400,REJECTED",
    "409,REJECTED",
    "500,UNAVAILABLE",
    "502,UNAVAILABLE"
  })
  void every_further_status_has_its_kind(int status, Kind kind) {
    bench().answer(request -> simulator.error(status));
    var automation = new VendorObject("automation", "a1", "user-1");
    var connection = bench().connection();
    for (var failure :
        List.of(
            bench().failure(() -> adapter.control(connection)),
            bench().failure(() -> adapter.read(connection, automation)),
            bench().failure(() -> adapter.erase(connection, automation)),
            bench().failure(() -> bench().locate(mail(ADA.email()))))) {
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure.status()).isEqualTo(status);
    }
  }

  @Test
  void a_workspace_that_is_not_there_is_a_failure_and_no_absence() {
    bench().answer(request -> simulator.error(404));
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).status()).isEqualTo(404);
    assertThat(bench().failure(() -> adapter.check(bench().connection())).status()).isEqualTo(404);
  }

  @Test
  void the_key_of_another_workspace_is_an_authentication_failure() {
    bench().plant(ADA);
    var other = Map.of("workspaceId", "99999999-2222-4333-8444-555555555555");
    assertThat(bench().failure(() -> adapter.control(bench().connection(other))).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  // --- settings and ids

  @ParameterizedTest
  @CsvSource({
    "workspaceId,''",
    "workspaceId,main",
    "workspaceId,../../x",
    "ownedObjects,perhaps",
    "logHosts,*.com",
    "logHosts,https://x.example.com",
    "logsSince,yesterday"
  })
  void a_setting_that_is_missing_or_means_nothing_is_rejected_without_a_call(
      String name, String value) {
    var connection = bench().connection(Map.of(name, value));
    var object = new VendorObject("gpt", "g-1");
    for (var failure :
        List.of(
            bench().failure(() -> adapter.check(connection)),
            bench().failure(() -> adapter.control(connection)),
            bench().failure(() -> adapter.locate(connection, mail(ADA.email()))),
            bench().failure(() -> adapter.read(connection, object)),
            bench().failure(() -> adapter.erase(connection, object)))) {
      assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    }
    assertThat(bench().calls()).isZero();
  }

  @Test
  void a_missing_workspace_is_rejected() {
    var whole = bench().connection();
    var connection = new VendorConnection(whole.baseUrl(), whole.credentials(), Map.of());
    assertThat(bench().failure(() -> adapter.control(connection)).kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void a_path_is_never_bent_by_an_id_of_dots() {
    bench().plant(ADA);
    for (var id : List.of("..", "...", ".", "a..b", "-x/..")) {
      assertThat(adapter.accepts(new VendorObject("memories", id))).isFalse();
      assertThat(adapter.accepts(new VendorObject("conversation", "c1", id))).isFalse();
      assertThat(bench().locate(subject(Identifier.Type.VENDOR_USER_ID, id))).isEmpty();
    }
    assertThat(bench().calls()).isZero();
  }

  @Test
  void what_lies_below_a_member_is_refused_without_one() {
    for (var kind : ChatGptKind.values()) {
      boolean alone = !kind.ofUser() || kind == ChatGptKind.CONVERSATION;
      assertThat(adapter.accepts(new VendorObject(kind.word(), "x1"))).isEqualTo(alone);
      assertThat(adapter.accepts(new VendorObject(kind.word(), "x1", "user-1")))
          .isEqualTo(kind.ofUser());
    }
  }

  @Test
  void the_pace_stays_below_a_hundred_calls_a_minute() {
    assertThat(adapter.descriptor().callsPerSecond() * 60).isLessThan(100);
  }
}
