/** Accounts at vendors: sealed credentials, the way to the adapters, the limits of calls. */
@NullMarked
package dev.writ.connection;

import org.jspecify.annotations.NullMarked;
