package dev.writ.request;

import dev.writ.lifecycle.RequestEvent;
import dev.writ.lifecycle.RequestState;
import java.util.UUID;

/**
 * A request moved. Published inside the transaction of the move: what a listener writes is
 * committed with it or not at all.
 */
public record RequestMoved(UUID request, RequestState from, RequestEvent event, RequestState to) {}
