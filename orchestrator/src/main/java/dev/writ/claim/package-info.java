/**
 * What vendors promise, by which evidence, whether it can be seen to be so, and how much each
 * connection is therefore trusted with.
 */
@NullMarked
package dev.writ.claim;

import org.jspecify.annotations.NullMarked;
