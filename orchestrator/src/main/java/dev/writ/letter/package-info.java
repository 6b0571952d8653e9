/**
 * What the person is told: letters and the recipients named in them. A letter is a row, ordered in
 * the transaction of what made it due and never in its way; it is written from a template, judged
 * by the blocks the law of the request requires, and then handed over to a mail server or to the
 * outbox. This room listens to the others; only the persons' pages and the engine call it.
 */
@NullMarked
package dev.writ.letter;

import org.jspecify.annotations.NullMarked;
