/**
 * The leg: one request at one connection. Its parts are the only ones that call vendors about a
 * person: locating, exporting, erasing, verifying; {@link dev.writ.leg.Recovery} answers what
 * fails.
 */
@NullMarked
package dev.writ.leg;

import org.jspecify.annotations.NullMarked;
