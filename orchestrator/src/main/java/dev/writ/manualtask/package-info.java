/**
 * Work at a vendor that only a human can do. A leg asks for it ({@link dev.writ.leg.HandWork}); an
 * officer, or the person behind a one-time link, says what became of it; the leg goes on. The
 * vendor's steps are kept with the task as they were when it was opened.
 */
@NullMarked
package dev.writ.manualtask;

import org.jspecify.annotations.NullMarked;
