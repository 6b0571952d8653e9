package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lists of a vendor name everything that they show, also while it is being erased. */
interface InventoryPromises extends Promises {
  int MOST_PAGES = 5_000;
  int MOST_CALLS_A_PAGE = 250;
  int LONGEST_CURSOR = 2_000;

  @Test
  default void pages_name_everything_that_is_held_in_erase_order_and_without_repeats() {
    var inventory = inventory();
    var held = new LinkedHashSet<VendorObject>();
    held.addAll(bench().locate(bench().plantAll(SandboxPeople.ADA)));
    held.addAll(bench().locate(bench().plant(ErasePromises.BYSTANDER)));
    held.addAll(bench().locate(bench().plant(bench().prolific())));
    if (bench().adapter().planter().isPresent()) {
      held.addAll(bench().plant(bench().invent()));
    }
    held.removeIf(object -> inventory.unlisted().contains(object.kind()));
    var named = everything(inventory);
    var order = bench().descriptor().surfaces().stream().map(Surface::kind).toList();
    assertThat(named).doesNotHaveDuplicates().allMatch(bench().adapter()::accepts);
    assertThat(named.stream().map(object -> order.indexOf(object.kind())).toList())
        .as("places in the descriptor's order")
        .doesNotContain(-1)
        .isSorted();
    assertThat(new LinkedHashSet<>(named)).as("named").containsAll(held);
  }

  @Test
  default void every_kind_is_listed_or_said_to_be_unlisted() {
    var inventory = inventory();
    bench().plantAll(SandboxPeople.ADA);
    var kinds = new ArrayList<>(ContractBench.kinds(everything(inventory)));
    kinds.removeAll(bench().contract().listedWhereTheListAnswers());
    kinds.addAll(inventory.unlisted());
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            bench().descriptor().surfaces().stream().map(Surface::kind).toList());
  }

  @Test
  default void what_pages_are_no_evidence_of_is_a_kind_that_they_name() {
    var inventory = inventory();
    bench().plantAll(SandboxPeople.ADA);
    assertThat(inventory.seenById())
        .doesNotHaveDuplicates()
        .isSubsetOf(ContractBench.kinds(everything(inventory)));
  }

  @Test
  default void reading_pages_changes_nothing_and_reads_the_same_again() {
    var inventory = inventory();
    bench().plantAll(SandboxPeople.ADA);
    int held = bench().held(SandboxPeople.ADA);
    var once = everything(inventory);
    assertThat(everything(inventory)).isEqualTo(once);
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    assertThat(bench().sandbox().erases(bench().descriptor().id())).isEmpty();
  }

  @Test
  default void erasing_page_by_page_while_reading_on_passes_over_nothing() {
    var inventory = inventory();
    var ada = bench().locate(bench().plantAll(SandboxPeople.ADA));
    var prolific = bench().locate(bench().plant(bench().prolific()));
    var cursor = "";
    int pages = 0;
    do {
      assertThat(++pages).as("pages").isLessThan(MOST_PAGES);
      var page = page(inventory, cursor);
      page.objects().stream().filter(bench()::erasable).forEach(this::erase);
      cursor = page.next();
    } while (!cursor.isEmpty());
    assertThat(bench().held(bench().prolific()))
        .as("still held")
        .isLessThanOrEqualTo((int) prolific.stream().filter(o -> remains(inventory, o)).count());
    assertThat(bench().held(SandboxPeople.ADA))
        .as("still held")
        .isLessThanOrEqualTo((int) ada.stream().filter(o -> remains(inventory, o)).count());
    assertThat(everything(inventory).stream().filter(bench()::erasable)).isEmpty();
  }

  private boolean remains(Inventory inventory, VendorObject object) {
    return !bench().erasable(object) || inventory.unlisted().contains(object.kind());
  }

  @Test
  default void a_walk_through_an_account_without_data_names_nothing() {
    assertThat(everything(inventory())).isEmpty();
  }

  @Test
  default void a_walk_that_names_nothing_means_that_no_list_has_anything() {
    var inventory = inventory();
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    var listed = located.stream().filter(o -> !inventory.unlisted().contains(o.kind())).toList();
    for (var object : listed) {
      assertThat(everything(inventory)).as("while a %s is held", object).isNotEmpty();
      if (bench().erasable(object)) {
        erase(object);
      }
    }
  }

  /** However much there is: an attempt ends, and the next one goes on. */
  @Test
  default void a_page_takes_a_bounded_number_of_calls() {
    var inventory = inventory();
    bench().plantAll(SandboxPeople.ADA);
    bench().plant(SandboxPeople.PROLIFIC);
    var cursor = "";
    do {
      int before = bench().simulator().exchanges().size();
      cursor = page(inventory, cursor).next();
      assertThat(bench().simulator().exchanges().size() - before)
          .as("calls of one page")
          .isLessThanOrEqualTo(MOST_CALLS_A_PAGE);
    } while (!cursor.isEmpty());
  }

  /** From the middle of a list on, the vendor gives the same page whatever it is asked for. */
  @Test
  default void a_list_that_goes_round_in_circles_is_a_failure() {
    var inventory = inventory();
    bench().plant(bench().prolific());
    var cursor = middleOfAList(inventory);
    if (bench().prolific().objects() != SandboxPeople.PROLIFIC.objects()) {
      assertThat(cursor).as("a list of two pages, as twoPagesOfEachList() says").isNotEmpty();
    }
    assumeThat(cursor).as("a list of more than one page").isNotEmpty();
    var exchanges = bench().simulator().exchanges();
    var stuck = exchanges.getLast().answer();
    bench().answer(request -> stuck);
    var failure = bench().failure(() -> walk(inventory, cursor));
    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_RESPONSE);
  }

  /** The cursor behind a page whose successor names the same kind; its page was read last. */
  private String middleOfAList(Inventory inventory) {
    var cursor = "";
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      var page = page(inventory, cursor);
      if (page.next().isEmpty()) {
        return "";
      }
      var next = page(inventory, page.next());
      if (!page.objects().isEmpty()
          && !next.objects().isEmpty()
          && page.objects().getLast().kind().equals(next.objects().getFirst().kind())) {
        page(inventory, cursor);
        return page.next();
      }
      cursor = page.next();
    }
    return "";
  }

  private void walk(Inventory inventory, String from) {
    var cursor = from;
    for (int pages = 0; pages < 20 && !cursor.isEmpty(); pages++) {
      cursor = inventory.page(bench().connection(), cursor).next();
    }
  }

  private List<VendorObject> everything(Inventory inventory) {
    var all = new ArrayList<VendorObject>();
    var cursors = new LinkedHashSet<String>();
    var cursor = "";
    do {
      assertThat(cursors.add(cursor)).as("a cursor of its own for each page").isTrue();
      assertThat(cursors).hasSizeLessThan(MOST_PAGES);
      var page = page(inventory, cursor);
      all.addAll(page.objects());
      cursor = page.next();
    } while (!cursor.isEmpty());
    return all;
  }

  private Inventory.Page page(Inventory inventory, String cursor) {
    var page = inventory.page(bench().connection(), cursor);
    assertThat(page.next().length()).as("length of a cursor").isLessThanOrEqualTo(LONGEST_CURSOR);
    bench().learn(page.objects());
    bench().assertKeptBy(page.toString());
    return page;
  }

  private void erase(VendorObject object) {
    assertThat(bench().erase(object))
        .as("%s", object)
        .isInstanceOfAny(Erasure.Claimed.class, Erasure.AlreadyAbsent.class);
  }

  private Inventory inventory() {
    var inventory = bench().adapter().inventory();
    assumeThat(inventory).as("an inventory").isPresent();
    return inventory.orElseThrow();
  }
}
