package dev.writ.engine;

import dev.writ.settings.WritSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which Temporal: in this process, a development server of our own, or a cluster by address. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Engine engine(WritSettings settings) throws IOException {
    return switch (settings.temporal().engine()) {
      case IN_PROCESS -> inProcess();
      case DEV_SERVER -> devServer(settings);
      case EXTERNAL -> external(settings.temporal());
    };
  }

  /** Ready means: the engine answers. */
  @Bean
  HealthIndicator engineHealthIndicator(Engine engine) {
    return () -> {
      try {
        engine.client().getWorkflowServiceStubs().healthCheck();
        return Health.up().build();
      } catch (RuntimeException silent) {
        return Health.down().build();
      }
    };
  }

  static Engine inProcess() {
    var service =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
    TimeLocks.forget(service);
    return new Engine(service.getWorkflowClient(), service::close);
  }

  private static Engine devServer(WritSettings settings) throws IOException {
    var server = DevServer.start(settings.temporal(), settings.home().resolve("temporal"));
    var stubs =
        connect(WorkflowServiceStubsOptions.newBuilder().setTarget(server.address()).build());
    return new Engine(
        client(stubs, settings.temporal()),
        () -> {
          stubs.shutdownNow();
          server.close();
        });
  }

  private static Engine external(WritSettings.Temporal settings) {
    var options = WorkflowServiceStubsOptions.newBuilder().setTarget(settings.address());
    if (settings.tls() || !settings.apiKey().isBlank()) {
      options.setEnableHttps(true);
    }
    if (!settings.apiKey().isBlank()) {
      options.addApiKey(settings::apiKey);
    }
    var stubs = connect(options.build());
    return new Engine(client(stubs, settings), stubs::shutdown);
  }

  private static WorkflowServiceStubs connect(WorkflowServiceStubsOptions options) {
    return WorkflowServiceStubs.newConnectedServiceStubs(options, Duration.ofSeconds(30));
  }

  private static WorkflowClient client(WorkflowServiceStubs stubs, WritSettings.Temporal settings) {
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setNamespace(settings.namespace()).build());
  }
}
