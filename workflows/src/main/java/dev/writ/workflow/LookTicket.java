package dev.writ.workflow;

/**
 * A look whose time has come.
 *
 * @param lookId its id in the record
 * @param queue the connection's own task queue
 */
public record LookTicket(String lookId, String queue) {}
