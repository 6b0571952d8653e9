package dev.writ.setup;

import dev.writ.connection.Connection;
import dev.writ.connection.ConnectionService;
import dev.writ.connection.VendorCatalogue;
import dev.writ.ledger.Ledger;
import dev.writ.settings.WritSettings;
import dev.writ.vault.Vault;
import dev.writ.vendor.sandbox.FileJournal;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.Sandbox.Planted;
import dev.writ.vendor.sandbox.SandboxSettings;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
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
 * of their objects. What the vendors were asked to change outlives a restart in a sealed journal.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "writ.sandbox.enabled", havingValue = "true")
class SandboxStart {

  @Bean(destroyMethod = "close")
  Sandbox sandbox(
      WritSettings settings,
      ConnectionService connections,
      VendorCatalogue vendors,
      Ledger ledger,
      Vault vault,
      Clock clock)
      throws IOException {
    var sandbox = new Sandbox(where(settings, vault), VendorCatalogue.simulators(), clock);
    var planted = sandbox.plantEveryone();
    sandbox.start();
    enterIntoLedger(planted, connect(sandbox, connections), ledger);
    connectWithoutAny(sandbox, connections, vendors);
    return sandbox;
  }

  private static SandboxSettings where(WritSettings settings, Vault vault) throws IOException {
    var folder = settings.home().resolve("sandbox");
    Files.createDirectories(folder);
    var sealer = vault.standing("sandbox");
    var journal =
        new FileJournal(
            folder.resolve("journal"),
            plain -> sealer.seal(plain, "sandbox"),
            cipher -> sealer.openBytes(cipher, "sandbox"));
    var sandbox = settings.sandbox();
    var place = SandboxSettings.onPort(sandbox.port()).boundTo(sandbox.address()).keptIn(journal);
    return sandbox.publicUrl().isBlank() ? place : place.reachedAt(URI.create(sandbox.publicUrl()));
  }

  private static Map<String, Connection> connect(Sandbox sandbox, ConnectionService connections) {
    var byVendor = new HashMap<String, Connection>();
    for (var vendor : sandbox.vendors()) {
      var simulator = sandbox.simulator(vendor);
      connections
          .simulated(
              vendor,
              "sandbox-" + vendor,
              sandbox.baseUrl(vendor),
              simulator.credentials(),
              simulator.settings())
          .ifPresent(connection -> byVendor.put(vendor, connection));
    }
    return byVendor;
  }

  /** Vendors that nobody can simulate because they have no API, and that need no setting either. */
  private static void connectWithoutAny(
      Sandbox sandbox, ConnectionService connections, VendorCatalogue vendors) {
    var names =
        connections.all().stream().map(Connection::name).collect(Collectors.toUnmodifiableSet());
    for (var adapter : vendors.all()) {
      var vendor = adapter.descriptor();
      if (!sandbox.vendors().contains(vendor.id())
          && !names.contains("sandbox-" + vendor.id())
          && works(adapter, new VendorConnection(vendor.defaultBaseUrl(), Map.of(), Map.of()))) {
        connections.create(vendor.id(), "sandbox-" + vendor.id(), vendor.defaultBaseUrl());
      }
    }
  }

  private static boolean works(VendorAdapter adapter, VendorConnection connection) {
    if (!adapter.descriptor().credentials().isEmpty()) {
      return false;
    }
    try {
      adapter.check(connection);
      return true;
    } catch (VendorFailure needsSettings) {
      return false;
    }
  }

  /**
   * Nothing is entered for a vendor that is being left, or was: it was at the first start. Nor are
   * invented people, where a connection leads to a real vendor by now.
   */
  private static void enterIntoLedger(
      List<Planted> planted, Map<String, Connection> byVendor, Ledger ledger) {
    ledger.append(
        planted.stream()
            .filter(one -> byVendor.containsKey(one.vendor()))
            .filter(one -> !at(one, byVendor).state().leaving())
            .map(
                one ->
                    new Ledger.Entry(
                        new Identifier(Identifier.Type.EMAIL, one.person().email()),
                        at(one, byVendor).id(),
                        one.object(),
                        Instant.EPOCH))
            .toList());
  }

  private static Connection at(Planted planted, Map<String, Connection> byVendor) {
    return Objects.requireNonNull(byVendor.get(planted.vendor()));
  }
}
