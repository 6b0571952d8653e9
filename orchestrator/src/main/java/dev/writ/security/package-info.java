/** Who may call: hashed bearer tokens, one role each. */
@NullMarked
package dev.writ.security;

import org.jspecify.annotations.NullMarked;
