/**
 * Who is told what has happened: receivers outside are sent events with ids and states, signed as
 * standard-webhooks describes. An event is a row, written in the transaction in which it happened;
 * each receiver has its own deliveries, its own workflow and its own rests, so that a dead one does
 * not keep the others waiting. Vendors' calls to us are the {@code hook} room's.
 */
@NullMarked
package dev.writ.webhook;

import org.jspecify.annotations.NullMarked;
