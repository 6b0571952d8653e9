package dev.writ.engine;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.ConnectionService.ConnectionCreated;
import dev.writ.connection.VendorCatalogue;
import dev.writ.engine.EngineConfiguration.Engine;
import dev.writ.request.RequestProgress;
import dev.writ.workflow.LegActivities;
import dev.writ.workflow.LegStep;
import dev.writ.workflow.LegWorkflowImpl;
import dev.writ.workflow.RequestActivities;
import dev.writ.workflow.RequestStep;
import dev.writ.workflow.RequestWorkflowImpl;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs the workflows, and one activity worker per connection with that vendor's concurrency. */
@Component
class Workers implements SmartLifecycle {
  static final String QUEUE = "writ-requests";
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private final Engine engine;
  private final RequestProgress progress;
  private final ConnectionService connections;
  private final VendorCatalogue vendors;
  private final Map<UUID, WorkerFactory> perConnection = new ConcurrentHashMap<>();
  private volatile boolean running;
  private final List<WorkerFactory> shared = new ArrayList<>();

  Workers(
      Engine engine,
      RequestProgress progress,
      ConnectionService connections,
      VendorCatalogue vendors) {
    this.engine = engine;
    this.progress = progress;
    this.connections = connections;
    this.vendors = vendors;
  }

  @Override
  public void start() {
    var factory = WorkerFactory.newInstance(engine.client());
    var worker = factory.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(RequestWorkflowImpl.class, LegWorkflowImpl.class);
    worker.registerActivitiesImplementations(new OfRequests(progress));
    factory.start();
    shared.add(factory);
    running = true;
    connections.all().forEach(this::serve);
  }

  @TransactionalEventListener
  void created(ConnectionCreated event) {
    if (running) {
      serve(event.connection());
    }
  }

  /** Also picks up connections that another process created. */
  void serveAll() {
    connections.all().forEach(this::serve);
  }

  private void serve(Connection connection) {
    perConnection.computeIfAbsent(
        connection.id(),
        id -> {
          var factory = WorkerFactory.newInstance(engine.client());
          var concurrency = vendors.require(connection.vendor()).descriptor().concurrency();
          factory
              .newWorker(
                  connection.queue(),
                  WorkerOptions.newBuilder()
                      .setMaxConcurrentActivityExecutionSize(concurrency)
                      .build())
              .registerActivitiesImplementations(new OfLegs(progress));
          factory.start();
          return factory;
        });
  }

  @Override
  public void stop() {
    running = false;
    shared.addAll(perConnection.values());
    shared.forEach(WorkerFactory::shutdownNow);
    shared.forEach(factory -> factory.awaitTermination(5, TimeUnit.SECONDS));
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** An exception's words may hold anything: only its type goes into a history. */
  private static <T> T redacted(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException broken) {
      LOG.warn("a step failed and will be tried again: {}", broken.getClass().getName());
      throw ApplicationFailure.newFailure("a step failed", broken.getClass().getSimpleName());
    }
  }

  private record OfRequests(RequestProgress progress) implements RequestActivities {
    @Override
    public RequestStep advance(String requestId) {
      return redacted(() -> progress.advance(UUID.fromString(requestId)));
    }
  }

  private record OfLegs(RequestProgress progress) implements LegActivities {
    @Override
    public LegStep advance(String legId) {
      return redacted(() -> progress.advanceLeg(UUID.fromString(legId)));
    }
  }
}
