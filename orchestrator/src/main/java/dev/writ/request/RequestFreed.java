package dev.writ.request;

import java.util.UUID;

/**
 * A hold that kept the request has ended: it may close, if nothing else keeps it. Published inside
 * the transaction.
 */
public record RequestFreed(UUID request) {}
