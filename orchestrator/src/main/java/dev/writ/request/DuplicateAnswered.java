package dev.writ.request;

import java.util.UUID;

/**
 * A duplicate was answered with the request it repeats. Published inside the transaction of that
 * answer.
 */
public record DuplicateAnswered(UUID request) {}
