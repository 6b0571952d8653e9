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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
  Sandbox sandbox(WritSettings settings, ConnectionService connections, Ledger ledger, Vault vault)
      throws IOException {
    var sandbox = new Sandbox(where(settings, vault), VendorCatalogue.simulators());
    var planted = sandbox.plantEveryone();
    sandbox.start();
    enterIntoLedger(planted, connect(sandbox, connections), ledger);
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
    var byName = connections.all().stream().collect(Collectors.toMap(Connection::name, c -> c));
    var byVendor = new HashMap<String, Connection>();
    for (var vendor : sandbox.vendors()) {
      var known = byName.get("sandbox-" + vendor);
      byVendor.put(vendor, known != null ? known : created(vendor, sandbox, connections));
    }
    return byVendor;
  }

  private static Connection created(String vendor, Sandbox sandbox, ConnectionService connections) {
    return connections.create(
        vendor,
        "sandbox-" + vendor,
        sandbox.baseUrl(vendor),
        sandbox.simulator(vendor).credentials(),
        sandbox.simulator(vendor).settings());
  }

  private static void enterIntoLedger(
      List<Planted> planted, Map<String, Connection> byVendor, Ledger ledger) {
    ledger.append(
        planted.stream()
            .map(
                one ->
                    new Ledger.Entry(
                        new Identifier(Identifier.Type.EMAIL, one.person().email()),
                        Objects.requireNonNull(byVendor.get(one.vendor())).id(),
                        one.object(),
                        Instant.EPOCH))
            .toList());
  }
}
