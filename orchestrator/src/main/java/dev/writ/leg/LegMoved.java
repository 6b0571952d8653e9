package dev.writ.leg;

import dev.writ.lifecycle.LegEvent;
import dev.writ.lifecycle.LegState;
import java.util.UUID;

/**
 * A leg moved. Published inside the transaction of the move: what a listener writes is committed
 * with it or not at all.
 */
public record LegMoved(UUID request, UUID leg, LegState from, LegEvent event, LegState to) {}
