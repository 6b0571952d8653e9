package dev.writ.workflow;

/**
 * A leg to be run.
 *
 * @param legId the leg's id in the record
 * @param queue the connection's own task queue
 * @param task how far this run goes
 */
public record LegTicket(String legId, String queue, LegTask task) {}
