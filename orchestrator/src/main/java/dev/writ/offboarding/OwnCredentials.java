package dev.writ.offboarding;

import java.util.UUID;
import org.springframework.stereotype.Service;

/** Whether that by which a connection is opened is being taken away, or is gone, by the record. */
@Service
public class OwnCredentials {
  private final OffboardingRecord record;
  private final Keyring keys;

  OwnCredentials(OffboardingRecord record, Keyring keys) {
    this.record = record;
    this.keys = keys;
  }

  /**
   * Whether nothing can be looked at with them any more, or soon. A breach does not give them back;
   * what a human takes away is going from the day the task was given.
   */
  public boolean taken(UUID connection) {
    return record.calling(connection).stream()
        .filter(one -> one.connection().equals(connection))
        .anyMatch(one -> tried(one) || keys.allAtHand(one.id()));
  }

  /** Whether they are being tried, or soon: each must be refused. */
  boolean tried(Offboarding one) {
    return switch (one.state()) {
      case OPENED, FROZEN, EXPORTING, ERASING, CERTIFIED, CANCELLED -> false;
      case REVOKING -> keys.ownBegun(one.id());
      case PROBING, WATCHING, BREACHED -> true;
    };
  }
}
