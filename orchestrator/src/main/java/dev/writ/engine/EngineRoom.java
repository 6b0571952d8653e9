package dev.writ.engine;

import dev.writ.connection.Connection;
import java.util.List;

/**
 * What one kind of work needs of the engine: its workflows, its steps, and what of it the engine
 * may have forgotten. The steps call the record's own rooms; nothing outside this package knows the
 * engine.
 */
interface EngineRoom {
  /** Workflow implementations. */
  List<Class<?>> workflows();

  /** Activities that touch the record alone. */
  List<Object> recordSteps();

  /** Activities that hand letters over, on a queue of their own. */
  default List<Object> postSteps() {
    return List.of();
  }

  /** Activities that call this connection's vendor, on its own queue and within its limits. */
  default List<Object> vendorSteps(Connection connection) {
    return List.of();
  }

  /** Activities that call receivers of our events, on a queue that keeps nobody else waiting. */
  default List<Object> receiverSteps() {
    return List.of();
  }

  /** Work that must be running; asked at boot and every {@code WRIT_SWEEP}. */
  default List<Work> unfinished() {
    return List.of();
  }

  /**
   * One workflow.
   *
   * @param type its interface
   * @param id the workflow id: one kind of work and the record's id
   * @param argument its only argument, an id
   */
  record Work(Class<?> type, String id, String argument) {}
}
