/** The append-only account of what happened, without personal data. */
@NullMarked
package dev.writ.evidence;

import org.jspecify.annotations.NullMarked;
