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
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

  private static final Duration SECOND = Duration.ofSeconds(1);
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

  /** Every fifth is of one kind, of which a page has two hundred. */
  @Override
  protected int twoPagesOfEachList() {
    return 1050;
  }

  @Override
  protected Set<String> askFor(String code) {
    var contact = of("contact");
    switch (code) {
      case "GRANT_HARD_DELETE" -> simulator.switches().hardDelete = false;
      case "EMPTY_RECYCLE_BIN" ->
          ask("DELETE", "/services/data/v67.0/sobjects/Contact/" + contact.id(), Map.of());
      default -> {
        return Set.of();
      }
    }
    return bench().asked(contact);
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

  // --- locate

  @Test
  void the_crm_goes_before_the_profile_and_what_the_profile_leads_to_before_both() {
    var kinds =
        bench().locate(bench().plant(ADA)).stream().map(VendorObject::kind).distinct().toList();
    assertThat(kinds)
        .containsExactly(
            "ai_request",
            "ai_generation",
            "agent_session",
            "related_record",
            "contact",
            "lead",
            "crm_individual",
            "individual");
  }

  @Test
  void a_quote_in_an_address_is_escaped_and_finds_nobody_else() {
    var id = "003OBRIEN00000001A";
    simulator.record("Contact", id, Map.of("Email", "o'brien@example.com"));
    simulator.record("Contact", "003OTHER000000001A", Map.of("Email", "x@example.com"));
    assertThat(locate(mail("o'brien@example.com"), ORG_ALONE))
        .containsExactly(new VendorObject("contact", id));
    assertThat(locate(mail("x'OR_Email!='@example.com"), ORG_ALONE)).isEmpty();
  }

  @Test
  void two_contacts_of_one_address_are_ambiguous_and_a_contact_with_a_lead_is_not() {
    assertThat(bench().find(bench().plant(ADA)).ambiguous()).isFalse();
    simulator.record("Contact", "003SECOND00000001A", Map.of("Email", ADA.email()));
    assertThat(bench().find(mail(ADA.email())).ambiguous()).isTrue();
  }

  @Test
  void record_ids_phones_and_external_ids_find_a_contact() {
    var id = "003PHONE000000001A";
    simulator.record("Contact", id, Map.of("Phone", "+49301234", "Key__c", "K-7"));
    var settings = new HashMap<>(ORG_ALONE);
    settings.put("phoneFields", "Contact.Phone");
    settings.put("externalIdFields", "Contact.Key__c");
    var expected = List.of(new VendorObject("contact", id));
    assertThat(locate(subject(Identifier.Type.VENDOR_USER_ID, id), settings)).isEqualTo(expected);
    assertThat(locate(subject(Identifier.Type.VENDOR_USER_ID, id.substring(0, 15)), settings))
        .isEqualTo(expected);
    assertThat(locate(subject(Identifier.Type.PHONE, "+49301234"), settings)).isEqualTo(expected);
    assertThat(locate(subject(Identifier.Type.CUSTOMER_ID, "k-7"), settings)).isEqualTo(expected);
    assertThat(locate(subject(Identifier.Type.CUSTOMER_ID, "k-7"), ORG_ALONE)).isEmpty();
  }

  @Test
  void without_data_360_no_tenant_is_asked_and_its_kinds_are_refused() {
    var profile = of("individual");
    long before = bench().calls();
    assertThat(locate(mail(ADA.email()), ORG_ALONE))
        .extracting(VendorObject::kind)
        .containsExactly("contact");
    assertThat(bench().calls() - before).isEqualTo(2);
    assertThat(bench().failure(() -> adapter.read(bench().connection(ORG_ALONE), profile)).kind())
        .isEqualTo(Kind.REJECTED);
  }

  @Test
  void a_table_that_the_org_does_not_have_holds_nothing() {
    simulator.switches().missingTable = SimulatedPlanting.REQUEST;
    var request = new VendorObject("ai_request", "req-1");
    assertThat(bench().locate(bench().plant(ADA)))
        .hasSize(8)
        .noneMatch(object -> object.kind().equals("ai_request"));
    assertThat(bench().read(request)).isEqualTo(Presence.ABSENT);
    assertThat(bench().export(request)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/query?q=1", "https://example.com/services/data/v67.0/query/1", ""})
  void a_next_page_that_is_no_relative_address_of_a_query_is_malformed(String next) {
    answerAt(
        "/queryAll",
        SimulatedResponse.json(
            200,
            Map.of("totalSize", 2, "done", false, "nextRecordsUrl", next, "records", List.of())));
    assertThat(bench().failure(() -> locate(mail(ADA.email()), ORG_ALONE)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"totalSize\":1,\"done\":true,\"records\":[]}",
        "{\"done\":true}",
        "{\"records\":[]}",
        "{\"done\":true,\"records\":[{}]}",
        "{\"done\":false,\"nextRecordsUrl\":\"/services/data/v67.0/query/01g-1\",\"records\":[]}",
        "[]",
        "null"
      })
  void a_short_endless_or_unknown_result_is_malformed(String body) {
    bench()
        .answer(
            request ->
                request.path().contains("/query")
                    ? text(200, "application/json", body)
                    : simulator.answer(request, Set.of()));
    assertThat(bench().failure(() -> locate(mail(ADA.email()), ORG_ALONE)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_related_record_that_names_somebody_else_is_nobodys_find() {
    simulator.record("Case", "500OTHER000000001A", Map.of("ContactId", "003OTHER000000001A"));
    var subject = bench().plant(ADA);
    bench()
        .answer(
            request ->
                simulator.answer(
                    request.param("q").filter(q -> q.contains("FROM Case WHERE")).isPresent()
                        ? unfiltered(request)
                        : request,
                    Set.of()));
    assertThat(bench().failure(() -> bench().locate(subject)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  private static SimulatedRequest unfiltered(SimulatedRequest request) {
    var query = new HashMap<>(request.query());
    query.put("q", List.of(request.param("q").orElseThrow().replaceFirst(" WHERE .*", "")));
    return new SimulatedRequest(
        request.method(), request.path(), query, request.headers(), request.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FROM ssot__AiAgentSession__dlm|ssot__Id__c,ssot__IndividualId__c",
        "FROM ssot__AiAgentSessionParticipant__dlm|ssot__Id__c,ssot__AiAgentSessionId__c,ssot__IndividualId__c"
      })
  void a_session_of_somebody_else_is_nobodys_find(String from, String columns) {
    var subject = bench().plant(ADA);
    var names = List.of(columns.split(","));
    bench()
        .answer(
            request ->
                request.text().contains(from + " WHERE") && !request.text().contains("> ?")
                    ? SimulatedResponse.json(
                        200,
                        Map.of(
                            "metadata", Map.of("columns", names),
                            "data", List.of(names.stream().map(name -> "X-1").toList()),
                            "returnedRows", 1))
                    : simulator.answer(request, Set.of()));
    assertThat(bench().failure(() -> bench().locate(subject)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void further_pages_still_show_what_lies_in_the_recycle_bin() {
    for (int i = 0; i < 450; i++) {
      var record =
          simulator.record("Task", "00T%015d".formatted(i), Map.of("WhoId", "003PHONE000000001A"));
      record.state = i % 2 == 0 ? SimulatedRecord.State.LIVE : SimulatedRecord.State.IN_BIN;
    }
    simulator.record("Contact", "003PHONE000000001A", Map.of("Email", "many@example.com"));
    assertThat(bench().locate(mail("many@example.com"))).hasSize(451);
    assertThat(lines()).anyMatch(line -> line.matches("GET /services/data/v67.0/query/01g.*"));
  }

  // --- records

  @Test
  void a_hard_delete_is_a_job_that_is_removed_when_it_has_done() {
    var contact = of("contact");
    var erasure = adapter.erase(bench().connection(), contact);
    assertThat(erasure)
        .isInstanceOfSatisfying(
            Erasure.InProgress.class,
            slow -> assertThat(slow.again()).as("the job waits for us").isLessThan(SECOND));
    assertThat(simulator.jobsKept()).isEqualTo(1);
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
    var handle = ((Erasure.InProgress) erasure).handle();
    int polls = 0;
    while (erasure instanceof Erasure.InProgress) {
      erasure = adapter.pollErasure(bench().connection(), contact, handle);
      polls++;
    }
    assertThat(erasure).isEqualTo(new Erasure.Claimed());
    assertThat(polls).isEqualTo(3);
    assertThat(simulator.jobsKept()).isZero();
    assertThat(bench().read(contact)).isEqualTo(Presence.ABSENT);
    assertThat(
            bench().requests().stream()
                .filter(r -> r.path().endsWith("/batches"))
                .map(SimulatedRequest::text))
        .containsExactly("Id\n" + contact.id() + "\n");
    assertThat(adapter.pollErasure(bench().connection(), contact, handle))
        .as("asked again after the answer was lost")
        .isEqualTo(new Erasure.AlreadyAbsent());
  }

  @Test
  void a_job_that_completes_with_failures_is_no_erase_and_is_removed_too() {
    var contact = of("contact");
    simulator.switches().rowsFail = true;
    var failure = bench().failure(() -> bench().erase(contact));
    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(simulator.jobsKept()).isZero();
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void a_job_that_failed_as_a_whole_is_no_erase() {
    var contact = of("contact");
    bench()
        .answer(
            request ->
                request.method().equals("PUT")
                    ? simulator.answer(
                        new SimulatedRequest(
                            "PUT",
                            request.path(),
                            request.query(),
                            request.headers(),
                            "Id\r\n1\r\n".getBytes(StandardCharsets.UTF_8)),
                        Set.of())
                    : simulator.answer(request, Set.of()));
    assertThat(bench().failure(() -> bench().erase(contact)).kind()).isEqualTo(Kind.REJECTED);
    assertThat(simulator.jobsKept()).isZero();
  }

  @Test
  void without_the_permission_for_hard_deletes_a_human_is_asked_and_nothing_is_deleted_softly() {
    var contact = of("contact");
    simulator.switches().hardDelete = false;
    assertThat(bench().erase(contact)).isEqualTo(new Erasure.ByHand("GRANT_HARD_DELETE"));
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
    assertThat(lines()).noneMatch(line -> line.startsWith("DELETE"));
    answerAt("/jobs/ingest", simulator.error(403));
    assertThat(bench().erase(contact)).isEqualTo(new Erasure.ByHand("GRANT_HARD_DELETE"));
    simulator.byHand(contact);
    assertThat(bench().read(contact)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void a_record_in_the_recycle_bin_is_found_and_exported_and_purged_by_hand() {
    var contact = of("contact");
    assertThat(
            ask("DELETE", "/services/data/v67.0/sobjects/Contact/" + contact.id(), Map.of())
                .status())
        .isEqualTo(204);
    assertThat(bench().locate(mail(ADA.email()))).contains(contact);
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
    assertThat(bench().export(contact)).singleElement().asString().contains(ADA.email());
    assertThat(bench().erase(contact)).isEqualTo(new Erasure.ByHand("EMPTY_RECYCLE_BIN"));
    simulator.byHand(contact);
    assertThat(bench().read(contact)).isEqualTo(Presence.ABSENT);
    assertThat(bench().export(contact)).isEmpty();
  }

  @Test
  void a_record_that_slips_into_the_bin_while_its_job_runs_is_left_to_a_human() {
    var contact = of("contact");
    var slow = (Erasure.InProgress) adapter.erase(bench().connection(), contact);
    ask("DELETE", "/services/data/v67.0/sobjects/Contact/" + contact.id(), Map.of());
    Erasure erasure = slow;
    while (erasure instanceof Erasure.InProgress) {
      erasure = adapter.pollErasure(bench().connection(), contact, slow.handle());
    }
    assertThat(erasure).isEqualTo(new Erasure.ByHand("EMPTY_RECYCLE_BIN"));
    assertThat(simulator.jobsKept()).isZero();
  }

  @Test
  void a_purged_record_counts_as_there_while_a_query_shows_it() {
    var contact = of("contact");
    simulator.switches().looksAfterPurge = 2;
    assertThat(bench().erase(contact)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
    assertThat(bench().read(contact)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void an_abandoned_job_is_stopped_and_removed_with_the_id_it_holds() {
    var contact = of("contact");
    var slow = (Erasure.InProgress) adapter.erase(bench().connection(), contact);
    adapter.pollErasure(bench().connection(), contact, slow.handle());
    adapter.abandon(bench().connection(), contact, slow.handle());
    assertThat(simulator.jobsKept()).isZero();
    adapter.abandon(bench().connection(), contact, slow.handle());
    assertThat(bench().read(contact)).isEqualTo(Presence.PRESENT);
  }

  @Test
  void an_upload_whose_answer_was_lost_is_gone_on_with() {
    var contact = of("contact");
    var slow = (Erasure.InProgress) adapter.erase(bench().connection(), contact);
    bench().misbehave(Misbehaviour.ANSWER_LOST);
    bench().failure(() -> adapter.pollErasure(bench().connection(), contact, slow.handle()));
    bench().behave();
    Erasure erasure = slow;
    while (erasure instanceof Erasure.InProgress) {
      erasure = adapter.pollErasure(bench().connection(), contact, slow.handle());
    }
    assertThat(erasure).isEqualTo(new Erasure.Claimed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"state\":\"Odd\"}", "{\"state\":\"JobComplete\"}", "null"})
  void a_job_in_an_unknown_state_is_malformed(String body) {
    var contact = of("contact");
    var slow = (Erasure.InProgress) adapter.erase(bench().connection(), contact);
    answerAt("/jobs/ingest/", text(200, "application/json", body));
    assertThat(
            bench()
                .failure(() -> adapter.pollErasure(bench().connection(), contact, slow.handle()))
                .kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_collection_delete_answers_200_although_an_item_failed() {
    var contact = of("contact");
    var answer =
        ask(
            "DELETE",
            "/services/data/v67.0/composite/sobjects",
            Map.of("ids", List.of(contact.id() + ",nonsense")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("\"success\":true", "\"success\":false", "MALFORMED_ID");
  }

  // --- profiles

  @Test
  void forgetting_is_an_opt_in_in_data_360_mode_and_takes_its_time() {
    var profile = of("individual");
    var erasure = adapter.erase(bench().connection(), profile);
    assertThat(erasure).isEqualTo(new Erasure.InProgress("forget:0", Duration.ofSeconds(15)));
    var patch =
        bench().requests().stream()
            .filter(r -> r.method().equals("PATCH"))
            .findFirst()
            .orElseThrow();
    assertThat(patch.path()).isEqualTo("/services/data/v67.0/consent/action/shouldforget");
    assertThat(patch.query())
        .isEqualTo(
            Map.of(
                "ids", List.of(profile.id()), "mode", List.of("cdp"), "status", List.of("optin")));
    assertThat(patch.body()).isEmpty();
    erasure = adapter.pollErasure(bench().connection(), profile, "forget:0");
    assertThat(erasure).isEqualTo(new Erasure.InProgress("forget:1", Duration.ofSeconds(30)));
    assertThat(adapter.pollErasure(bench().connection(), profile, "forget:1"))
        .isEqualTo(new Erasure.Claimed());
    assertThat(bench().read(profile)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void an_opt_out_and_a_missing_mode_answer_success_and_delete_nothing() {
    var profile = of("individual");
    var path = "/services/data/v67.0/consent/action/shouldforget";
    var wrong =
        List.of(
            Map.of(
                "ids", List.of(profile.id()), "mode", List.of("cdp"), "status", List.of("optout")),
            Map.of("ids", List.of(profile.id()), "status", List.of("optin")));
    for (var query : wrong) {
      var answer = ask("PATCH", path, query);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Success");
    }
    for (int look = 0; look < 5; look++) {
      assertThat(bench().read(profile)).isEqualTo(Presence.PRESENT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"results\":{\"result\":\"Failure\",\"errorCode\":\"PROBLEM_PROCESSING_REQUEST\"}}|REJECTED",
        "{\"cdpResult\":{\"%s\":{\"result\":\"Failure\"}}}|REJECTED",
        "{\"cdpResult\":{\"%s\":{\"result\":\"Success\",\"shouldforget\":false}}}|MALFORMED_RESPONSE",
        "{\"cdpResult\":{\"%s\":{\"result\":\"Success\"}}}|MALFORMED_RESPONSE",
        "{\"cdpResult\":{\"other\":{\"result\":\"Success\",\"shouldforget\":true}}}|MALFORMED_RESPONSE",
        "{\"%s\":{\"result\":\"Success\"}}|MALFORMED_RESPONSE",
        "{}|MALFORMED_RESPONSE"
      })
  void a_consent_of_200_without_the_individuals_own_success_is_no_claim(String body, Kind kind) {
    var profile = of("individual");
    answerAt("/shouldforget", text(200, "application/json", body.replace("%s", profile.id())));
    assertThat(bench().failure(() -> bench().erase(profile)).kind()).isEqualTo(kind);
  }

  @Test
  void a_restricted_profile_is_hidden_from_queries_and_its_absence_proves_nothing() {
    var profile = of("individual");
    restrict(profile, "optout");
    assertThat(bench().read(profile)).isInstanceOf(Presence.Unobservable.class);
    assertThat(bench().locate(mail(ADA.email()))).doesNotContain(profile);
    assertThat(bench().locate(new Subject(List.of(), List.of(profile)))).contains(profile);
    var settings =
        Map.of("individualIdFields", "Contact.Profile_Id__c", "relatedFields", "Task.WhoId");
    assertThat(locate(mail(ADA.email()), settings)).contains(profile);
    assertThat(bench().erase(profile)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(profile)).isInstanceOf(Presence.Unobservable.class);
    restrict(profile, "optin");
    bench().read(profile);
    assertThat(bench().read(profile)).isEqualTo(Presence.ABSENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|ABSENT",
        "{\"processing\":\"true\",\"processingResult\":\"Success\"}|ABSENT",
        "{\"processing\":\"false\"}|hidden",
        "{\"shouldforget\":\"true\"}|hidden",
        "{\"restrict\":\"true\"}|hidden"
      })
  void a_flag_under_a_key_nobody_has_documented_is_taken_as_a_restriction(
      String flags, String seen) {
    var profile = new VendorObject("individual", "IND-GONE");
    answerAt(
        "/consent/action/processing",
        text(
            200,
            "application/json",
            "{\"IND-GONE\":{\"result\":\"Success\",\"proceed\":" + flags + "}}"));
    assertThat(bench().read(profile) == Presence.ABSENT).isEqualTo(seen.equals("ABSENT"));
  }

  @Test
  void a_success_without_any_flags_does_not_show_that_a_profile_is_gone() {
    answerAt(
        "/consent/action/processing",
        text(200, "application/json", "{\"IND-GONE\":{\"result\":\"Success\"}}"));
    var gone = new VendorObject("individual", "IND-GONE");
    assertThat(bench().failure(() -> bench().read(gone)).kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  private void restrict(VendorObject profile, String status) {
    ask(
        "PATCH",
        "/services/data/v67.0/consent/action/processing",
        Map.of("ids", List.of(profile.id()), "mode", List.of("cdp"), "status", List.of(status)));
  }

  @Test
  void a_profile_that_a_source_fills_again_is_found_again_until_the_pass_of_day_30() {
    var profile = of("individual");
    simulator.switches().reingests = true;
    assertThat(bench().erase(profile)).isInstanceOf(Erasure.Claimed.class);
    assertThat(bench().read(profile)).isEqualTo(Presence.ABSENT);
    simulator.days(10);
    assertThat(bench().read(profile)).isEqualTo(Presence.PRESENT);
    assertThat(bench().locate(mail(ADA.email()))).contains(profile);
    simulator.days(20);
    assertThat(bench().read(profile)).isEqualTo(Presence.ABSENT);
  }

  @Test
  void audit_rows_and_sessions_outlive_the_profile_and_are_gone_when_a_human_has_done_it() {
    var located = bench().locate(bench().plant(ADA));
    var byHand = located.subList(0, 3);
    bench().erase(located.getLast());
    for (var object : byHand) {
      assertThat(bench().read(object)).isEqualTo(Presence.PRESENT);
      assertThat(bench().erase(object)).isInstanceOf(Erasure.ByHand.class);
      simulator.byHand(object);
      assertThat(bench().read(object)).isEqualTo(Presence.ABSENT);
    }
    assertThat(bench().locate(mail(ADA.email()))).doesNotContainAnyElementsOf(byHand);
  }

  @Test
  void a_session_is_exported_with_its_participants_and_messages() {
    var session = of("agent_session");
    assertThat(bench().export(session))
        .hasSize(3)
        .anyMatch(line -> line.contains("I am " + ADA.name()));
  }

  /** The vendor's answers are full long before this session ends. */
  @Test
  void a_long_session_is_exported_to_its_end_and_no_slice_waits_for_the_next() {
    var session = of("agent_session");
    simulator.messages(session.id(), 1_000);
    var asked = new ArrayList<Long>();
    adapter.export(
        bench().connection(),
        session,
        (kind, json) -> {
          if (json.contains("message-")) {
            asked.add(
                bench().requests().stream()
                    .filter(r -> r.text().contains("* FROM " + SimulatedPlanting.MESSAGE))
                    .count());
          }
        });
    assertThat(asked).hasSize(1_000).startsWith(1L).endsWith(4L);
    assertThat(asked.get(500)).isEqualTo(2);
  }

  /** Seven to a key, within a slice and where one of 300 ends. */
  @Test
  void rows_that_share_a_key_are_all_read_and_each_once() {
    var session = of("agent_session");
    for (int source = 0; source < 7; source++) {
      simulator.messages(session.id(), 100, "Source" + source);
    }
    var rows = bench().export(session).stream().filter(row -> row.contains("Source")).toList();
    assertThat(rows).hasSize(700).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"data\":[],\"metadata\":{\"columns\":[]}}",
        "{\"data\":[],\"metadata\":{\"columns\":[]},\"returnedRows\":1}",
        "{\"data\":[[\"x\"]],\"metadata\":{\"columns\":[]},\"returnedRows\":1}",
        "{\"data\":[],\"returnedRows\":0}"
      })
  void rows_that_do_not_add_up_are_malformed(String body) {
    var profile = of("individual");
    answerAt("/api/v3/query", text(200, "application/json", body));
    assertThat(bench().failure(() -> bench().read(profile)).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void rows_of_a_query_that_still_runs_are_not_taken_as_all_rows() {
    var profile = of("individual");
    var body = "{\"data\":[],\"metadata\":{\"columns\":[\"ssot__Id__c\"]},\"returnedRows\":0}";
    answerAt(
        "/api/v3/query",
        new SimulatedResponse(
            200,
            Map.of("x-hyperdb-status", "{\"completionStatus\":\"RUNNING_OR_UNSPECIFIED\"}"),
            body.getBytes(StandardCharsets.UTF_8)));
    assertThat(bench().failure(() -> bench().read(profile)).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  // --- signing in

  @Test
  void one_sign_in_serves_many_calls_and_an_ended_session_is_renewed_once() {
    var subject = bench().plant(ADA);
    bench().locate(subject);
    bench().locate(subject);
    assertThat(signIns()).isEqualTo(2);
    simulator.endSessions();
    assertThat(bench().locate(subject)).hasSize(9);
    assertThat(signIns()).isEqualTo(4);
  }

  private long signIns() {
    return lines().stream().filter(line -> line.endsWith("/token")).count();
  }

  @Test
  void another_audience_than_the_login_host_is_an_authentication_failure() {
    var connection = bench().connection(Map.of("audience", "https://test.salesforce.com"));
    var failure = bench().failure(() -> adapter.check(connection));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure.status()).isEqualTo(400);
  }

  @Test
  void a_web_page_in_place_of_a_tenants_token_is_an_authentication_failure() {
    simulator.switches().exchangeAnswersHtml = true;
    var failure = bench().failure(() -> adapter.check(bench().connection()));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    answerAt("/a360/token", text(200, "application/json", "<html>"));
    assertThat(bench().failure(() -> adapter.check(bench().connection())).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  @Test
  void a_tenant_is_called_at_its_host_with_or_without_a_scheme() {
    simulator.switches().tenantWithoutScheme = true;
    assertThat(bench().locate(bench().plant(ADA))).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://salesforce.com.example.com",
        "https://evilsalesforce.com",
        "http://x.c360a.salesforce.com",
        "https://x.c360a.salesforce.com:8443",
        "https://x.salesforce.com@example.com",
        "https://x.c360a.salesforce.com/elsewhere",
        "https://x.salesforce.com?y",
        "//example.com"
      })
  void a_tenant_anywhere_else_is_not_called(String elsewhere) {
    simulator.switches().tenantElsewhere = elsewhere;
    assertThat(bench().failure(() -> adapter.check(bench().connection())).kind())
        .isEqualTo(Kind.MALFORMED_RESPONSE);
    assertThat(lines()).noneMatch(line -> line.contains("/api/"));
  }

  @ParameterizedTest
  @CsvSource({
    "abc.c360a.salesforce.com,https://abc.c360a.salesforce.com",
    "https://abc.c360a.salesforce.com/,https://abc.c360a.salesforce.com",
    "MyDomain.my.salesforce.com,https://MyDomain.my.salesforce.com"
  })
  void salesforces_own_hosts_are_where_a_tenant_may_be(String told, String address) {
    var connection =
        new VendorConnection(URI.create("https://x.my.salesforce.com"), Map.of(), Map.of());
    assertThat(TenantAddress.of(connection, told)).hasToString(address);
  }

  // --- limits and refusals

  @Test
  void a_spent_quota_is_not_taken_for_a_missing_permission() {
    bench().adapter().check(bench().connection(ORG_ALONE));
    simulator.switches().quotaSpent = true;
    var spent = bench().failure(() -> adapter.control(bench().connection(ORG_ALONE)));
    assertThat(spent.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(spent.status()).isEqualTo(403);
    assertThat(spent.retryAfter()).contains(Duration.ofHours(1));
    bench().answer(request -> simulator.error(403));
    assertThat(bench().failure(() -> adapter.control(bench().connection(ORG_ALONE))).kind())
        .isEqualTo(Kind.AUTHENTICATION);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404})
  void an_org_without_records_whose_own_record_is_refused_has_no_control(int status) {
    assertThat(adapter.control(bench().connection(ORG_ALONE))).isTrue();
    bench()
        .answer(
            request ->
                request.query().toString().contains("FROM Organization")
                    ? simulator.error(status)
                    : simulator.answer(request, Set.of()));
    assertThat(adapter.control(bench().connection(ORG_ALONE))).isFalse();
  }

  @Test
  void every_answer_of_the_org_tells_its_limits_now_with_and_now_without_bursts() {
    var limits = new ArrayList<String>();
    for (int i = 0; i < 2; i++) {
      limits.add(
          ask("GET", "/services/data/v67.0/limits", Map.of()).headers().get("Sforce-Limit-Info"));
    }
    assertThat(limits).containsExactly("api-usage=1/15000", "api-usage=2/15000; api-bursts=1/750");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 405, 409, 410, 412, 414, 431, 500, 502})
  void every_further_status_has_its_kind(int status) {
    var objects = bench().locate(bench().plant(ADA));
    bench().answer(request -> simulator.error(status));
    var kind = status < 500 ? Kind.REJECTED : Kind.UNAVAILABLE;
    assertThat(bench().failure(() -> bench().locate(mail(ADA.email()))).kind()).isEqualTo(kind);
    for (var object : objects) {
      assertThat(bench().failure(() -> bench().read(object)).kind()).isEqualTo(kind);
    }
  }

  // --- settings

  @ParameterizedTest
  @CsvSource({
    "apiVersion,67",
    "audience,http://login.salesforce.com",
    "tokenMinutes,0",
    "data360,perhaps",
    "crmIndividual,''",
    "emailFields,Account.Email",
    "phoneFields,Phone",
    "relatedFields,Contact.ReportsToId",
    "individualIdFields,Contact.Id;x"
  })
  void a_setting_that_means_nothing_is_rejected_without_a_call(String name, String value) {
    var connection = bench().connection(Map.of(name, value));
    assertThat(bench().failure(() -> adapter.check(connection)).kind()).isEqualTo(Kind.REJECTED);
    assertThat(bench().calls()).isZero();
  }
}
