package dev.writ.engine;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.ConnectionCreated;
import dev.writ.connection.VendorCatalogue;
import dev.writ.settings.WritSettings;
import dev.writ.settings.WritSettings.Role;
import dev.writ.workflow.LegWorkflowImpl;
import dev.writ.workflow.RequestWorkflowImpl;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final int SECONDS_TO_FINISH = 5;
  private final Engine engine;
  private final RecordActivities activities;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final boolean working;
  private final Map<UUID, WorkerFactory> perConnection = new ConcurrentHashMap<>();
  private final WorkerFactory shared;
  private volatile boolean running;

  Workers(
      Engine engine,
      RecordActivities activities,
      ConnectionService connections,
      VendorCatalogue vendors,
      WritSettings settings) {
    this.engine = engine;
    this.activities = activities;
    this.connections = connections;
    this.vendors = vendors;
    this.working = settings.roles().contains(Role.WORKER);
    this.shared = WorkerFactory.newInstance(engine.client());
  }

  @Override
  public void start() {
    running = true;
    if (!working) {
      return;
    }
    var worker = shared.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(RequestWorkflowImpl.class, LegWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities.ofRequests());
    shared.start();
    serveAll();
  }

  @TransactionalEventListener(fallbackExecution = true)
  void created(ConnectionCreated event) {
    serve(event.connection());
  }

  /** Also picks up connections that another process created. */
  void serveAll() {
    connections.all().forEach(this::serve);
  }

  private void serve(Connection connection) {
    if (running && working) {
      perConnection.computeIfAbsent(connection.id(), id -> worker(connection));
    }
  }

  private WorkerFactory worker(Connection connection) {
    var factory = WorkerFactory.newInstance(engine.client());
    var limits = vendors.require(connection.vendor()).descriptor();
    factory
        .newWorker(
            connection.queue(),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(limits.concurrency())
                .setMaxTaskQueueActivitiesPerSecond(limits.callsPerSecond())
                .setMaxConcurrentActivityTaskPollers(2)
                .setMaxHeartbeatThrottleInterval(Duration.ofSeconds(5))
                .build())
        .registerActivitiesImplementations(activities.ofLegs(connection.vendor()));
    factory.start();
    return factory;
  }

  /** Running attempts hear of it at their next beat and stop between two vendor calls. */
  @Override
  public void stop() {
    running = false;
    var all = new ArrayList<>(perConnection.values());
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
