package dev.writ.webhook;

import java.util.Set;
import java.util.UUID;

/** Something waits for these receivers. Published inside the transaction that enters it. */
public record DeliveriesWait(Set<UUID> webhooks) {
  public DeliveriesWait {
    webhooks = Set.copyOf(webhooks);
  }
}
