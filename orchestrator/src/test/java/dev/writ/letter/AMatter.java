package dev.writ.letter;

import java.util.List;

/** A matter like another one, but for what a test says. */
final class AMatter {
  private final Matter of;
  private List<Law> laws;
  private int appealDays;
  private LetterFacts facts;
  private List<Matter.Treated> treated;
  private List<Matter.Undone> undone;
  private boolean recipientsAsked;
  private Sender sender;

  private AMatter(Matter of) {
    this.of = of;
    laws = of.laws();
    appealDays = of.appealDays();
    facts = of.facts();
    treated = of.treated();
    undone = of.undone();
    recipientsAsked = of.recipientsAsked();
    sender = of.sender();
  }

  static AMatter like(Matter of) {
    return new AMatter(of);
  }

  AMatter under(List<Law> several) {
    laws = several;
    return this;
  }

  AMatter appealableFor(int days) {
    appealDays = days;
    return this;
  }

  AMatter saying(LetterFacts other) {
    facts = other;
    return this;
  }

  AMatter treated(List<Matter.Treated> all) {
    treated = all;
    return this;
  }

  AMatter undone(List<Matter.Undone> all) {
    undone = all;
    return this;
  }

  AMatter tellingNoRecipients() {
    recipientsAsked = false;
    return this;
  }

  AMatter from(Sender other) {
    sender = other;
    return this;
  }

  Matter matter() {
    return new Matter(
        of.kind(),
        laws,
        of.right(),
        of.outcome(),
        of.receivedOn(),
        of.dueBy(),
        appealDays,
        of.reference(),
        facts,
        treated,
        undone,
        of.recipients(),
        recipientsAsked,
        of.resurfaced(),
        of.categories(),
        sender);
  }
}
