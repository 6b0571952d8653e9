/**
 * Holds: what is kept from erasure, under which matter or article, until when. A hold covers a leg,
 * a request, or standing a person, a connection or a vendor, and in these the kinds of objects it
 * names. {@link dev.writ.leg.Withholding} keeps what is covered; here holds are placed, amended,
 * released and let expire, and what was held is given back to the erasure ({@link
 * dev.writ.hold.HoldEnds}).
 */
@NullMarked
package dev.writ.hold;

import org.jspecify.annotations.NullMarked;
