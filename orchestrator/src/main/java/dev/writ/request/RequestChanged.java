package dev.writ.request;

import java.util.UUID;

/**
 * Something about the request changed that the engine must look at, once the change is committed.
 */
public record RequestChanged(UUID request) {}
