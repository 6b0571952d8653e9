package dev.writ.vendor.catalogue;

import dev.writ.vendor.kit.SharedServer;
import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a package offers for proof and for leaving. Checks and kinds of rights are those that its
 * own simulator is seen to show; no package lists them.
 *
 * @param planted kinds of objects of an invented person
 * @param unlisted kinds that no list shows; empty where there is no inventory at all
 * @param revoked kinds of rights in the order in which they go; empty where the package has none
 */
record Proof(
    List<Observation> checks,
    List<String> planted,
    Optional<List<String>> unlisted,
    Optional<List<String>> revoked) {
  static final Proof NONE = new Proof(List.of(), List.of(), Optional.empty(), Optional.empty());

  static Proof of(VendorAdapter adapter, Optional<VendorSimulator> simulator) {
    return simulator
        .map(
            one -> {
              try (var sandbox = SharedServer.host(one)) {
                return of(adapter, connection(sandbox, one));
              }
            })
        .orElse(NONE);
  }

  private static Proof of(VendorAdapter adapter, VendorConnection connection) {
    var nothing = new Promised(Optional.empty(), Optional.empty(), Instant.EPOCH);
    return new Proof(
        adapter.claimChecks().map(c -> c.observe(connection, nothing)).orElse(List.of()),
        adapter.planter().map(Planter::kinds).map(TreeSet::new).map(List::copyOf).orElse(List.of()),
        adapter.inventory().map(Inventory::unlisted),
        adapter
            .access()
            .map(
                access ->
                    access.list(connection).stream().map(AccessRight::kind).distinct().toList()));
  }

  private static VendorConnection connection(Sandbox sandbox, VendorSimulator simulator) {
    Map<String, Secret> secrets =
        simulator.credentials().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
    return new VendorConnection(sandbox.baseUrl(simulator.vendor()), secrets, simulator.settings());
  }
}
