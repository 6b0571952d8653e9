package dev.writ.claim;

/** What must be known of a vendor before it may receive customers' data; YES is always good. */
enum TrustQuestion {
  DATA(true, "Is it known what data goes there?"),
  MINIMUM(true, "Is that the least that is needed?"),
  TRAINING(false, "Is customers' data kept out of training?"),
  STORAGE(false, "Is it known where the data is stored?"),
  DELETION(false, "Is a person's data deleted when the company asks, as a drill has shown?"),
  CONTRACT_END(false, "Is everything deleted at the end, by a rehearsal or by the contract?"),
  BREACHES(true, "Is the history of breaches known and acceptable?");

  private final boolean byWord;
  private final String asks;

  TrustQuestion(boolean byWord, String asks) {
    this.byWord = byWord;
    this.asks = asks;
  }

  /** Whether an officer's word answers it; evidence alone answers the others. */
  boolean byWord() {
    return byWord;
  }

  String asks() {
    return asks;
  }
}
