/**
 * Calls that vendors make to us. The vendor's package judges the signature; what is genuine is kept
 * once, by keyed hash, and the legs that hold the object stop waiting. A call is only ever a hint
 * to look earlier: nothing is believed and nothing depends on it, because each leg's own timer
 * comes anyway.
 */
@NullMarked
package dev.writ.hook;

import org.jspecify.annotations.NullMarked;
