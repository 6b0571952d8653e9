/**
 * Keys and sealing: a data key per request, wrapped by the key-encryption key; keyed hashes for
 * look-ups.
 */
@NullMarked
package dev.writ.vault;

import org.jspecify.annotations.NullMarked;
