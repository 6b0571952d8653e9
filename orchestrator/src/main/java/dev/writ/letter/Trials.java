package dev.writ.letter;

import dev.writ.page.Language;
import dev.writ.request.Outcome;
import dev.writ.request.RefusalGround;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Letters about nobody, one for every law, right and outcome a kind of letter can have: what a
 * template is tried with before it is put in force.
 */
final class Trials {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
  private static final Sender SENDER =
      new Sender(
          "Example Company",
          "privacy@example.com",
          "https://example.com/privacy",
          "https://example.com/opt-out");

  private Trials() {}

  /** Blocks that a letter of this wording lacks under some law, or under all of them together. */
  static Set<Block> missing(LetterKind kind, Language language, Wording wording) {
    var missing = EnumSet.noneOf(Block.class);
    for (var matter : of(kind)) {
      var said = Composer.compose(wording, Contents.of(matter, language), language).said();
      RequiredBlocks.of(matter).stream()
          .filter(block -> !said.contains(block))
          .forEach(missing::add);
    }
    return missing;
  }

  /** Every law, and all together, by right and outcome of this kind of letter. */
  static List<Matter> of(LetterKind kind) {
    var all = new ArrayList<Matter>();
    for (var laws : laws()) {
      for (var right : rights(kind)) {
        for (var outcome : outcomes(kind)) {
          all.add(matter(kind, laws, right, outcome));
        }
      }
    }
    return all;
  }

  /** What letters of some laws demand is a part of what a letter of all of them demands. */
  private static List<List<Law>> laws() {
    var every = List.of(Law.values());
    return Stream.concat(every.stream().map(List::of), Stream.of(every)).toList();
  }

  private static List<String> rights(LetterKind kind) {
    return switch (kind) {
      case ACKNOWLEDGEMENT,
          IDENTITY_ASK,
          TASK_STEPS,
          EXTENSION,
          REFUSAL,
          COMPLETION,
          APPEAL_EXTENSION,
          APPEAL_UPHELD,
          APPEAL_REJECTED,
          COMPLAINT_ANSWER ->
          List.of("ERASURE", "ACCESS", "PORTABILITY");
      case PARTIAL_REFUSAL, RESURFACED -> List.of("ERASURE");
      case ACCESS_COVER, PACKAGE_CODE -> List.of("ACCESS", "PORTABILITY");
    };
  }

  private static List<Optional<Outcome>> outcomes(LetterKind kind) {
    return switch (kind) {
      case ACKNOWLEDGEMENT, IDENTITY_ASK, TASK_STEPS, PACKAGE_CODE, EXTENSION ->
          List.of(Optional.empty());
      case REFUSAL, APPEAL_EXTENSION, APPEAL_UPHELD, APPEAL_REJECTED, COMPLAINT_ANSWER ->
          List.of(Optional.of(Outcome.REFUSED));
      case PARTIAL_REFUSAL -> List.of(Optional.of(Outcome.FULFILLED_WITH_EXCEPTIONS));
      case COMPLETION ->
          List.of(Optional.of(Outcome.FULFILLED), Optional.of(Outcome.NOTHING_FOUND));
      case ACCESS_COVER ->
          List.of(Optional.of(Outcome.FULFILLED), Optional.of(Outcome.FULFILLED_WITH_EXCEPTIONS));
      case RESURFACED -> List.of(Optional.of(Outcome.FULFILLED));
    };
  }

  private static Matter matter(
      LetterKind kind, List<Law> laws, String right, Optional<Outcome> outcome) {
    boolean nothing = outcome.filter(Outcome.NOTHING_FOUND::equals).isPresent();
    boolean inPart = outcome.filter(Outcome.FULFILLED_WITH_EXCEPTIONS::equals).isPresent();
    var how = right.equals("ERASURE") ? Matter.How.ERASED : Matter.How.EXPORTED;
    return new Matter(
        kind,
        laws,
        right,
        outcome,
        DAY,
        Optional.of(new Matter.DueBy(DAY.plusDays(30), false)),
        laws.stream().anyMatch(RequiredBlocks.APPEALED::contains) ? 45 : 0,
        Optional.of("CASE-1"),
        facts(),
        List.of(
            new Matter.Treated(
                "Example Service",
                nothing ? Matter.How.NOTHING_FOUND : how,
                nothing ? 0 : 3,
                nothing ? Optional.empty() : Optional.of(DAY.plusDays(60)))),
        inPart ? List.of(new Matter.Undone("Example Store", Matter.Why.IMPOSSIBLE, 2)) : List.of(),
        List.of(recipient(Recipient.Told.TOLD), recipient(Recipient.Told.DISPROPORTIONATE)),
        true,
        List.of("Example Service"),
        kind == LetterKind.REFUSAL && !right.equals("ERASURE") && laws.contains(Law.CCPA)
            ? List.of(new Matter.Categories("Example Service", List.of("conversation", "note")))
            : List.of(),
        SENDER);
  }

  private static LetterFacts facts() {
    return new LetterFacts(
        List.of(RefusalGround.LEGAL_OBLIGATION),
        Optional.of("An explanation by an officer."),
        Optional.of(DAY.plusDays(90)),
        Optional.of("123456"),
        List.of("a fingerprint scan"),
        true,
        Optional.empty());
  }

  private static Recipient recipient(Recipient.Told told) {
    boolean was = told == Recipient.Told.TOLD;
    return new Recipient(
        new UUID(0, was ? 1 : 2),
        was ? "Example Analytics" : "Example Archive",
        Recipient.Role.THIRD_PARTY,
        told,
        was ? Optional.of("by e-mail") : Optional.empty(),
        was ? Optional.of(DAY) : Optional.empty(),
        Optional.empty(),
        was ? Optional.empty() : Optional.of("It has left the market and has no known address."),
        Instant.EPOCH,
        "OFFICER");
  }
}
