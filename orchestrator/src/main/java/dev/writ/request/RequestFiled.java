package dev.writ.request;

import java.util.UUID;

/**
 * A request was filed. Published inside the transaction of the filing: what a listener writes is
 * committed with it or not at all.
 */
public record RequestFiled(UUID request) {}
