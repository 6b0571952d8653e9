package dev.writ.workflow;

/**
 * A leg to be run.
 *
 * @param queue the connection's own task queue
 * @param generation counts the leg's runs, so that each has its own workflow id
 */
public record LegTicket(String legId, String queue, int generation) {}
