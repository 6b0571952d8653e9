/** The request: filed, planned, approved, answered. Nobody else writes the request table. */
@NullMarked
package dev.writ.request;

import org.jspecify.annotations.NullMarked;
