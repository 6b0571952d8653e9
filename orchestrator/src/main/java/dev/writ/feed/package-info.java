/**
 * Vendors' own records of whose objects are whose, read on a schedule into the ledger before the
 * vendor forgets them. The cursor moves in one transaction with the last entries before it, so a
 * crash reads a portion again and loses none; what is read again the ledger absorbs.
 */
@NullMarked
package dev.writ.feed;

import org.jspecify.annotations.NullMarked;
