package dev.writ.recheck;

import java.util.UUID;

/** Looks of a request were planned, skipped or brought forward; published in the transaction. */
public record LooksChanged(UUID request) {}
