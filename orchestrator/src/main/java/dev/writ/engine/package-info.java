/** Temporal: which one, its workers, and the way from the record to it. */
@NullMarked
package dev.writ.engine;

import org.jspecify.annotations.NullMarked;
