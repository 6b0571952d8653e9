package dev.writ.letter;

/**
 * A named part of a letter. A template writes it as a section, {@code {{#REASONS}}…{{/REASONS}}};
 * it counts as said when the section came out, and shows what it is about.
 */
enum Block {
  /** That the request has arrived, and when. */
  RECEIPT,
  /** What follows, and by when there is an answer. */
  NEXT_STEPS,
  /** Where the person sees how it stands. */
  STATUS,
  /** What the person is asked for. */
  ASK,
  /** What that is used for, and that it is deleted afterwards. */
  PURPOSE,
  /** The new last day. */
  NEW_DATE,
  /** Why something is refused, or takes longer. */
  REASONS,
  /** What was done, service by service. */
  DONE,
  /** What could not be done, and why. */
  NOT_DONE,
  /** The complaint to the authority. */
  COMPLAINT,
  /** The complaint to the controller itself (UK DPA 2018 s.164A). */
  OWN_COMPLAINT,
  /** The way to the courts. */
  REMEDY,
  /** How to appeal to the controller. */
  APPEAL,
  /** How an appeal was decided. */
  DECISION,
  /** How to reach the Attorney General after an appeal was denied. */
  ATTORNEY_GENERAL,
  /** That what is kept is used for nothing but its exception. */
  LIMITED_USE,
  /** The offer to opt out of sale and sharing. */
  OPT_OUT,
  /** That a record of the request is kept, and why. */
  RECORD,
  /** Who received the data and was told. */
  RECIPIENTS,
  /** Who was not told, and why in detail. */
  UNTOLD,
  /** What lies in the package. */
  CONTENTS,
  /** Purposes, recipients, retention and the other items of Art. 15(1). */
  PROCESSING,
  /** Types of data that exist and are never disclosed. */
  WITHHELD,
  /** That it was evaluated as a request for categories, and which those are (11 CCR 7024(a)). */
  CATEGORIES,
  /** What was there again, and where. */
  RESURFACING
}
