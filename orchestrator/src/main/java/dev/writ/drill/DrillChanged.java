package dev.writ.drill;

import java.util.UUID;

/** A drill has something to do now. */
public record DrillChanged(UUID drill) {}
