package dev.writ.connection;

import dev.writ.api.ConnectionsApi;
import dev.writ.api.VendorsApi;
import dev.writ.api.model.ConnectionChange;
import dev.writ.api.model.ConnectionCheck;
import dev.writ.api.model.ConnectionState;
import dev.writ.api.model.ConnectionView;
import dev.writ.api.model.NewConnection;
import dev.writ.api.model.VendorView;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Texts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ConnectionController implements ConnectionsApi, VendorsApi {
  private final ConnectionService connections;
  private final VendorCatalogue vendors;

  ConnectionController(ConnectionService connections, VendorCatalogue vendors) {
    this.connections = connections;
    this.vendors = vendors;
  }

  @Override
  public ResponseEntity<List<ConnectionView>> listConnections() {
    return ResponseEntity.ok(connections.all().stream().map(ConnectionController::view).toList());
  }

  @Override
  public ResponseEntity<ConnectionView> createConnection(NewConnection wanted) {
    var created =
        connections.create(
            wanted.getVendor(),
            Texts.require(wanted.getName(), "name"),
            wanted.getBaseUrl(),
            Objects.requireNonNullElse(wanted.getCredentials(), Map.of()),
            Objects.requireNonNullElse(wanted.getSettings(), Map.of()));
    return ResponseEntity.status(201).body(view(created));
  }

  @Override
  public ResponseEntity<ConnectionView> changeConnection(UUID id, ConnectionChange change) {
    var state =
        change.getState() == null ? null : Connection.State.valueOf(change.getState().name());
    return ResponseEntity.ok(
        view(connections.change(id, change.getName(), state, change.getCredentials())));
  }

  @Override
  public ResponseEntity<ConnectionCheck> testConnection(UUID id) {
    var failure = connections.test(id);
    var check = new ConnectionCheck(failure.isEmpty());
    failure.ifPresent(kind -> check.setFailure(kind.name()));
    return ResponseEntity.ok(check);
  }

  @Override
  public ResponseEntity<List<VendorView>> listVendors() {
    return ResponseEntity.ok(vendors.all().stream().map(v -> view(v.descriptor())).toList());
  }

  private static ConnectionView view(Connection c) {
    return new ConnectionView(
        c.id(),
        c.vendor(),
        c.name(),
        c.baseUrl().toString(),
        ConnectionState.valueOf(c.state().name()));
  }

  private static VendorView view(VendorDescriptor d) {
    return VendorHttp.JSON.convertValue(d, VendorView.class);
  }
}
