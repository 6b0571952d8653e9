/**
 * Who was erased, by keyed hash: asked by the company's apps before they send a person's data to a
 * vendor again.
 */
@NullMarked
package dev.writ.suppression;

import org.jspecify.annotations.NullMarked;
