package dev.writ.vendor.microsoftcopilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier.Type;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding people and reading their histories: the traps of the documents, each as a test. */
class MicrosoftCopilotContractTest {
  private static final SandboxPerson ADA = SandboxPeople.ADA;
  private static final SandboxPerson TALKER =
      new SandboxPerson("talker", "Tara Talker", List.of("talker@example.com"), Set.of("*"), 23);
  private static final Erasure BY_HAND =
      new Erasure.ByHand(MicrosoftCopilotWork.COPILOT_BULK_DELETE);

  private final CopilotTenant tenant = new CopilotTenant();

  @AfterEach
  void close() {
    tenant.close();
  }

  private Presence read(VendorObject object, String... settings) {
    return tenant.adapter.read(tenant.connection(settings), object);
  }

  private static VendorFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  /** This answer to every request whose path ends so. */
  private void impose(String pathEnd, SimulatedResponse answer) {
    tenant.impose(
        request -> request.path().endsWith(pathEnd) ? Optional.of(answer) : Optional.empty());
  }

  private void refuse(String pathEnd, int status) {
    impose(pathEnd, tenant.simulator.error(status));
  }

  @Test
  void an_export_follows_every_page_to_the_last() {
    var lines = tenant.export(tenant.history(SandboxPeople.PROLIFIC));
    assertThat(lines).hasSize(2_000).doesNotHaveDuplicates();
    var pages = tenant.seen("GET", "/getAllEnterpriseInteractions");
    assertThat(pages).as("twenty pages, and an empty one among them").isEqualTo(21);
  }

  @Test
  void an_export_holds_one_page_and_not_the_history() {
    var history = tenant.history(SandboxPeople.PROLIFIC);
    var given = new AtomicInteger();
    tenant.adapter.export(
        tenant.connection(),
        history,
        (kind, json) -> {
          var pages = tenant.seen("GET", "/getAllEnterpriseInteractions");
          assertThat(100 * pages - given.getAndIncrement())
              .as("what has arrived and is not handed on, and an empty page")
              .isLessThanOrEqualTo(200);
        });
    assertThat(given).hasValue(2_000);
  }

  @Test
  void a_page_too_large_for_memory_is_asked_for_with_fewer_rows_and_nothing_is_given_twice() {
    var history = tenant.history(SandboxPeople.PROLIFIC);
    var large = new SimulatedResponse(200, Map.of(), new byte[VendorHttp.MOST_BYTES + 1]);
    tenant.impose(
        request ->
            request.param("$top").filter("100"::equals).isPresent()
                    && request.param("$skiptoken").filter(t -> t.contains("/300=")).isPresent()
                ? Optional.of(large)
                : Optional.empty());
    assertThat(tenant.export(history)).hasSize(2_000).doesNotHaveDuplicates();
    assertThat(tenant.exchanges)
        .extracting(exchange -> exchange.request().param("$top").orElse(""))
        .contains("100", "10")
        .doesNotContain("1");
    tenant.impose(
        request -> request.param("$top").isPresent() ? Optional.of(large) : Optional.empty());
    assertThat(failure(() -> read(history)).kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void what_is_not_looked_at_says_what_would_show_it() {
    var user = tenant.history(ADA).id();
    assertThat(read(CopilotKind.MEMORIES.of(user)))
        .isInstanceOfSatisfying(
            Presence.Unobservable.class,
            unseen -> assertThat(unseen.reason()).contains("an eDiscovery search shows"));
    assertThat(read(CopilotKind.STUDIO.of(user)))
        .isInstanceOfSatisfying(
            Presence.Unobservable.class,
            unseen -> assertThat(unseen.reason()).doesNotContain("eDiscovery"));
  }

  @Test
  void an_empty_page_with_a_link_is_not_the_end() {
    var history = tenant.history(ADA);
    assertThat(read(history)).isEqualTo(Presence.PRESENT);
    assertThat(tenant.seen("GET", "/getAllEnterpriseInteractions")).isEqualTo(2);
  }

  @Test
  void an_answer_that_stands_in_an_attachment_alone_is_exported() {
    var answers =
        tenant.export(tenant.history(ADA)).stream()
            .map(VendorHttp.JSON::readTree)
            .filter(json -> json.path("interactionType").asString("").equals("aiResponse"))
            .toList();
    assertThat(answers)
        .hasSize(4)
        .allSatisfy(
            answer -> {
              assertThat(answer.path("body").path("content").asString("")).doesNotContain("Answer");
              var card = answer.path("attachments").path(0).path("content").asString("");
              assertThat(
                      VendorHttp.JSON.readTree(card).path("body").path(0).path("text").asString())
                  .contains("Answer");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/v1.0/next",
        "http://127.0.0.1:1/v1.0/next",
        "//127.0.0.1/next",
        "http://user@127.0.0.1/next",
        "no link at all"
      })
  void a_link_that_leads_elsewhere_is_not_followed(String link) {
    var history = tenant.history(ADA);
    var page = new LinkedHashMap<String, Object>();
    page.put("@odata.nextLink", link);
    page.put("value", List.of());
    impose("/getAllEnterpriseInteractions", SimulatedResponse.json(200, page));
    assertThat(failure(() -> read(history)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_link_that_repeats_is_a_failure_and_no_short_list() {
    var history = tenant.history(ADA);
    tenant.impose(
        request ->
            request.path().endsWith("/getAllEnterpriseInteractions")
                ? Optional.of(
                    SimulatedResponse.json(
                        200,
                        Map.of(
                            "value",
                            List.of(),
                            "@odata.nextLink",
                            "http://" + request.headers().get("host") + "/microsoft-copilot/x")))
                : request.path().equals("/x")
                    ? Optional.of(
                        SimulatedResponse.json(
                            200,
                            Map.of(
                                "value",
                                List.of(),
                                "@odata.nextLink",
                                "http://"
                                    + request.headers().get("host")
                                    + "/microsoft-copilot/x")))
                    : Optional.empty());
    assertThat(failure(() -> read(history)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_404_for_a_living_user_is_no_absence() {
    var history = tenant.history(ADA);
    tenant.simulator.user(ADA).refusedWith = 404;
    assertThat(tenant.locate(Type.EMAIL, ADA.email())).isEqualTo(tenant.all(history));
    assertThat(read(history)).isInstanceOf(Presence.Unobservable.class);
    assertThat(tenant.adapter.export(tenant.connection(), history, (kind, json) -> {}))
        .isEqualTo(new Export.ByHand(MicrosoftCopilotWork.COPILOT_EXPORT));
    assertThat(tenant.erase(history)).isEqualTo(new Erasure.Claimed());
    assertThat(tenant.simulator.user(ADA).remembers()).isFalse();
  }

  @Test
  void a_403_is_lost_rights_unless_the_control_user_is_shown() {
    var history = tenant.history(ADA);
    tenant.simulator.user(ADA).refusedWith = 403;
    assertThat(failure(() -> read(history)).kind()).isEqualTo(Kind.AUTHENTICATION);
    var control = tenant.history(TALKER).id();
    assertThat(read(history, "controlUser", control)).isInstanceOf(Presence.Unobservable.class);
    refuse("/getAllEnterpriseInteractions", 403);
    assertThat(failure(() -> read(history, "controlUser", control)).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @Test
  void every_address_and_the_object_id_lead_to_the_same_person() {
    var history = tenant.history(ADA);
    for (var address : List.of("ada@example.com", "ADA@example.com", "ada.example@example.com")) {
      assertThat(tenant.locate(Type.EMAIL, address)).isEqualTo(tenant.all(history));
    }
    assertThat(tenant.locate(Type.VENDOR_USER_ID, history.id().toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(tenant.all(history));
    assertThat(tenant.locate(Type.VENDOR_USER_ID, ADA.email())).isEqualTo(tenant.all(history));
  }

  @Test
  void what_no_api_shows_is_a_task_for_everybody_the_directory_knows() {
    var history = tenant.history(ADA);
    tenant.erase(history);
    var unseen = tenant.locate(Type.EMAIL, ADA.email());
    assertThat(unseen)
        .extracting(VendorObject::kind)
        .containsExactly("copilot_memories", "copilot_studio");
    assertThat(unseen)
        .extracting(tenant::erase)
        .containsExactly(
            new Erasure.ByHand("COPILOT_MEMORY_PAGES"),
            new Erasure.ByHand("COPILOT_STUDIO_AGENTS"));
    for (var object : unseen) {
      tenant.simulator.byHand(object);
      assertThat(read(object)).isInstanceOf(Presence.Unobservable.class);
      assertThat(failure(() -> tenant.export(object)).kind()).isEqualTo(Kind.REJECTED);
    }
    assertThat(tenant.simulator.held(ADA)).isZero();
  }

  @Test
  void an_account_is_located_with_the_setting_alone_and_stands_last() {
    var history = tenant.history(ADA);
    assertThat(tenant.locate(Type.EMAIL, ADA.email())).isEqualTo(tenant.all(history));
    assertThat(tenant.locate(Type.EMAIL, ADA.email(), "eraseAccount", "true"))
        .startsWith(history)
        .endsWith(tenant.account(ADA));
  }

  @Test
  void a_filter_that_is_ignored_is_a_failure() {
    tenant.history(ADA);
    var stranger = Map.of("id", SimulatedUser.id("x"), "mail", "x@example.com");
    impose("/users", SimulatedResponse.json(200, Map.of("value", List.of(stranger))));
    assertThat(failure(() -> tenant.locate(Type.EMAIL, ADA.email())).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void an_address_of_a_living_and_a_deleted_user_is_ambiguous() {
    tenant.history(ADA);
    tenant.simulator.user(ADA).deleted = true;
    var again = new SandboxPerson("ada-again", "Ada Example", ADA.emails(), Set.of("*"), 2);
    tenant.history(again);
    var subject =
        new dev.writ.vendor.spi.Subject(
            List.of(new dev.writ.vendor.spi.Identifier(Type.EMAIL, ADA.email())), List.of());
    var location = tenant.adapter.locate(tenant.connection(), subject);
    assertThat(location.ambiguous()).isTrue();
    assertThat(location.objects().stream().filter(o -> o.kind().equals("copilot_interactions")))
        .hasSize(2);
  }

  @Test
  void a_deleted_user_is_found_and_what_nobody_can_see_is_not_called_absent() {
    var history = tenant.history(ADA);
    tenant.simulator.user(ADA).deleted = true;
    for (var address : ADA.emails()) {
      assertThat(tenant.locate(Type.EMAIL, address)).isEqualTo(tenant.all(history));
    }
    assertThat(tenant.locate(Type.VENDOR_USER_ID, history.id())).isEqualTo(tenant.all(history));
    assertThat(read(history)).isInstanceOf(Presence.Unobservable.class);
    assertThat(tenant.erase(history)).isEqualTo(BY_HAND);
    assertThat(tenant.adapter.export(tenant.connection(), history, (kind, json) -> {}))
        .isEqualTo(new Export.ByHand(MicrosoftCopilotWork.COPILOT_EXPORT));
  }
}
