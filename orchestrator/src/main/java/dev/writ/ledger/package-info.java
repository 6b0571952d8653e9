/** What the company's own apps sent where: keyed hashes and sealed object ids. */
@NullMarked
package dev.writ.ledger;

import org.jspecify.annotations.NullMarked;
