package dev.writ.request;

import java.util.Set;
import java.util.UUID;

/** Requests whose end is still argued about: their data keys are kept meanwhile. */
public interface OpenAppeals {

  Set<UUID> open();
}
