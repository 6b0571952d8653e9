package dev.writ.claim;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Something that ends.
 *
 * @param what in words for an officer, unique at the connection
 * @param on its last day
 */
record Ending(UUID connection, String what, LocalDate on) {}
