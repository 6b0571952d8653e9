/**
 * Drills: a vendor is tried with an invented person. Their marked data is planted, found, erased,
 * and looked for until it is gone and a while longer; what was observed stands beside what the
 * vendor promises. A drill touches nothing but what it planted, and cleans up after itself however
 * it ends.
 */
@NullMarked
package dev.writ.drill;

import org.jspecify.annotations.NullMarked;
