package dev.writ.vendor.anthropic;

import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The adapter before the sandbox with the simulator, for one test of what the kit does not know.
 */
final class AnthropicBench implements AutoCloseable {
  final AnthropicAdapter adapter = new AnthropicAdapter();
  final AnthropicSimulator simulator = new AnthropicSimulator();
  private Instant now = Instant.now();
  final Sandbox sandbox = SharedServer.host(simulator, () -> now);

  /** So long after before; the time of the sandbox. */
  Instant later(Duration passed) {
    now = now.plus(passed);
    return now;
  }

  VendorConnection connection() {
    return connection(Map.of());
  }

  VendorConnection connection(Map<String, String> settings) {
    return connection(simulator.credentials(), settings);
  }

  /** Without an admin key. */
  VendorConnection workspaceOnly() {
    return connection(Map.of("apiKey", simulator.credentials().get("apiKey")), Map.of());
  }

  VendorConnection connection(Map<String, String> credentials, Map<String, String> settings) {
    return new VendorConnection(
        sandbox.baseUrl("anthropic"),
        credentials.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, key -> new Secret(key.getValue()))),
        settings);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
