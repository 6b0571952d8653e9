package dev.writ.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.page.Language;
import dev.writ.request.RefusalGround;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The built-in letters, judged by the table of what the law demands, in four languages. */
class LetterTemplatesTest {

  @TestFactory
  Stream<DynamicTest> every_letter_says_what_its_law_right_and_outcome_demand() {
    return Arrays.stream(LetterKind.values())
        .flatMap(
            kind ->
                Trials.of(kind).stream()
                    .flatMap(
                        matter ->
                            Arrays.stream(Language.values())
                                .map(language -> judged(matter, language))));
  }

  private static DynamicTest judged(Matter matter, Language language) {
    var name =
        String.join(
            " ",
            matter.kind().name(),
            matter.laws().toString(),
            matter.right(),
            matter.outcome().map(Enum::name).orElse("-"),
            language.tag());
    return DynamicTest.dynamicTest(
        name,
        () -> {
          var letter = written(matter, language);
          assertThat(letter.said()).containsAll(RequiredBlocks.of(matter));
          assertThat(letter.subject()).isNotBlank();
          assertThat(letter.body()).doesNotContain("{{", "\n\n\n", "null");
        });
  }

  // What rules.md section 3 demands, written down a second time and by hand.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REFUSAL|GDPR|ERASURE|REASONS,COMPLAINT,REMEDY,RECIPIENTS",
        "REFUSAL|GDPR|ACCESS|REASONS,COMPLAINT,REMEDY",
        "REFUSAL|UK_GDPR|ACCESS|REASONS,COMPLAINT,REMEDY,OWN_COMPLAINT",
        "REFUSAL|CCPA|ERASURE|REASONS,OPT_OUT,RECORD,RECIPIENTS,UNTOLD",
        "REFUSAL|CCPA|ACCESS|REASONS,CATEGORIES",
        "REFUSAL|VCDPA|ACCESS|REASONS,APPEAL",
        "REFUSAL|CTDPA|ACCESS|REASONS,APPEAL",
        "REFUSAL|CPA|ACCESS|REASONS,APPEAL",
        "REFUSAL|PIPEDA|ACCESS|REASONS,COMPLAINT",
        "REFUSAL|QUEBEC|ACCESS|REASONS,COMPLAINT",
        "REFUSAL|FADP|ACCESS|REASONS",
        "REFUSAL|LGPD|ACCESS|REASONS",
        "REFUSAL|OTHER|ACCESS|REASONS",
        "PARTIAL_REFUSAL|GDPR|ERASURE|DONE,NOT_DONE,REASONS,COMPLAINT,REMEDY,RECIPIENTS",
        "PARTIAL_REFUSAL|CCPA|ERASURE|DONE,NOT_DONE,REASONS,LIMITED_USE,OPT_OUT,RECORD,RECIPIENTS,UNTOLD",
        "PARTIAL_REFUSAL|VCDPA|ERASURE|DONE,NOT_DONE,REASONS,APPEAL,RECIPIENTS",
        "COMPLETION|GDPR|ERASURE|DONE,RECIPIENTS",
        "COMPLETION|CCPA|ERASURE|DONE,RECORD,RECIPIENTS,UNTOLD",
        "COMPLETION|CCPA|ACCESS|DONE",
        "EXTENSION|GDPR|ERASURE|NEW_DATE,REASONS",
        "EXTENSION|PIPEDA|ACCESS|NEW_DATE,REASONS,COMPLAINT",
        "ACKNOWLEDGEMENT|CCPA|ERASURE|RECEIPT,NEXT_STEPS",
        "IDENTITY_ASK|CCPA|ERASURE|ASK,PURPOSE",
        "PACKAGE_CODE|GDPR|ACCESS|ASK,PURPOSE",
        "TASK_STEPS|GDPR|ERASURE|ASK,PURPOSE",
        "ACCESS_COVER|GDPR|PORTABILITY|CONTENTS,REASONS,COMPLAINT,REMEDY",
        "ACCESS_COVER|GDPR|ACCESS|CONTENTS,PROCESSING,COMPLAINT,REASONS,REMEDY",
        "ACCESS_COVER|UK_GDPR|PORTABILITY|CONTENTS,REASONS,COMPLAINT,REMEDY,OWN_COMPLAINT",
        "ACCESS_COVER|VCDPA|ACCESS|CONTENTS,REASONS,APPEAL",
        "ACCESS_COVER|PIPEDA|ACCESS|CONTENTS,REASONS,COMPLAINT",
        "ACCESS_COVER|QUEBEC|ACCESS|CONTENTS,REASONS,COMPLAINT",
        "ACCESS_COVER|CCPA|ACCESS|CONTENTS,WITHHELD,REASONS",
        "RESURFACED|GDPR|ERASURE|RESURFACING",
        "APPEAL_EXTENSION|CPA|ERASURE|NEW_DATE,REASONS",
        "APPEAL_EXTENSION|OTHER|ACCESS|NEW_DATE,REASONS",
        "APPEAL_UPHELD|VCDPA|ERASURE|DECISION,REASONS",
        "APPEAL_UPHELD|GDPR|ERASURE|DECISION,REASONS",
        "APPEAL_REJECTED|VCDPA|ERASURE|DECISION,REASONS,ATTORNEY_GENERAL",
        "APPEAL_REJECTED|CTDPA|ACCESS|DECISION,REASONS,ATTORNEY_GENERAL",
        "APPEAL_REJECTED|CPA|ACCESS|DECISION,REASONS,ATTORNEY_GENERAL",
        "COMPLAINT_ANSWER|UK_GDPR|ERASURE|REASONS,COMPLAINT,REMEDY",
        "COMPLAINT_ANSWER|VCDPA|ERASURE|REASONS",
      })
  void the_table_demands_what_the_rulebook_says(
      LetterKind kind, Law law, String right, String blocks) {
    var wanted = Arrays.stream(blocks.split(",")).map(Block::valueOf).toList();
    assertThat(RequiredBlocks.of(about(kind, law, right)))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REFUSAL|GDPR CCPA|ERASURE|REASONS,COMPLAINT,REMEDY,OPT_OUT,RECORD,RECIPIENTS,UNTOLD",
        "REFUSAL|CCPA GDPR|ERASURE|REASONS,COMPLAINT,REMEDY,OPT_OUT,RECORD,RECIPIENTS,UNTOLD",
        "REFUSAL|GDPR VCDPA|ACCESS|REASONS,COMPLAINT,REMEDY,APPEAL",
        "REFUSAL|FADP UK_GDPR|ACCESS|REASONS,COMPLAINT,REMEDY,OWN_COMPLAINT",
        "EXTENSION|GDPR PIPEDA|ACCESS|NEW_DATE,REASONS,COMPLAINT",
        "ACCESS_COVER|CCPA"
            + " UK_GDPR|ACCESS|CONTENTS,PROCESSING,COMPLAINT,WITHHELD,REASONS,REMEDY,OWN_COMPLAINT",
        "APPEAL_REJECTED|GDPR CPA|ERASURE|DECISION,REASONS,ATTORNEY_GENERAL",
        "COMPLAINT_ANSWER|VCDPA GDPR|ERASURE|REASONS,COMPLAINT,REMEDY",
      })
  void of_several_laws_each_makes_its_demands(
      LetterKind kind, String laws, String right, String blocks) {
    var matter = about(kind, right, laws(laws));
    var wanted = Arrays.stream(blocks.split(",")).map(Block::valueOf).toList();
    assertThat(RequiredBlocks.of(matter)).containsExactlyInAnyOrderElementsOf(wanted);
    for (var language : Language.values()) {
      assertThat(written(matter, language).said()).as(language.tag()).containsAll(wanted);
    }
  }

  @Test
  void a_refusal_under_several_laws_names_each_authority_and_article_and_the_shorter_appeal() {
    var three = about(LetterKind.REFUSAL, "ERASURE", laws("VCDPA GDPR CPA PIPEDA CCPA"));
    assertThat(written(three, Language.EN).body())
        .contains("(Art. 17(3)(b) GDPR; Cal. Civ. Code 1798.105(d)(8))")
        .contains("(Article 77 GDPR), and to the Privacy Commissioner of Canada")
        .contains("appeal in writing within 45 days");
    var denied = about(LetterKind.APPEAL_REJECTED, "ERASURE", laws("VCDPA GDPR CPA"));
    assertThat(written(denied, Language.EN).body())
        .contains("within Virginia, and the Attorney General of Colorado");
  }

  @Test
  void a_template_that_suits_each_law_alone_and_not_several_is_missed() {
    var first =
        new Wording(
            "x",
            "{{#COMPLAINT}}{{^law.PIPEDA}}{{authority}}{{/law.PIPEDA}}{{#law.PIPEDA}}{{^law.GDPR}}{{authority}}{{/law.GDPR}}{{/law.PIPEDA}}{{/COMPLAINT}}");
    assertThat(Trials.missing(LetterKind.EXTENSION, Language.EN, first)).contains(Block.COMPLAINT);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_block_left_out_of_a_template_is_missed(Language language) {
    for (var kind : LetterKind.values()) {
      var whole = Words.in(language).letter(kind);
      assertThat(Trials.missing(kind, language, whole)).as(kind.name()).isEmpty();
      var demanded = EnumSet.noneOf(Block.class);
      Trials.of(kind).forEach(matter -> demanded.addAll(RequiredBlocks.of(matter)));
      var empty = new Wording(whole.subject(), "Guten Tag");
      assertThat(Trials.missing(kind, language, empty)).as(kind.name()).isEqualTo(demanded);
    }
  }

  @Test
  void a_block_that_hides_what_it_is_about_does_not_count() {
    var hiding = new Wording("x", "{{#REASONS}}We have our reasons.{{/REASONS}}");
    assertThat(Trials.missing(LetterKind.REFUSAL, Language.EN, hiding)).contains(Block.REASONS);
    var blank = new Wording("x", "{{#REMEDY}} {{/REMEDY}}");
    assertThat(Trials.missing(LetterKind.REFUSAL, Language.EN, blank)).contains(Block.REMEDY);
    var own = new Wording("x", "{{#REMEDY}}Go to court.{{/REMEDY}}");
    assertThat(Trials.missing(LetterKind.REFUSAL, Language.EN, own)).doesNotContain(Block.REMEDY);
  }

  @Test
  void a_refusal_without_reasons_lacks_them_and_says_nothing_in_their_place() {
    var matter = without(about(LetterKind.REFUSAL, Law.GDPR, "ERASURE"));
    var letter = written(matter, Language.EN);
    assertThat(RequiredBlocks.of(matter)).contains(Block.REASONS);
    assertThat(letter.said()).doesNotContain(Block.REASONS).contains(Block.REMEDY);
    assertThat(letter.body()).doesNotContain("The reasons are");
  }

  @Test
  void what_is_held_is_not_told_without_the_reasons_it_is_held_for() {
    var of = without(about(LetterKind.PARTIAL_REFUSAL, Law.GDPR, "ERASURE"));
    assertThat(RequiredBlocks.of(of)).doesNotContain(Block.REASONS);
    var held = held(of);
    assertThat(RequiredBlocks.of(held)).contains(Block.REASONS);
    assertThat(written(held, Language.EN).said()).doesNotContain(Block.REASONS);
    var told = with(held, LetterFacts.because(RefusalGround.LEGAL_CLAIMS));
    assertThat(written(told, Language.EN).said()).containsAll(RequiredBlocks.of(told));
  }

  @Test
  void what_an_officer_refused_is_not_told_without_its_ground() {
    for (var kind : List.of(LetterKind.PARTIAL_REFUSAL, LetterKind.ACCESS_COVER)) {
      var right = kind == LetterKind.ACCESS_COVER ? "ACCESS" : "ERASURE";
      var refused = List.of(new Matter.Undone("Example Store", Matter.Why.REFUSED, 2));
      var of = undone(without(about(kind, Law.GDPR, right)), refused);
      assertThat(RequiredBlocks.of(of)).contains(Block.REASONS);
      assertThat(written(of, Language.EN).said()).doesNotContain(Block.REASONS);
      var told = with(of, LetterFacts.because(RefusalGround.THIRD_PARTY_RIGHTS));
      assertThat(written(told, Language.EN).said()).contains(Block.REASONS);
      assertThat(written(told, Language.EN).body())
          .as("a ground of law is no impossibility")
          .contains("was not done, for the reasons named in this letter")
          .doesNotContain("could not be done");
    }
  }

  @Test
  void a_copy_that_leaves_nothing_out_refuses_nothing() {
    for (var law : List.of(Law.GDPR, Law.UK_GDPR, Law.VCDPA)) {
      var whole = undone(without(about(LetterKind.ACCESS_COVER, law, "ACCESS")), List.of());
      assertThat(RequiredBlocks.of(whole))
          .doesNotContain(Block.REMEDY, Block.OWN_COMPLAINT, Block.APPEAL);
      assertThat(written(whole, Language.EN).body())
          .doesNotContain("judicial remedy", "complain to us", "You may appeal");
      var own =
          undone(
              whole, List.of(new Matter.Undone("Example Store", Matter.Why.FETCHED_BY_PERSON, 2)));
      assertThat(RequiredBlocks.of(own)).doesNotContain(Block.REMEDY, Block.APPEAL);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void that_data_stays_deleted_is_said_where_data_was_deleted(Language language) {
    var stays =
        Map.of(
            Language.EN, "stays deleted",
            Language.DE, "gelöscht bleiben",
            Language.FR, "restent effacées",
            Language.ES, "sigan suprimidos");
    var erased = about(LetterKind.COMPLETION, Law.CCPA, "ERASURE");
    assertThat(written(erased, language).body()).contains(stays.get(language), "11 CCR 7101");
    for (var other :
        List.of(
            about(LetterKind.COMPLETION, Law.CCPA, "ACCESS"),
            about(LetterKind.REFUSAL, Law.CCPA, "ERASURE"))) {
      assertThat(written(other, language).body())
          .contains("11 CCR 7101")
          .doesNotContain(stays.get(language));
    }
  }

  @Test
  void whom_nobody_searched_for_is_not_told_that_nobody_has_the_data() {
    var nobody = "- Nobody, as far as our records show.";
    var erased = withoutRecipients(about(LetterKind.COMPLETION, Law.GDPR, "ERASURE"), List.of());
    var refused = withoutRecipients(about(LetterKind.REFUSAL, Law.GDPR, "ERASURE"), List.of());
    var kept =
        withoutRecipients(
            about(LetterKind.PARTIAL_REFUSAL, Law.GDPR, "ERASURE"),
            List.of(new Matter.Undone("Example Store", Matter.Why.HELD, 2)));
    assertThat(written(erased, Language.EN).body()).contains(nobody);
    for (var none : List.of(refused, kept)) {
      var letter = written(none, Language.EN);
      assertThat(letter.said()).contains(Block.RECIPIENTS);
      assertThat(letter.body())
          .contains("- Nobody, since nothing was erased.")
          .doesNotContain(nobody);
    }
  }

  /** Nobody was told, and nothing was erased. */
  private static Matter withoutRecipients(Matter of, List<Matter.Undone> undone) {
    return new Matter(
        of.kind(),
        of.laws(),
        of.right(),
        of.outcome(),
        of.receivedOn(),
        of.dueBy(),
        of.appealDays(),
        of.reference(),
        of.facts(),
        List.of(),
        undone,
        List.of(),
        true,
        of.resurfaced(),
        of.categories(),
        of.sender());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void what_an_officer_explains_stands_in_every_letter_an_officer_can_order(Language language) {
    for (var kind :
        List.of(
            LetterKind.ACKNOWLEDGEMENT,
            LetterKind.IDENTITY_ASK,
            LetterKind.EXTENSION,
            LetterKind.REFUSAL,
            LetterKind.PARTIAL_REFUSAL,
            LetterKind.COMPLETION,
            LetterKind.ACCESS_COVER,
            LetterKind.RESURFACED)) {
      assertThat(written(Trials.of(kind).getFirst(), language).body())
          .as(kind.name())
          .contains("An explanation by an officer.");
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void no_answer_is_promised_by_a_day_that_has_passed(Language language) {
    var of = about(LetterKind.ACKNOWLEDGEMENT, Law.GDPR, "ERASURE");
    var due = of.dueBy().orElseThrow().day();
    var late = written(dueBy(of, new Matter.DueBy(due, true)), language);
    assertThat(late.said()).contains(Block.NEXT_STEPS);
    assertThat(late.body())
        .contains(language.day(due))
        .isNotEqualTo(written(of, language).body())
        .doesNotContain("You have an answer", "haben Sie spätestens", "Vous aurez", "Tendrá");
  }

  private static Matter dueBy(Matter of, Matter.DueBy due) {
    return new Matter(
        of.kind(),
        of.laws(),
        of.right(),
        of.outcome(),
        of.receivedOn(),
        Optional.of(due),
        of.appealDays(),
        of.reference(),
        of.facts(),
        of.treated(),
        of.undone(),
        of.recipients(),
        of.recipientsAsked(),
        of.resurfaced(),
        of.categories(),
        of.sender());
  }

  private static List<String> linesAbout(String service, Matter matter, Language language) {
    return written(matter, language)
        .body()
        .lines()
        .filter(line -> line.startsWith("- " + service))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void by_whose_word_it_is_gone_is_told_apart_in_every_language(Language language) {
    var of = about(LetterKind.COMPLETION, Law.GDPR, "ERASURE");
    var treated =
        Arrays.stream(Matter.How.values())
            .map(how -> new Matter.Treated("Example Service", how, 7, Optional.empty()))
            .toList();
    var told =
        linesAbout(
            "Example Service",
            AMatter.like(of).treated(treated).tellingNoRecipients().matter(),
            language);
    assertThat(told).hasSize(treated.size()).doesNotHaveDuplicates();
    for (var one : treated) {
      assertThat(told.get(treated.indexOf(one)).contains("7"))
          .as(one.how().name())
          .isEqualTo(one.how().something());
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void what_was_not_done_is_told_apart_in_every_language(Language language) {
    var of = about(LetterKind.PARTIAL_REFUSAL, Law.GDPR, "ERASURE");
    var undone =
        Arrays.stream(Matter.Why.values())
            .map(why -> new Matter.Undone("Example Store", why, 7))
            .toList();
    var told = linesAbout("Example Store", undone(of, undone), language);
    assertThat(told).hasSize(undone.size()).doesNotHaveDuplicates();
    for (var one : undone) {
      assertThat(told.get(undone.indexOf(one)).contains("7"))
          .as(one.why().name())
          .isEqualTo(one.why() != Matter.Why.UNVERIFIABLE);
    }
  }

  @Test
  void the_time_for_an_appeal_is_that_of_the_rules() {
    var of = about(LetterKind.REFUSAL, Law.OTHER, "ACCESS");
    var own = AMatter.like(of).appealableFor(21).matter();
    assertThat(RequiredBlocks.of(of)).doesNotContain(Block.APPEAL);
    assertThat(RequiredBlocks.of(own)).contains(Block.APPEAL);
    assertThat(written(own, Language.EN).body()).contains("in writing within 21 days");
  }

  @Test
  void an_appeal_without_an_address_to_send_it_to_is_missed() {
    var of = about(LetterKind.REFUSAL, Law.VCDPA, "ACCESS");
    var silent = AMatter.like(of).from(new Sender("", "", "", "")).matter();
    assertThat(written(silent, Language.EN).said()).doesNotContain(Block.APPEAL);
    assertThat(written(of, Language.EN).said()).contains(Block.APPEAL);
  }

  @ParameterizedTest
  @CsvSource({
    "'{{colour}}', unknown name",
    "'{{#colour}}x{{/colour}}', unknown name",
    "'{{#REASONS}}', not Mustache",
    "'{{> colour}}', no part",
    "'colour {{}}', not Mustache",
    "'colour {{ }}', not Mustache",
    "'colour {{=}}', not Mustache",
    "'{{receivedOn.class}}', unknown name",
    "'{{#grounds}}{{words.bytes}}{{/grounds}}', unknown name",
  })
  void a_template_that_cannot_be_filled_says_why_and_repeats_nothing(String body, String word) {
    assertThatThrownBy(
            () -> Trials.missing(LetterKind.REFUSAL, Language.EN, new Wording("x", body)))
        .isInstanceOf(TemplateMistake.class)
        .hasMessageContaining(word)
        .hasMessageNotContaining("colour");
  }

  @Test
  void what_a_letter_is_filled_with_is_not_read_as_a_template() {
    var of = about(LetterKind.REFUSAL, Law.GDPR, "ERASURE");
    var facts =
        new LetterFacts(
            List.of(),
            Optional.of("{{contact}} {{#REMEDY}}"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false,
            Optional.empty());
    assertThat(written(with(of, facts), Language.EN).body()).contains("{{contact}} {{#REMEDY}}");
  }

  @Test
  void a_ground_is_cited_by_the_law_of_the_request() {
    assertThat(written(about(LetterKind.REFUSAL, Law.GDPR, "ERASURE"), Language.DE).body())
        .contains("verpflichtet uns, die Daten aufzubewahren (Art. 17(3)(b) GDPR)");
    assertThat(written(about(LetterKind.REFUSAL, Law.CCPA, "ERASURE"), Language.EN).body())
        .contains("(Cal. Civ. Code 1798.105(d)(8))")
        .doesNotContain("GDPR");
  }

  @Test
  void an_article_that_nobody_has_confirmed_is_not_told_to_the_person() {
    var of = about(LetterKind.REFUSAL, Law.CCPA, "ERASURE");
    var unfounded = with(of, LetterFacts.because(RefusalGround.MANIFESTLY_UNFOUNDED));
    assertThat(written(unfounded, Language.EN).body())
        .contains("manifestly unfounded")
        .doesNotContain("1798.145");
  }

  @Test
  void days_are_written_in_the_letters_language() {
    var matter = about(LetterKind.ACKNOWLEDGEMENT, Law.GDPR, "ERASURE");
    assertThat(written(matter, Language.EN).body()).contains("3 November 2026", "3 December 2026");
    assertThat(written(matter, Language.DE).body()).contains("3. November 2026");
    assertThat(written(matter, Language.FR).body()).contains("3 novembre 2026");
    assertThat(Language.FR.day(LocalDate.of(2026, 12, 1))).isEqualTo("1er décembre 2026");
    assertThat(Language.FR.day(LocalDate.of(2026, 12, 11))).isEqualTo("11 décembre 2026");
    assertThat(written(matter, Language.ES).body()).contains("3 de noviembre de 2026");
  }

  @Test
  void every_row_of_the_table_names_its_source_and_holds_for_something() {
    for (var row : RequiredBlocks.TABLE) {
      assertThat(row.source()).isNotBlank();
      var held =
          row.kinds().stream()
              .flatMap(kind -> Trials.of(kind).stream())
              .filter(
                  matter ->
                      matter.laws().stream().anyMatch(row.laws()::contains)
                          && row.when().test(matter));
      assertThat(held).as(row.source()).isNotEmpty();
    }
    assertThat(Set.copyOf(RequiredBlocks.TABLE.stream().flatMap(r -> r.blocks().stream()).toList()))
        .as("no law asks for the link, and an own template may leave it out")
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Block.STATUS)));
  }

  private static Composed written(Matter matter, Language language) {
    return Composer.compose(
        Words.in(language).letter(matter.kind()), Contents.of(matter, language), language);
  }

  private static Matter about(LetterKind kind, Law law, String right) {
    return Trials.of(kind).stream()
        .filter(matter -> matter.laws().equals(List.of(law)) && matter.right().equals(right))
        .findFirst()
        .orElseThrow();
  }

  private static List<Law> laws(String names) {
    return Arrays.stream(names.split(" ")).map(Law::valueOf).toList();
  }

  private static Matter about(LetterKind kind, String right, List<Law> laws) {
    var of = about(kind, laws.getFirst(), right);
    int days = laws.stream().anyMatch(RequiredBlocks.APPEALED::contains) ? 45 : 0;
    return AMatter.like(of).under(laws).appealableFor(days).matter();
  }

  private static Matter held(Matter of) {
    return undone(of, List.of(new Matter.Undone("Example Store", Matter.Why.HELD, 2)));
  }

  private static Matter undone(Matter of, List<Matter.Undone> undone) {
    return AMatter.like(of).undone(undone).matter();
  }

  private static Matter without(Matter of) {
    return with(of, LetterFacts.NONE);
  }

  private static Matter with(Matter of, LetterFacts facts) {
    return AMatter.like(of).saying(facts).matter();
  }
}
