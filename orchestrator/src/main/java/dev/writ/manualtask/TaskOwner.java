package dev.writ.manualtask;

import java.util.Optional;
import java.util.UUID;

/** What a task is part of: its data key seals the task, and its room hears what became of it. */
sealed interface TaskOwner {
  record OfLeg(UUID request, UUID leg) implements TaskOwner {}

  record OfOffboarding(UUID offboarding) implements TaskOwner {}

  /** The account itself, and nobody in it. */
  record OfConnection(UUID connection) implements TaskOwner {}

  default Optional<UUID> findRequest() {
    return this instanceof OfLeg of ? Optional.of(of.request()) : Optional.empty();
  }

  default Optional<UUID> findLeg() {
    return this instanceof OfLeg of ? Optional.of(of.leg()) : Optional.empty();
  }

  default Optional<UUID> findOffboarding() {
    return this instanceof OfOffboarding of ? Optional.of(of.offboarding()) : Optional.empty();
  }
}
