/**
 * The request: filed, planned, approved, answered. Its service is the only writer of the request
 * table.
 */
@NullMarked
package dev.writ.request;

import org.jspecify.annotations.NullMarked;
