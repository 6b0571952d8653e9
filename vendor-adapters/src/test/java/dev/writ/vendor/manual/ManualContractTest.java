package dev.writ.vendor.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without an API there is no simulator, so the promises are tried by hand. */
class ManualContractTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "vendorName", "Acme Chat",
          "contact", "privacy@acme.example",
          "exportInstructions", "Open the portal.\n\n  Choose Export.  ",
          "eraseInstructions", "Open the portal.\r\nChoose Erase.\r\nConfirm.");
  private static final Identifier ADDRESS = new Identifier(Type.EMAIL, "ada@example.com");
  private static final Identifier NUMBER = new Identifier(Type.PHONE, "+49301234567");

  private final ManualAdapter adapter = new ManualAdapter();

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

  private VendorConnection with(String name, String value) {
    var settings = new HashMap<>(SETTINGS);
    settings.put(name, value);
    return connection(settings);
  }

  private List<VendorObject> locate(List<Identifier> identifiers, VendorObject... ledgered) {
    return adapter
        .locate(connection(SETTINGS), new Subject(identifiers, List.of(ledgered)))
        .objects();
  }

  private VendorObject person() {
    return locate(List.of(ADDRESS)).getFirst();
  }

  private static void nothing(String kind, String json) {
    throw new AssertionError("nothing is read out");
  }

  private List<ThrowingCallable> whatMakesWork(VendorConnection connection) {
    var person = person();
    return List.of(
        () -> adapter.check(connection),
        () -> adapter.manual(connection),
        () -> adapter.locate(connection, new Subject(List.of(ADDRESS), List.of())),
        () -> adapter.export(connection, person, ManualContractTest::nothing),
        () -> adapter.erase(connection, person));
  }

  private void assertRejected(VendorConnection connection) {
    for (var call : whatMakesWork(connection)) {
      var failure = catchThrowableOfType(VendorFailure.class, call);
      assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
      assertThat(failure.toString()).doesNotContain("Acme", "acme", "portal");
    }
  }

  // --- what it says of itself

  @Test
  void describes_itself_without_credentials_and_with_a_name_that_never_resolves() {
    var descriptor = adapter.descriptor();
    assertThat(descriptor.id()).isEqualTo("manual");
    assertThat(descriptor.defaultBaseUrl()).hasScheme("https").hasHost("vendor.invalid");
    assertThat(descriptor.credentials()).isEmpty();
    assertThat(descriptor.settings())
        .extracting(Setting::name)
        .doesNotHaveDuplicates()
        .containsAll(SETTINGS.keySet());
    assertThat(descriptor.exceptions()).isNotEmpty();
    assertThat(descriptor.unconfirmed()).isNotEmpty();
    for (var surface : descriptor.surfaces()) {
      assertThat(surface.verified()).isInstanceOf(Way.None.class);
    }
  }

  // --- the work of one connection

  @Test
  void the_work_of_a_connection_has_its_own_steps_under_the_descriptors_codes() {
    var work = adapter.manual(connection(SETTINGS));
    assertThat(work)
        .extracting(ManualWork::code)
        .isEqualTo(adapter.descriptor().manual().stream().map(ManualWork::code).toList());
    assertThat(work.getFirst().title()).contains("Acme Chat");
    assertThat(work.getFirst().steps())
        .hasSize(4)
        .startsWith("Requests go to: privacy@acme.example", "Open the portal.", "Choose Export.");
    assertThat(work.getLast().steps()).hasSize(5).contains("Choose Erase.", "Confirm.");
    assertThat(work).extracting(ManualWork::doer).containsOnly(Doer.OFFICER);
    assertThat(work).extracting(ManualWork::vendorTime).containsOnly(Duration.ofDays(30));
  }

  @Test
  void due_days_doer_and_document_are_the_connections() {
    var work =
        adapter.manual(
            connection(
                Map.of(
                    "vendorName", "Acme Chat",
                    "contact", "https://acme.example/privacy",
                    "exportInstructions", "Ask.",
                    "eraseInstructions", "Ask.",
                    "dueDays", "365",
                    "doer", "subject",
                    "document", "Acme privacy notice, 2026-10-01")));
    assertThat(work)
        .allSatisfy(
            one -> {
              assertThat(one.doer()).isEqualTo(Doer.SUBJECT);
              assertThat(one.vendorTime()).isEqualTo(Duration.ofDays(365));
              assertThat(one.source()).isEqualTo("Acme privacy notice, 2026-10-01");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"vendorName", "contact", "exportInstructions", "eraseInstructions"})
  void a_connection_without_an_instruction_makes_no_task(String missing) {
    var settings = new HashMap<>(SETTINGS);
    settings.remove(missing);
    assertRejected(connection(settings));
    assertRejected(with(missing, " \n "));
  }

  @ParameterizedTest
  @CsvSource({
    "dueDays,0",
    "dueDays,366",
    "dueDays,-1",
    "dueDays,soon",
    "dueDays,99999999999",
    "doer,nobody",
    "doer,''",
    "document,''"
  })
  void a_setting_that_means_nothing_is_rejected(String name, String value) {
    assertRejected(with(name, value));
  }

  @Test
  void a_name_of_several_lines_is_rejected() {
    assertRejected(with("vendorName", "Acme\nChat"));
  }

  @Test
  void check_and_control_call_nothing() {
    adapter.check(connection(SETTINGS));
    assertThat(adapter.control(connection(SETTINGS))).isTrue();
  }

  // --- locate

  @Test
  void a_person_is_one_object_whatever_the_number_and_order_of_identifiers() {
    assertThat(locate(List.of(ADDRESS, NUMBER)))
        .hasSize(1)
        .isEqualTo(locate(List.of(NUMBER, ADDRESS)));
    assertThat(locate(List.of(new Identifier(Type.EMAIL, " ADA@example.com"), ADDRESS)))
        .isEqualTo(locate(List.of(ADDRESS)));
  }

  @Test
  void other_people_are_other_objects_and_no_id_holds_an_identifier() {
    assertThat(locate(List.of(NUMBER))).isNotEqualTo(locate(List.of(ADDRESS)));
    assertThat(person().id()).matches("person-[0-9a-f]{32}");
  }

  @Test
  void a_person_without_identifiers_is_nobody() {
    assertThat(locate(List.of())).isEmpty();
  }

  @Test
  void recorded_objects_stand_before_the_person_and_foreign_ones_are_left_out() {
    var ticket = new VendorObject("record", "Ticket 7/ä");
    var person = person();
    assertThat(locate(List.of(ADDRESS), person, ticket, new VendorObject("note", "1"), ticket))
        .containsExactly(ticket, person);
  }

  // --- export, erase, read

  @Test
  void export_and_erase_are_work_that_the_connection_describes() {
    var connection = connection(SETTINGS);
    var export = (Export.ByHand) adapter.export(connection, person(), ManualContractTest::nothing);
    var erase = (Erasure.ByHand) adapter.erase(connection, person());
    assertThat(adapter.manual(connection))
        .extracting(ManualWork::code)
        .containsExactly(export.work(), erase.work());
    assertThat(adapter.descriptor().findManual(export.work())).isPresent();
    assertThat(adapter.descriptor().findManual(erase.work())).isPresent();
  }

  @Test
  void absence_is_never_claimed() {
    assertThat(adapter.read(connection(SETTINGS), person()))
        .isInstanceOf(Presence.Unobservable.class);
  }

  @ParameterizedTest
  @CsvSource({"person,ada@example.com,''", "account,person-1,''", "person,person-1,x"})
  void an_object_that_cannot_be_ours_is_rejected_and_its_id_told_to_nobody(
      String kind, String id, String parent) {
    var object = new VendorObject(kind, id, parent);
    var connection = connection(SETTINGS);
    assertThat(adapter.accepts(object)).isFalse();
    for (var call :
        List.<ThrowingCallable>of(
            () -> adapter.erase(connection, object),
            () -> adapter.read(connection, object),
            () -> adapter.export(connection, object, ManualContractTest::nothing))) {
      var failure = catchThrowableOfType(VendorFailure.class, call);
      assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
      assertThat(failure.toString()).doesNotContain(id);
    }
  }

  @Test
  void a_record_with_a_line_break_in_its_id_is_not_accepted() {
    assertThat(adapter.accepts(new VendorObject("record", "a\nb"))).isFalse();
    assertThat(adapter.accepts(new VendorObject("record", "a", "b\u0000"))).isFalse();
    assertThat(adapter.accepts(new VendorObject("record", "a", "b"))).isTrue();
  }
}
