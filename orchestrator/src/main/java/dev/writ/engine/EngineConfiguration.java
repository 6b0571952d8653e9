package dev.writ.engine;

import dev.writ.setup.WritSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which Temporal: in this process, a development server of our own, or a cluster by address. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  /** A client and what must be shut down with it. */
  record Engine(WorkflowClient client, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  @Bean(destroyMethod = "close")
  Engine engine(WritSettings settings) throws IOException {
    return switch (settings.engine()) {
      case IN_PROCESS -> inProcess();
      case DEV_SERVER -> devServer(settings);
      case EXTERNAL -> {
        var stubs = connect(settings.temporalAddress());
        yield new Engine(client(stubs, settings), stubs::shutdown);
      }
    };
  }

  private static Engine inProcess() {
    var service =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
    return new Engine(service.getWorkflowClient(), service::close);
  }

  private static Engine devServer(WritSettings settings) throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var home = settings.home().resolve("temporal");
    Files.createDirectories(home);
    var server =
        new ProcessBuilder(
                settings.temporalCli(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--namespace",
                settings.temporalNamespace(),
                "--db-filename",
                home.resolve("temporal.db").toString(),
                "--log-level",
                "error")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("server.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
    var address = InetSocketAddress.createUnresolved("127.0.0.1", port);
    var stubs = connect(address.getHostString() + ":" + port);
    return new Engine(
        client(stubs, settings),
        () -> {
          stubs.shutdownNow();
          server.destroy();
          try {
            server.waitFor(5, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static WorkflowServiceStubs connect(String address) {
    return WorkflowServiceStubs.newConnectedServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(address).build(),
        Duration.ofSeconds(30));
  }

  private static WorkflowClient client(WorkflowServiceStubs stubs, WritSettings settings) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder().setNamespace(settings.temporalNamespace()).build());
  }
}
