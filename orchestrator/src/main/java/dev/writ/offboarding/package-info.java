/**
 * A vendor is left: a plan with counts, two approvals, a freeze, everything of ours taken home and
 * erased by listing, every right taken away, the old credentials tried, and dated looks through the
 * vendor's documented windows before anything is certified. The record says what comes next; the
 * engine carries it out.
 */
@NullMarked
package dev.writ.offboarding;

import org.jspecify.annotations.NullMarked;
