package dev.writ.request;

import java.util.UUID;

/**
 * The data key of a request is destroyed. Published inside the transaction that does it, so that
 * every room can remove what was sealed under the key.
 */
public record KeyDestroyed(UUID request) {}
