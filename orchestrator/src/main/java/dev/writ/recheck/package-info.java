/**
 * Looks after an erasure: a plan of dated looks at every erased leg, what each has shown, and what
 * follows. A look that is not due before long waits in the record alone; {@link
 * dev.writ.recheck.Rechecks} is what the engine asks and calls.
 */
@NullMarked
package dev.writ.recheck;

import org.jspecify.annotations.NullMarked;
