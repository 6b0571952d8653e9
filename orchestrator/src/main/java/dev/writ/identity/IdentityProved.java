package dev.writ.identity;

import java.util.UUID;

/**
 * What a request requires was reached after its filing. Published inside the transaction of the
 * check.
 *
 * @param method of the best check: an {@link IdentityMethod}
 * @param level an {@link AssuranceLevel}
 */
public record IdentityProved(UUID request, String method, String level) {}
