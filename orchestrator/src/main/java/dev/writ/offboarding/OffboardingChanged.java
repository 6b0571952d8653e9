package dev.writ.offboarding;

import java.util.UUID;

/** Somebody has changed an offboarding's record: its workflow must look again. */
public record OffboardingChanged(UUID offboarding) {}
