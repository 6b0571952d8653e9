/**
 * The leg: one request at one connection. Its service is the only one that calls vendors about a
 * person.
 */
@NullMarked
package dev.writ.leg;

import org.jspecify.annotations.NullMarked;
