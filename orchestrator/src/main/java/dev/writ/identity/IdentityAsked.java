package dev.writ.identity;

import java.util.UUID;

/**
 * A person is to be sent a code or a link: whoever writes to people takes it by {@link
 * Challenges#reveal}. Published inside the transaction in which it was made.
 *
 * @param link a link, else a code
 */
public record IdentityAsked(UUID request, UUID challenge, boolean link) {}
