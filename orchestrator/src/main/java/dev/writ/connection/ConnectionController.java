package dev.writ.connection;

import dev.writ.api.ConnectionsApi;
import dev.writ.api.VendorsApi;
import dev.writ.api.model.ConnectionChange;
import dev.writ.api.model.ConnectionCheck;
import dev.writ.api.model.ConnectionState;
import dev.writ.api.model.ConnectionView;
import dev.writ.api.model.NewConnection;
import dev.writ.api.model.VendorView;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    return ResponseEntity.ok(connections.all().stream().map(this::view).toList());
  }

  @Override
  public ResponseEntity<ConnectionView> createConnection(NewConnection wanted) {
    var draft =
        new ConnectionDraft(
            Texts.impersonal(wanted.getName(), "name"),
            wanted.getBaseUrl(),
            null,
            wanted.getCredentials(),
            wanted.getSettings(),
            number(wanted.getCallsPerSecond()),
            wanted.getConcurrency());
    return ResponseEntity.status(201).body(view(connections.create(wanted.getVendor(), draft)));
  }

  @Override
  public ResponseEntity<ConnectionView> changeConnection(UUID id, ConnectionChange change) {
    var draft =
        new ConnectionDraft(
            change.getName() == null ? null : Texts.impersonal(change.getName(), "name"),
            change.getBaseUrl(),
            change.getState() == null ? null : Connection.State.valueOf(change.getState().name()),
            change.getCredentials(),
            change.getSettings(),
            number(change.getCallsPerSecond()),
            change.getConcurrency());
    var changes =
        Stream.of(
            draft.name(),
            draft.baseUrl(),
            draft.state(),
            draft.credentials(),
            draft.settings(),
            draft.callsPerSecond(),
            draft.concurrency());
    if (changes.allMatch(Objects::isNull)) {
      throw Problem.body("the body changes nothing: name at least one field");
    }
    return ResponseEntity.ok(view(connections.change(id, draft)));
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
    return ResponseEntity.ok(
        vendors.all().stream().map(v -> VendorViews.of(v.descriptor())).toList());
  }

  private ConnectionView view(Connection c) {
    var sealed = connections.describe(c.id());
    return new ConnectionView(
        c.id(),
        c.vendor(),
        c.name(),
        c.baseUrl().toString(),
        ConnectionState.valueOf(c.state().name()),
        dev.writ.api.model.TrustLevel.valueOf(connections.trust(c.id()).name()),
        BigDecimal.valueOf(c.callsPerSecond()),
        c.concurrency(),
        sealed.settings(),
        List.copyOf(sealed.credentialNames()));
  }

  private static @Nullable Double number(@Nullable BigDecimal number) {
    return number == null ? null : Double.valueOf(number.doubleValue());
  }
}
