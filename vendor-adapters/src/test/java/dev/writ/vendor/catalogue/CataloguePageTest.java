package dev.writ.vendor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.ManualWork.Doer;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Setting;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.Way;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CataloguePageTest {
  private static final Path PAGE = Path.of("../docs/vendors.md");

  private static final VendorDescriptor ACME =
      VendorDescriptor.of("acme", "Acme (Chat)", URI.create("https://api.acme.example"))
          .roots(Map.of("login", URI.create("https://login.acme.example")))
          .hosts(List.of("*.blobs.example"))
          .credentials("key")
          .optionalCredentials("hookSecret")
          .settings(List.of(new Setting("walk", "true or false")))
          .surfaces(
              List.of(
                  new Surface(
                      "chat",
                      "by e-mail | phone",
                      Way.api("GET /chats/{id}"),
                      Way.api("DELETE /chats/{id}"),
                      Way.api("GET /chats/{id}"),
                      "purged after <30> days"),
                  new Surface(
                      "memory",
                      "by id",
                      Way.none("no call"),
                      Way.hand("MEMORY_DELETE"),
                      Way.none("no call shows it"),
                      ""),
                  new Surface(
                      "log",
                      "by id",
                      Way.none("no call"),
                      Way.none("it lasts"),
                      Way.none("no"),
                      "")))
          .manual(
              List.of(
                  new ManualWork(
                      "MEMORY_DELETE",
                      Doer.OFFICER,
                      "Delete the memory",
                      List.of("Open the console.", "Delete it."),
                      Duration.ofDays(2),
                      "Acme help, 2026-10-01")))
          .exceptions(
              List.of(
                  new OutOfReach("Backups", "no call", "Acme DPA", Duration.ofDays(90)),
                  new OutOfReach("Logs", "they last", "Acme DPA")))
          .looks(Duration.ofDays(32))
          .claims(
              List.of(
                  new DocumentedClaim(
                      Promise.RETENTION,
                      "Team",
                      "P30D",
                      "Chats go after 30 days.",
                      "Acme DPA",
                      LocalDate.of(2026, 11, 1))))
          .pace(0.5, 2, Duration.ofSeconds(90))
          .read(LocalDate.of(2026, 11, 1), List.of("Acme API reference"), List.of("The lag."));

  private static final Proof PROOF =
      new Proof(
          List.of(
              new Observation(
                  Promise.RETENTION, "CHAT_SETTING", Standing.UNCLEAR, "30", "GET /settings")),
          List.of("chat"),
          Optional.of(List.of("log")),
          Optional.of(List.of("guest", "key")));

  private static String page(VendorDescriptor... vendors) {
    return new CataloguePage(
            Stream.of(vendors).map(vendor -> new Catalogued(vendor, Proof.NONE)).toList())
        .write();
  }

  private static List<Catalogued> catalogue() throws Exception {
    var simulators = VendorsOnClassPath.simulators();
    return VendorsOnClassPath.all().stream()
        .map(
            adapter -> {
              var descriptor = adapter.descriptor();
              var simulator =
                  simulators.stream().filter(s -> s.vendor().equals(descriptor.id())).findFirst();
              return new Catalogued(descriptor, Proof.of(adapter, simulator));
            })
        .toList();
  }

  private static List<VendorDescriptor> all() throws Exception {
    return VendorsOnClassPath.all().stream().map(VendorAdapter::descriptor).toList();
  }

  // --- the page of the repository

  @Test
  void the_page_is_what_the_packages_say_of_themselves() throws Exception {
    var page = new CataloguePage(catalogue()).write();
    if (Boolean.getBoolean("writ.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("run CataloguePageTest with -Dwrit.write=true and commit docs/vendors.md")
        .exists();
    assertThat(Files.readString(PAGE))
        .as("run CataloguePageTest with -Dwrit.write=true and commit docs/vendors.md")
        .isEqualTo(page);
  }

  @Test
  void every_package_with_an_adapter_is_found_and_no_test_of_ours() throws Exception {
    assertThat(all())
        .extracting(VendorDescriptor::id)
        .contains("hubspot", "manual", "openai", "openai-consumer")
        .doesNotContain("toy", "things")
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(all()).extracting(VendorDescriptor::name).doesNotHaveDuplicates();
  }

  // --- how it is written

  @Test
  void the_summary_counts_kinds_by_how_each_thing_is_done() {
    assertThat(page(ACME))
        .contains(
            "| [Acme (Chat)](#acme-chat) | 3 | 1 by API, 2 not | 1 by API, 1 by hand, 1 not"
                + " | 1 by API, 2 not | **memory** | 1 | 2026-11-01 |");
  }

  @Test
  void a_kind_that_is_erased_unseen_is_marked_and_one_that_nobody_erases_is_not() {
    assertThat(page(ACME))
        .contains("**Erased unseen: `memory`.**", "| **no way to see it** not: no call shows it |")
        .contains("| `log` | by id | not: no call | not: it lasts | not: no |  |");
  }

  /** Accounts, which people sign in with, and profiles, which the records left would fill again. */
  @Test
  void what_goes_after_the_work_by_hand_is_marked() throws Exception {
    var later =
        all().stream()
            .flatMap(vendor -> vendor.afterHands().stream().map(kind -> vendor.id() + " " + kind));
    assertThat(later)
        .containsExactlyInAnyOrder(
            "google-workspace account", "microsoft-copilot account", "salesforce individual");
    var waiting =
        VendorDescriptor.of("waiting", "Waiting", URI.create("https://waiting.example"))
            .surfaces(List.of(ACME.surfaces().getFirst().waitingForHands()))
            .read(ACME.readOn(), List.of("doc"), List.of());
    assertThat(page(waiting)).contains("**After the work by hand on the kinds above.**");
    assertThat(page(ACME)).doesNotContain("**After the work by hand");
  }

  @Test
  void what_fills_again_by_further_use_is_marked() throws Exception {
    var refilling =
        all().stream()
            .flatMap(vendor -> vendor.refilling().stream().map(kind -> vendor.id() + " " + kind));
    assertThat(refilling)
        .contains("chatgpt-enterprise memories", "microsoft-copilot copilot_interactions")
        .doesNotContain("microsoft-copilot account", "hubspot contact");
    var filling =
        VendorDescriptor.of("filling", "Filling", URI.create("https://filling.example"))
            .surfaces(List.of(ACME.surfaces().getFirst().refilling()))
            .read(LocalDate.EPOCH, List.of(), List.of());
    assertThat(page(filling)).contains("purged after &lt;30> days **Fills again by further use.**");
    assertThat(page(ACME)).doesNotContain("Fills again");
  }

  @Test
  void a_vendor_whose_every_erase_is_unseen_is_marked_as_a_whole() throws Exception {
    var manual =
        all().stream().filter(vendor -> vendor.id().equals("manual")).findFirst().orElseThrow();
    assertThat(page(manual)).contains("**Erased unseen: every kind.**", "It is never called.");
  }

  @Test
  void a_vendor_whose_every_erase_can_be_seen_carries_no_mark() {
    var seen =
        VendorDescriptor.of("seen", "Seen", URI.create("https://seen.example"))
            .surfaces(List.of(ACME.surfaces().getFirst()))
            .read(LocalDate.EPOCH, List.of(), List.of());
    assertThat(new VendorSection(seen, Proof.NONE).write())
        .doesNotContain(
            "unseen",
            "no way to see it",
            "### By hand",
            "### Settings",
            "### Promised",
            "### Proof");
  }

  @Test
  void every_thing_a_vendor_says_stands_in_its_section() {
    assertThat(new VendorSection(ACME, PROOF).write())
        .contains(
            "- vendor: `acme`",
            "- base URL: `https://api.acme.example`",
            "- further address login: `https://login.acme.example`",
            "- its answers may point to: `*.blobs.example`",
            "- credentials: `key`; optional: `hookSecret`",
            "**`MEMORY_DELETE` Delete the memory** (officer; the vendor takes: 2 days; source:"
                + " Acme help, 2026-10-01)\n\n1. Open the console.\n2. Delete it.\n",
            "| Backups | no call | 90 days after the erase | Acme DPA |",
            "| Logs | they last | - | Acme DPA |",
            "| `walk` | true or false |",
            "| retention | Team | `P30D` | Chats go after 30 days. | Acme DPA | 2026-11-01 |",
            "- looked at again, besides the policy's looks: 32 days after the erase",
            "- checked by API: `CHAT_SETTING` (retention), GET /settings",
            "- planted for a drill: `chat`",
            "- listed for leaving: every kind but `log`",
            "- revoked for leaving, in this order: `guest`, `key`",
            "0.5 calls a second, 2 at once",
            "lists may lag 90 seconds behind a change",
            "### Documents, read on 2026-11-01\n\n- Acme API reference\n",
            "### Unconfirmed\n\n- The lag.\n");
  }

  @Test
  void a_vendor_that_offers_an_empty_list_and_a_probe_says_so() {
    var empty = new Proof(List.of(), List.of(), Optional.of(List.of()), Optional.of(List.of()));
    assertThat(new VendorSection(ACME, empty).write())
        .contains(
            "- listed for leaving: every kind\n",
            "- revoked for leaving: nothing by API; the credentials are tried\n");
  }

  @Test
  void what_a_package_offers_for_proof_is_asked_of_its_simulator() throws Exception {
    var openai =
        catalogue().stream()
            .filter(one -> one.descriptor().id().equals("openai"))
            .findFirst()
            .orElseThrow()
            .proof();
    assertThat(openai.checks()).extracting(Observation::code).contains("PROJECT_DATA_RETENTION");
    assertThat(openai.planted()).contains("vector_store").isSorted();
    assertThat(openai.unlisted())
        .hasValueSatisfying(kinds -> assertThat(kinds).contains("response"));
    assertThat(openai.revoked())
        .hasValueSatisfying(kinds -> assertThat(kinds).endsWith("admin_api_key"));
  }

  @Test
  void signs_of_the_page_in_a_text_do_not_break_it() {
    assertThat(page(ACME)).contains("by e-mail \\| phone", "purged after &lt;30> days");
    assertThat(Markdown.text(" a\n b* [x] \\ ")).isEqualTo("a b\\* \\[x] \\\\");
    assertThat(Markdown.code("a\n|b")).isEqualTo("`a \\|b`");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,at once",
    "PT0.5S,500 milliseconds",
    "PT1S,1 second",
    "PT90S,90 seconds",
    "PT5M,5 minutes",
    "PT36H,36 hours",
    "PT24H,1 day",
    "P30D,30 days"
  })
  void a_time_is_told_in_the_largest_unit_that_fits(Duration time, String told) {
    assertThat(Markdown.time(time)).isEqualTo(told);
  }
}
