package dev.writ.vendor.openaiconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Identifier.Type;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without an API there is no simulator, so the promises are tried by hand. */
class OpenAiConsumerContractTest {
  private static final String ADDRESS = SandboxPeople.ADA.email();

  private final OpenAiConsumerAdapter adapter = new OpenAiConsumerAdapter();

  /** Nothing may go out: the door is shut. */
  private VendorConnection connection(Map<String, String> settings) {
    var shut =
        new Admission() {
          @Override
          public void enter() {
            throw new AssertionError("this vendor is never called");
          }

          @Override
          public void leave(VendorFailure failure) {}
        };
    return new VendorConnection(
        adapter.descriptor().defaultBaseUrl(), Map.of(), settings, shut, Patience.NONE);
  }

  private List<VendorObject> locate(Identifier... identifiers) {
    return adapter
        .locate(connection(Map.of()), new Subject(List.of(identifiers), List.of()))
        .objects();
  }

  private VendorObject account() {
    return locate(new Identifier(Type.EMAIL, ADDRESS)).getFirst();
  }

  private static void nothing(String kind, String json) {
    throw new AssertionError("nothing is read out");
  }

  private static Kind kind(ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call).kind();
  }

  // --- what it says of itself

  @Test
  void describes_itself_without_credentials_and_with_nothing_left_unsaid() {
    var descriptor = adapter.descriptor();
    assertThat(descriptor.id()).isEqualTo("openai-consumer");
    assertThat(descriptor.defaultBaseUrl()).isEqualTo(URI.create("https://privacy.openai.com"));
    assertThat(descriptor.credentials()).isEmpty();
    assertThat(descriptor.exceptions())
        .isNotEmpty()
        .allMatch(e -> !e.what().isBlank() && !e.reason().isBlank() && !e.source().isBlank());
    assertThat(descriptor.documents()).isNotEmpty();
    assertThat(descriptor.unconfirmed()).anyMatch(open -> open.contains("again after a deletion"));
    assertThat(descriptor.manual()).extracting(ManualWork::code).doesNotHaveDuplicates().hasSize(4);
    assertThat(adapter.manual(connection(Map.of()))).isEqualTo(descriptor.manual());
  }

  @Test
  void no_surface_is_the_apis_and_every_hand_is_described() {
    for (var surface : adapter.descriptor().surfaces()) {
      assertThat(List.of(surface.exported(), surface.erased()))
          .allSatisfy(
              way ->
                  assertThat(adapter.descriptor().findManual(((Way.Hand) way).work())).isPresent());
      assertThat(surface.verified()).isInstanceOf(Way.None.class);
    }
  }

  // --- check and control

  @Test
  void check_and_control_call_nothing() {
    adapter.check(connection(Map.of()));
    assertThat(adapter.control(connection(Map.of()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "SUBJECT"})
  void a_setting_that_means_nothing_is_rejected_before_any_task_is_made(String value) {
    var connection = connection(Map.of("askedBy", value));
    var account = account();
    var subject = new Subject(List.of(), List.of(account));
    assertThat(kind(() -> adapter.check(connection))).isEqualTo(Kind.REJECTED);
    assertThat(kind(() -> adapter.locate(connection, subject))).isEqualTo(Kind.REJECTED);
    assertThat(kind(() -> adapter.erase(connection, account))).isEqualTo(Kind.REJECTED);
    assertThat(kind(() -> adapter.export(connection, account, OpenAiConsumerContractTest::nothing)))
        .isEqualTo(Kind.REJECTED);
  }

  // --- locate

  @Test
  void each_address_and_each_number_may_be_an_account() {
    var found =
        locate(
            new Identifier(Type.EMAIL, ADDRESS),
            new Identifier(Type.PHONE, "+49 30 1234567"),
            new Identifier(Type.EMAIL, "ada.second@example.com"));
    assertThat(found).hasSize(3).doesNotHaveDuplicates().allMatch(adapter::accepts);
    assertThat(found).extracting(VendorObject::kind).containsOnly("account");
    assertThat(found.get(0).id()).startsWith("email-a-");
    assertThat(found.get(1).id()).startsWith("phone-67-");
  }

  @Test
  void an_id_is_the_same_every_time_and_holds_no_plain_identifier() {
    assertThat(account()).isEqualTo(account());
    assertThat(account().id()).matches("email-a-[0-9a-f]{16}").doesNotContain("@", "example");
    assertThat(locate(new Identifier(Type.PHONE, "+49301234567")).getFirst().id())
        .doesNotContain("4930", "1234567");
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL,ada@example.com,' ADA@Example.com '",
    "PHONE,+49301234567,0049 (30) 123-45/67",
    "PHONE,+49301234567,49.30.1234567"
  })
  void one_identifier_in_two_spellings_is_one_account(Type type, String one, String other) {
    assertThat(locate(new Identifier(type, one), new Identifier(type, other))).hasSize(1);
  }

  @Test
  void an_address_that_begins_with_a_sign_shows_no_letter() {
    assertThat(locate(new Identifier(Type.EMAIL, "_@example.com")).getFirst().id())
        .startsWith("email-_-");
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL,nobody",
    "EMAIL,a@b@c",
    "EMAIL,two words@example.com",
    "EMAIL,''",
    "PHONE,12345",
    "PHONE,1234567890123456",
    "PHONE,call me",
    "CUSTOMER_ID,ada@example.com",
    "VENDOR_USER_ID,user-1",
    "EXTERNAL_ID,7"
  })
  void an_identifier_nobody_signs_up_with_matches_nothing(Type type, String value) {
    assertThat(locate(new Identifier(type, value))).isEmpty();
  }

  @Test
  void a_recorded_account_is_found_and_another_vendors_object_is_not() {
    var account = account();
    var foreign = new VendorObject("contact", "1");
    var subject =
        new Subject(List.of(new Identifier(Type.EMAIL, ADDRESS)), List.of(account, foreign));
    var location = adapter.locate(connection(Map.of()), subject);
    assertThat(location.objects()).containsExactly(account);
    assertThat(location.ambiguous()).isFalse();
  }

  // --- export, erase, read

  @Test
  void export_and_erase_are_the_persons_own_work_by_default() {
    var connection = connection(Map.of());
    var export =
        (Export.ByHand) adapter.export(connection, account(), OpenAiConsumerContractTest::nothing);
    var erase = (Erasure.ByHand) adapter.erase(connection, account());
    var exported = adapter.descriptor().findManual(export.work()).orElseThrow();
    var erased = adapter.descriptor().findManual(erase.work()).orElseThrow();
    assertThat(List.of(exported.doer(), erased.doer())).containsOnly(Doer.SUBJECT);
    assertThat(exported.vendorTime()).isEqualTo(Duration.ofDays(7));
    assertThat(erased.vendorTime()).isEqualTo(Duration.ofDays(30));
    assertThat(exported.steps()).anyMatch(step -> step.contains("24 hours"));
    assertThat(erased.steps()).anyMatch(step -> step.contains("30 days"));
    assertThat(List.of(exported, erased))
        .as("nobody knows whether there is an account, and the holder reads that first")
        .allMatch(work -> work.steps().getFirst().startsWith("We cannot see whether"));
  }

  @Test
  void they_are_the_officers_work_by_mail_where_the_setting_says_so() {
    var connection = connection(Map.of("askedBy", "officer"));
    var export =
        (Export.ByHand) adapter.export(connection, account(), OpenAiConsumerContractTest::nothing);
    var erase = (Erasure.ByHand) adapter.erase(connection, account());
    for (var code : List.of(export.work(), erase.work())) {
      var work = adapter.descriptor().findManual(code).orElseThrow();
      assertThat(work.doer()).isEqualTo(Doer.OFFICER);
      assertThat(work.steps()).anyMatch(step -> step.contains("dsar@openai.com"));
    }
    assertThat(export.work()).isNotEqualTo(erase.work());
  }

  @Test
  void absence_is_never_claimed() {
    var seen = adapter.read(connection(Map.of()), account());
    assertThat(seen).isInstanceOf(Presence.Unobservable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "account,ada@example.com,''",
    "account,email-a-0123456789abcdeF,''",
    "account,email-a-0123456789abcdef,parent",
    "contact,email-a-0123456789abcdef,''",
    "account,../email-a-0123456789abcdef,''"
  })
  void an_object_that_cannot_be_ours_is_rejected_and_its_id_told_to_nobody(
      String kind, String id, String parent) {
    var object = new VendorObject(kind, id, parent);
    var connection = connection(Map.of());
    assertThat(adapter.accepts(object)).isFalse();
    for (var call :
        List.<ThrowingCallable>of(
            () -> adapter.erase(connection, object),
            () -> adapter.read(connection, object),
            () -> adapter.export(connection, object, OpenAiConsumerContractTest::nothing),
            () -> adapter.pollErasure(connection, object, "h"))) {
      var failure = catchThrowableOfType(VendorFailure.class, call);
      assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
      assertThat(failure.toString()).doesNotContain(id);
    }
  }
}
