package dev.writ.manualtask;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The due day of an open manual task has come. Published once per task and due day, inside the
 * transaction that notes it.
 */
public record TaskFellDue(
    UUID task,
    TaskPurpose purpose,
    UUID connection,
    Optional<UUID> request,
    Optional<UUID> leg,
    Optional<UUID> offboarding,
    LocalDate dueOn) {}
