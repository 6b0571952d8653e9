package dev.writ.setup;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.ledger.Ledger;
import dev.writ.settings.WritSettings;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.Identifier;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The vendor sandbox of a first run: simulators, invented people, a connection each, and the ledger
 * of their objects.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "writ.sandbox.enabled", havingValue = "true")
class SandboxStart {

  @Bean(destroyMethod = "close")
  Sandbox sandbox(WritSettings settings, ConnectionService connections, Ledger ledger) {
    var sandbox = new Sandbox(settings.sandbox().port(), VendorCatalogue.simulators());
    sandbox.start();
    var byName = connections.all().stream().collect(Collectors.toMap(Connection::name, c -> c));
    var byVendor = new HashMap<String, Connection>();
    for (var simulator : VendorCatalogue.simulators()) {
      var name = "sandbox-" + simulator.vendor();
      byVendor.put(
          simulator.vendor(),
          byName.containsKey(name)
              ? byName.get(name)
              : connections.create(
                  simulator.vendor(),
                  name,
                  sandbox.baseUrl(simulator.vendor()),
                  simulator.credentials(),
                  Map.of()));
    }
    var entries =
        sandbox.plant(SandboxPeople.all()).stream()
            .map(
                planted ->
                    new Ledger.Entry(
                        new Identifier(Identifier.Type.EMAIL, planted.person().email()),
                        Objects.requireNonNull(byVendor.get(planted.vendor())).id(),
                        planted.object(),
                        Instant.EPOCH))
            .toList();
    ledger.append(List.copyOf(entries));
    return sandbox;
  }
}
