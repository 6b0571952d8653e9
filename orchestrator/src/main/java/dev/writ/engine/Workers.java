package dev.writ.engine;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.ConnectionChanged;
import dev.writ.connection.ConnectionService.ConnectionCreated;
import dev.writ.settings.WritSettings;
import dev.writ.settings.WritSettings.Role;
import dev.writ.workflow.WebhookWorkflow;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs the workflows, and one activity worker per connection with that connection's limits. */
@Component
class Workers implements SmartLifecycle {
  static final String QUEUE = "writ-requests";

  /** As the workflows name it. */
  static final String POST_QUEUE = "writ-letters";

  private static final int SECONDS_TO_FINISH = 5;

  /**
   * A workflow's code never waits by itself. The SDK's second is short of what a machine that is
   * busy with something else takes to come round to a thread.
   */
  private static final Duration STALLED = Duration.ofSeconds(10);

  /**
   * Steps of requests are short and all database: more at once would only keep callers waiting for
   * a connection.
   */
  private static final int RECORD_STEPS_AT_ONCE = 8;

  /** More than there can be receivers: each has a place, however slow the others are. */
  private static final int RECEIVERS_AT_ONCE = 64;

  /** Connections to a mail server at once. */
  private static final int LETTERS_AT_ONCE = 4;

  private final Engine engine;
  private final List<EngineRoom> rooms;
  private final ConnectionService connections;
  private final boolean working;
  private final Map<UUID, Served> perConnection = new ConcurrentHashMap<>();
  private final WorkerFactory shared;
  private volatile boolean running;

  /** A connection as its worker was made for it. */
  private record Served(Connection connection, WorkerFactory factory) {}

  Workers(
      Engine engine, List<EngineRoom> rooms, ConnectionService connections, WritSettings settings) {
    this.engine = engine;
    this.rooms = rooms;
    this.connections = connections;
    this.working = settings.roles().contains(Role.WORKER);
    this.shared = WorkerFactory.newInstance(engine.client());
  }

  @Override
  public void start() {
    running = true;
    if (!working) {
      return;
    }
    var worker =
        shared.newWorker(
            QUEUE,
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(RECORD_STEPS_AT_ONCE)
                .setDefaultDeadlockDetectionTimeout(STALLED.toMillis())
                .build());
    for (var room : rooms) {
      worker.registerWorkflowImplementationTypes(room.workflows().toArray(Class<?>[]::new));
      worker.registerActivitiesImplementations(room.recordSteps().toArray());
    }
    serveReceivers();
    var post =
        shared.newWorker(
            POST_QUEUE,
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(LETTERS_AT_ONCE)
                .build());
    rooms.forEach(room -> post.registerActivitiesImplementations(room.postSteps().toArray()));
    shared.start();
    serveAll();
  }

  private void serveReceivers() {
    shared
        .newWorker(
            WebhookWorkflow.QUEUE,
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(RECEIVERS_AT_ONCE)
                .setMaxConcurrentActivityTaskPollers(2)
                .setMaxHeartbeatThrottleInterval(Duration.ofSeconds(5))
                .build())
        .registerActivitiesImplementations(
            rooms.stream().flatMap(room -> room.receiverSteps().stream()).toArray());
  }

  @TransactionalEventListener(fallbackExecution = true)
  void created(ConnectionCreated event) {
    serve(event.connection());
  }

  @TransactionalEventListener(fallbackExecution = true)
  void changed(ConnectionChanged event) {
    serve(event.connection());
  }

  /** Also picks up connections that another process created or changed. */
  void serveAll() {
    connections.all().forEach(this::serve);
  }

  private void serve(Connection connection) {
    if (running && working) {
      perConnection.compute(
          connection.id(),
          (id, served) -> {
            if (served != null && sameLimits(served.connection(), connection)) {
              return served;
            }
            if (served != null) {
              served.factory().shutdown();
            }
            return new Served(connection, worker(connection));
          });
    }
  }

  private static boolean sameLimits(Connection one, Connection other) {
    return one.concurrency() == other.concurrency()
        && one.callsPerSecond() == other.callsPerSecond();
  }

  private WorkerFactory worker(Connection connection) {
    var factory = WorkerFactory.newInstance(engine.client());
    factory
        .newWorker(
            connection.queue(),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(connection.concurrency())
                .setMaxTaskQueueActivitiesPerSecond(connection.callsPerSecond())
                .setMaxConcurrentActivityTaskPollers(2)
                .setMaxHeartbeatThrottleInterval(Duration.ofSeconds(5))
                .build())
        .registerActivitiesImplementations(
            rooms.stream().flatMap(room -> room.vendorSteps(connection).stream()).toArray());
    factory.start();
    return factory;
  }

  /** Running attempts hear of it at their next beat and stop between two vendor calls. */
  @Override
  public void stop() {
    running = false;
    var all = new ArrayList<>(perConnection.values().stream().map(Served::factory).toList());
    all.add(shared);
    all.forEach(WorkerFactory::shutdown);
    all.forEach(factory -> factory.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS));
    all.forEach(WorkerFactory::shutdownNow);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
