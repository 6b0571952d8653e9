/**
 * The leg: one request at one connection. Its parts call vendors about a person: locating,
 * exporting, erasing, verifying; {@link dev.writ.leg.Recovery} answers what fails. What was erased
 * is read again by {@code recheck} and {@code claim}.
 */
@NullMarked
package dev.writ.leg;

import org.jspecify.annotations.NullMarked;
