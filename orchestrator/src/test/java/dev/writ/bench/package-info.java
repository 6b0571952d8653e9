/**
 * The benchmark behind {@code ./writ bench}: each figure beside its budget. Nothing here is a test,
 * and no figure fails a build.
 */
@NullMarked
package dev.writ.bench;

import org.jspecify.annotations.NullMarked;
