package dev.writ.recheck;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A look in the making.
 *
 * @param words what the vendor documents, or why an officer wants it
 */
record PlannedLook(Instant dueAt, Look.Why why, @Nullable String words) {}
