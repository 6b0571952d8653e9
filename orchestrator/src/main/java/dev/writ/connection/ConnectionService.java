package dev.writ.connection;

import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Keeps connections and hands adapters what they need to call. */
@Service
public class ConnectionService {
  private static final Patience PATIENCE =
      new Patience(3, Duration.ofMillis(200), Duration.ofSeconds(2));
  private static final String COLUMNS = "select id, vendor, name, base_url, state from connection";
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private final JdbcClient sql;
  private final Vault vault;
  private final VendorCatalogue vendors;
  private final ConnectionGates gates;
  private final ApplicationEventPublisher events;

  ConnectionService(
      JdbcClient sql,
      Vault vault,
      VendorCatalogue vendors,
      ConnectionGates gates,
      ApplicationEventPublisher events) {
    this.sql = sql;
    this.vault = vault;
    this.vendors = vendors;
    this.gates = gates;
    this.events = events;
  }

  /** A connection was created: its queue needs a worker. */
  public record ConnectionCreated(Connection connection) {}

  /** A connection has new credentials: what only waited for them can go on. */
  public record CredentialsChanged(UUID connection) {}

  public List<Connection> all() {
    return sql.sql(COLUMNS + " order by created_at, id").query(ConnectionService::row).list();
  }

  public Optional<Connection> find(UUID id) {
    return sql.sql(COLUMNS + " where id = ?").param(id).query(ConnectionService::row).optional();
  }

  public Connection require(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("no such connection"));
  }

  /** Creates a connection; base URL defaults to the vendor's documented one. */
  @Transactional
  public Connection create(
      String vendor,
      String name,
      @Nullable URI baseUrl,
      Map<String, String> credentials,
      Map<String, String> settings) {
    var adapter =
        vendors
            .find(vendor)
            .orElseThrow(
                () -> Problem.invalid("vendor is not in the catalogue; see GET /v1/vendors"));
    for (var needed : adapter.descriptor().credentials()) {
      if (credentials.getOrDefault(needed, "").isBlank()) {
        throw Problem.invalid("credentials must hold " + needed);
      }
    }
    var url = baseUrl == null ? adapter.descriptor().defaultBaseUrl() : baseUrl;
    Egress.check(url);
    if (sql.sql("select count(*) from connection where name = ?")
            .param(name)
            .query(Integer.class)
            .single()
        > 0) {
      throw Problem.conflict("a connection of this name exists");
    }
    var connection = new Connection(UUID.randomUUID(), vendor, name, url, Connection.State.ACTIVE);
    sql.sql(
            "insert into connection (id, vendor, name, base_url, credentials, settings, state) values (?,?,?,?,?,?,?)")
        .params(
            connection.id(),
            vendor,
            name,
            url.toString(),
            sealed(connection.id(), credentials),
            sealed(connection.id(), settings),
            connection.state().name())
        .update();
    events.publishEvent(new ConnectionCreated(connection));
    return connection;
  }

  @Transactional
  public Connection change(
      UUID id,
      @Nullable String name,
      Connection.@Nullable State state,
      @Nullable Map<String, String> credentials) {
    require(id);
    if (name != null) {
      sql.sql("update connection set name = ? where id = ?").params(name, id).update();
    }
    if (state != null) {
      sql.sql("update connection set state = ? where id = ?").params(state.name(), id).update();
    }
    if (credentials != null && !credentials.isEmpty()) {
      sql.sql("update connection set credentials = ? where id = ?")
          .params(sealed(id, credentials), id)
          .update();
      events.publishEvent(new CredentialsChanged(id));
    }
    return require(id);
  }

  /** The vendor's answer to a harmless call with these credentials: empty when all is well. */
  public Optional<VendorFailure.Kind> test(UUID id) {
    var connection = require(id);
    try {
      vendors.require(connection.vendor()).check(open(connection, Admission.OPEN, Patience.NONE));
      return Optional.empty();
    } catch (VendorFailure failure) {
      return Optional.of(failure.kind());
    }
  }

  /** Opens the sealed credentials for calls that pass the connection's gate. */
  public VendorConnection open(Connection connection) {
    var limit = vendors.require(connection.vendor()).descriptor().callsPerSecond();
    return open(connection, gates.of(connection, limit), PATIENCE);
  }

  private VendorConnection open(Connection connection, Admission admission, Patience patience) {
    var row =
        sql.sql("select credentials, settings from connection where id = ?")
            .param(connection.id())
            .query((r, n) -> new byte[][] {r.getBytes(1), r.getBytes(2)})
            .single();
    var secrets =
        opened(connection.id(), row[0]).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
    return new VendorConnection(
        connection.baseUrl(), secrets, opened(connection.id(), row[1]), admission, patience);
  }

  private byte[] sealed(UUID id, Map<String, String> texts) {
    return vault
        .standing("connection")
        .seal(VendorHttp.JSON.writeValueAsString(texts), "connection/" + id);
  }

  private Map<String, String> opened(UUID id, byte[] sealed) {
    return VendorHttp.JSON.readValue(
        vault.standing("connection").open(sealed, "connection/" + id), TEXTS);
  }

  private static Connection row(java.sql.ResultSet row, int n) throws java.sql.SQLException {
    return new Connection(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        URI.create(row.getString(4)),
        Connection.State.valueOf(row.getString(5)));
  }
}
