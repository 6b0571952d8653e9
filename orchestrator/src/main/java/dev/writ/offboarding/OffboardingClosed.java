package dev.writ.offboarding;

import java.util.UUID;

/**
 * An offboarding was cancelled, or its key is about to be destroyed: nobody needs to do anything
 * for it any more. Published in that transaction, which holds the offboarding.
 */
public record OffboardingClosed(UUID offboarding) {}
