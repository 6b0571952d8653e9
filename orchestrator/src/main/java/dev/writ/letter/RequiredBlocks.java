package dev.writ.letter;

import static dev.writ.letter.Block.*;
import static dev.writ.letter.Law.*;
import static dev.writ.letter.LetterKind.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which blocks a letter must have, by law, kind, right and outcome: the one table that decides. A
 * row without a condition holds for every letter of its kinds that is under one of its laws; all
 * rows that hold count together, also those of several laws. Sources as of November 2026; what is
 * UNCONFIRMED or a CHOICE is said to be so.
 */
final class RequiredBlocks {
  private static final Set<Law> EVERY = EnumSet.allOf(Law.class);
  private static final Set<Law> EU_UK = EnumSet.of(GDPR, UK_GDPR);

  /** Laws that know an appeal to the controller. */
  static final Set<Law> APPEALED = Set.of(VCDPA, CTDPA, CPA);

  private static final Set<LetterKind> REFUSALS = EnumSet.of(REFUSAL, PARTIAL_REFUSAL);

  /** Letters that refuse, or that do where something is left out of what was asked for. */
  private static final Set<LetterKind> REFUSING =
      EnumSet.of(REFUSAL, PARTIAL_REFUSAL, ACCESS_COVER);

  private static final Set<LetterKind> DECISIONS = EnumSet.of(APPEAL_UPHELD, APPEAL_REJECTED);
  private static final Set<LetterKind> ANSWERS = EnumSet.of(REFUSAL, PARTIAL_REFUSAL, COMPLETION);

  /** One demand. */
  record Row(
      Set<Law> laws,
      Set<LetterKind> kinds,
      Predicate<Matter> when,
      Set<Block> blocks,
      String source) {}

  static final List<Row> TABLE =
      List.of(
          row(
                  EVERY,
                  Set.of(ACKNOWLEDGEMENT),
                  RequiredBlocks::always,
                  "11 CCR 7021(a); elsewhere CHOICE")
              .needs(RECEIPT, NEXT_STEPS),
          row(
                  EVERY,
                  Set.of(IDENTITY_ASK, PACKAGE_CODE),
                  RequiredBlocks::always,
                  "11 CCR 7060; GDPR Rec. 64, Art. 12(6); CHOICE")
              .needs(ASK, PURPOSE),
          row(EVERY, Set.of(TASK_STEPS), RequiredBlocks::always, "CHOICE").needs(ASK, PURPOSE),
          row(
                  EVERY,
                  Set.of(EXTENSION),
                  RequiredBlocks::always,
                  "GDPR 12(3); 11 CCR 7021(b); PIPEDA 8(5); FADP 25")
              .needs(NEW_DATE, REASONS),
          row(Set.of(PIPEDA), Set.of(EXTENSION), RequiredBlocks::always, "PIPEDA 8(5)")
              .needs(COMPLAINT),
          row(
                  EVERY,
                  Set.of(REFUSAL),
                  RequiredBlocks::always,
                  "GDPR 12(4); 11 CCR 7022(f), 7024(e); FADP 26(4)")
              .needs(REASONS),
          row(EVERY, Set.of(PARTIAL_REFUSAL), RequiredBlocks::always, "GDPR 12(4); 11 CCR 7022(f)")
              .needs(DONE, NOT_DONE),
          row(EVERY, Set.of(PARTIAL_REFUSAL), RequiredBlocks::grounded, "GDPR 12(4); 7022(f)")
              .needs(REASONS),
          row(EU_UK, REFUSING, Matter::refuses, "GDPR 12(4)").needs(COMPLAINT, REMEDY),
          row(Set.of(UK_GDPR), REFUSING, Matter::refuses, "UK DPA 2018 s.164A")
              .needs(OWN_COMPLAINT),
          row(Set.of(PIPEDA), REFUSING, Matter::refuses, "PIPEDA 8(7)").needs(COMPLAINT),
          row(Set.of(QUEBEC), REFUSING, Matter::refuses, "P-39.1 s.34 UNCONFIRMED")
              .needs(COMPLAINT),
          row(
                  Set.of(CCPA),
                  Set.of(REFUSAL),
                  matter -> !matter.categories().isEmpty(),
                  "11 CCR 7024(a)")
              .needs(CATEGORIES),
          row(
                  APPEALED,
                  REFUSING,
                  Matter::refuses,
                  "Va. 59.1-577; Conn. 42-518; Colo. 6-1-1306 UNCONFIRMED")
              .needs(APPEAL),
          row(
                  EVERY,
                  REFUSING,
                  matter -> matter.refuses() && matter.appealDays() > 0,
                  "the rules of its laws; CHOICE for a law of one's own")
              .needs(APPEAL),
          row(Set.of(CCPA), Set.of(PARTIAL_REFUSAL), Matter::erasing, "11 CCR 7022(f)(3)")
              .needs(LIMITED_USE),
          row(
                  Set.of(CCPA),
                  REFUSALS,
                  matter -> matter.erasing() && !matter.sender().optOut().isEmpty(),
                  "11 CCR 7022(g)")
              .needs(OPT_OUT),
          row(EVERY, Set.of(COMPLETION), RequiredBlocks::always, "GDPR 12(3); 11 CCR 7022(e)")
              .needs(DONE),
          row(Set.of(CCPA), ANSWERS, Matter::erasing, "11 CCR 7022(e)").needs(RECORD),
          row(EVERY, ANSWERS, RequiredBlocks::asksForRecipients, "GDPR Art. 19; elsewhere CHOICE")
              .needs(RECIPIENTS),
          row(
                  Set.of(CCPA),
                  ANSWERS,
                  matter -> matter.erasing() && !matter.untold().isEmpty(),
                  "11 CCR 7022(b)(3)")
              .needs(UNTOLD),
          row(EVERY, Set.of(ACCESS_COVER), RequiredBlocks::always, "GDPR 15(3), 20(1); 11 CCR 7024")
              .needs(CONTENTS),
          row(EU_UK, Set.of(ACCESS_COVER), RequiredBlocks::access, "GDPR 15(1)-(2)")
              .needs(PROCESSING, COMPLAINT),
          row(
                  EVERY,
                  Set.of(ACCESS_COVER),
                  matter -> !matter.undone().isEmpty(),
                  "GDPR 15(4); 11 CCR 7024(e)")
              .needs(NOT_DONE),
          row(EVERY, Set.of(ACCESS_COVER), RequiredBlocks::grounded, "GDPR 15(4); 11 CCR 7024(e)")
              .needs(REASONS),
          row(
                  Set.of(CCPA),
                  Set.of(ACCESS_COVER),
                  matter -> !matter.facts().withheld().isEmpty(),
                  "11 CCR 7024(d)")
              .needs(WITHHELD),
          row(
                  EVERY,
                  Set.of(APPEAL_EXTENSION),
                  RequiredBlocks::always,
                  "Colo. 6-1-1306(3)(b) UNCONFIRMED; elsewhere CHOICE")
              .needs(NEW_DATE, REASONS),
          row(
                  EVERY,
                  DECISIONS,
                  RequiredBlocks::always,
                  "Va. 59.1-577(C); Conn. 42-518; Colo. 6-1-1306(3) UNCONFIRMED; elsewhere CHOICE")
              .needs(DECISION, REASONS),
          row(
                  APPEALED,
                  Set.of(APPEAL_REJECTED),
                  RequiredBlocks::always,
                  "Va. 59.1-577(C); Conn. 42-518; Colo. 6-1-1306(3) UNCONFIRMED")
              .needs(ATTORNEY_GENERAL),
          row(
                  EVERY,
                  Set.of(COMPLAINT_ANSWER),
                  RequiredBlocks::always,
                  "UK DPA 2018 s.164A; elsewhere CHOICE")
              .needs(REASONS),
          row(EU_UK, Set.of(COMPLAINT_ANSWER), RequiredBlocks::always, "CHOICE, after GDPR 12(4)")
              .needs(COMPLAINT, REMEDY),
          row(
                  EVERY,
                  Set.of(RESURFACED),
                  RequiredBlocks::always,
                  "CHOICE: no law asks for this letter")
              .needs(RESURFACING));

  private RequiredBlocks() {}

  /** What this letter must have. */
  static Set<Block> of(Matter matter) {
    var blocks = EnumSet.noneOf(Block.class);
    for (var row : TABLE) {
      if (matter.laws().stream().anyMatch(row.laws()::contains)
          && row.kinds().contains(matter.kind())
          && row.when().test(matter)) {
        blocks.addAll(row.blocks());
      }
    }
    return blocks;
  }

  private static boolean always(Matter matter) {
    return true;
  }

  /** Where grounds are given, and where something is held or refused and they have to be. */
  private static boolean grounded(Matter matter) {
    return !matter.facts().grounds().isEmpty()
        || matter.facts().explanation().isPresent()
        || matter.undone().stream()
            .anyMatch(one -> one.why() == Matter.Why.HELD || one.why() == Matter.Why.REFUSED);
  }

  private static boolean asksForRecipients(Matter matter) {
    return matter.erasing() && matter.recipientsAsked();
  }

  private static boolean access(Matter matter) {
    return matter.right().equals("ACCESS");
  }

  private static Demand row(
      Set<Law> laws, Set<LetterKind> kinds, Predicate<Matter> when, String source) {
    return (first, more) -> new Row(laws, kinds, when, EnumSet.of(first, more), source);
  }

  /** The first half of a row. */
  private interface Demand {
    Row needs(Block first, Block... more);
  }
}
