/**
 * Any vendor that has no package of its own: a human asks it, with the instructions that the
 * company wrote into the connection's settings. This package calls nothing and observes nothing.
 *
 * <p>A person is one object, so that one human does one thing; what the company's apps recorded in
 * the ledger as {@code record} stands beside it under the vendor's own id. The steps of a task are
 * the connection's: {@link dev.writ.vendor.manual.ManualAdapter#manual}.
 *
 * <p>No vendor's documents were read for it; what the vendor does is known to who wrote the
 * settings.
 */
@NullMarked
package dev.writ.vendor.manual;

import org.jspecify.annotations.NullMarked;
