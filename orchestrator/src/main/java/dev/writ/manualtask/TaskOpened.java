package dev.writ.manualtask;

import dev.writ.vendor.spi.ManualWork;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A manual task was opened. Published inside the transaction: what a listener writes is committed
 * with it or not at all.
 */
public record TaskOpened(
    UUID task,
    TaskPurpose purpose,
    ManualWork.Doer doer,
    UUID connection,
    Optional<UUID> request,
    Optional<UUID> leg,
    Optional<UUID> offboarding,
    LocalDate dueOn) {}
