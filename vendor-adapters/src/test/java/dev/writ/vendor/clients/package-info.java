/** The vendors' own clients in other languages, against the simulators. */
@NullMarked
package dev.writ.vendor.clients;

import org.jspecify.annotations.NullMarked;
