package dev.writ.connection;

import dev.writ.settings.WritSettings;
import dev.writ.vault.Vault;
import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.Patience;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Keeps connections and hands adapters what they need to call. */
@Service
public class ConnectionService {
  private static final double SIMULATED_CALLS_PER_SECOND = 100;
  private static final Patience PATIENCE =
      new Patience(3, 10, Duration.ofMillis(200), Duration.ofSeconds(2));
  private static final String COLUMNS =
      "select id, vendor, name, base_url, state, calls_per_second, concurrency from connection";
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private final JdbcClient sql;
  private final Vault vault;
  private final VendorCatalogue vendors;
  private final ConnectionGates gates;
  private final String sandboxHost;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  ConnectionService(
      JdbcClient sql,
      Vault vault,
      VendorCatalogue vendors,
      ConnectionGates gates,
      WritSettings settings,
      Clock clock,
      ApplicationEventPublisher events) {
    var sandboxUrl = settings.sandbox().publicUrl();
    this.sandboxHost =
        sandboxUrl.isBlank() ? "" : Objects.requireNonNull(URI.create(sandboxUrl).getHost());
    this.sql = sql;
    this.vault = vault;
    this.vendors = vendors;
    this.gates = gates;
    this.clock = clock;
    this.events = events;
  }

  /** A connection was created: its queue needs a worker. */
  public record ConnectionCreated(Connection connection) {}

  /** A connection has new credentials: what only waited for them can go on. */
  public record CredentialsChanged(UUID connection) {}

  /** A connection's address, credentials, settings, limits or state have changed. */
  public record ConnectionChanged(Connection connection) {}

  /**
   * Somebody changes by what a connection is opened; published before it is done, in the same
   * transaction. Whoever must keep what is there answers with a {@link Problem}.
   */
  public record AccessChanging(UUID connection) {}

  /** What lies sealed with a connection: the settings, and the names of the credentials alone. */
  record Sealed(Map<String, String> settings, Set<String> credentialNames) {}

  public List<Connection> all() {
    return sql.sql(COLUMNS + " order by created_at, id").query(this::row).list();
  }

  public Optional<Connection> find(UUID id) {
    return sql.sql(COLUMNS + " where id = ?").param(id).query(this::row).optional();
  }

  public Connection require(UUID id) {
    return find(id).orElseThrow(() -> Problem.notFound("no such connection"));
  }

  /**
   * The connection of this name to a simulator, which has no limits to be spared from. A simulator
   * may invent its keys anew in each process: a connection that is there already follows them, as
   * long as it leads to this address, and gets the settings that it has none of, which a later
   * version may have brought. One that was pointed elsewhere is somebody's own by now.
   *
   * @return empty when the connection of this name leads elsewhere; it is left alone
   */
  @Transactional
  public Optional<Connection> simulated(
      String vendor,
      String name,
      URI baseUrl,
      Map<String, String> credentials,
      Map<String, String> settings) {
    var known = all().stream().filter(connection -> connection.name().equals(name)).findFirst();
    if (known.isEmpty()) {
      var fresh =
          create(
              vendor,
              new ConnectionDraft(
                  name, baseUrl, null, credentials, settings, SIMULATED_CALLS_PER_SECOND, null));
      // Nobody in a simulator is a person.
      trust(fresh.id(), TrustLevel.NO_CUSTOMER_DATA, TrustLevel.CUSTOMER_DATA);
      return Optional.of(fresh);
    }
    var id = known.get().id();
    var now = locked(id);
    if (!now.baseUrl().equals(baseUrl)) {
      return Optional.empty();
    }
    if (!now.state().leaving()) {
      addSettings(now, settings);
    }
    if (now.state() == Connection.State.LEFT
        || opened(id, sealedTexts(id)[0]).equals(credentials)) {
      return Optional.of(now);
    }
    try {
      return Optional.of(
          change(id, new ConnectionDraft(null, null, null, credentials, null, null, null)));
    } catch (Problem triedStill) {
      // The old keys are being tried, and must not open anything: new ones would.
      return Optional.of(now);
    }
  }

  /**
   * The address stays what it is: the same simulator answers, and what it was seen to do counts.
   */
  private void addSettings(Connection known, Map<String, String> more) {
    var set = opened(known.id(), sealedTexts(known.id())[1]);
    if (set.keySet().containsAll(more.keySet())) {
      return;
    }
    var all = new TreeMap<>(more);
    all.putAll(set);
    sql.sql("update connection set settings = ? where id = ?")
        .params(sealed(known.id(), all), known.id())
        .update();
    events.publishEvent(new ConnectionChanged(known));
  }

  /** Whether a simulator answers there and not the vendor. */
  public boolean atSandbox(Connection connection) {
    return connection.simulated() || sandboxHost.equals(connection.baseUrl().getHost());
  }

  /** A connection to a vendor that nobody can simulate, because it has no API. */
  @Transactional
  public Connection create(String vendor, String name, URI baseUrl) {
    return create(vendor, new ConnectionDraft(name, baseUrl, null, Map.of(), Map.of(), null, null));
  }

  @Transactional
  Connection create(String vendor, ConnectionDraft draft) {
    var descriptor =
        vendors
            .find(vendor)
            .map(VendorAdapter::descriptor)
            .orElseThrow(
                () -> Problem.invalid("vendor is not in the catalogue; see GET /v1/vendors"));
    var id = UUID.randomUUID();
    var credentials = Objects.requireNonNullElse(draft.credentials(), Map.<String, String>of());
    var settings = Objects.requireNonNullElse(draft.settings(), Map.<String, String>of());
    ConnectionTexts.checkCredentials(descriptor, credentials);
    ConnectionTexts.checkSettings(descriptor, settings);
    var url = Objects.requireNonNullElse(draft.baseUrl(), descriptor.defaultBaseUrl());
    Egress.check(url, sandboxHost);
    unlessNameTaken(
        () ->
            sql.sql(
                    """
                    insert into connection (id, vendor, name, base_url, credentials, settings, state, calls_per_second,
                      concurrency, address_since) values (?,?,?,?,?,?,?,?,?,?)
                    """)
                .param(id)
                .param(vendor)
                .param(Objects.requireNonNull(draft.name()))
                .param(url.toString())
                .param(sealed(id, credentials))
                .param(sealed(id, settings))
                .param(Connection.State.ACTIVE.name())
                .param(draft.callsPerSecond())
                .param(draft.concurrency())
                .param(now())
                .update());
    var connection = require(id);
    events.publishEvent(new ConnectionCreated(connection));
    return connection;
  }

  /**
   * Nothing new goes to the vendor from now on; in the caller's transaction.
   *
   * @return what the connection was before, for {@link #unfreeze}
   */
  @Transactional
  public Connection.State freeze(UUID id) {
    var before = locked(id);
    if (before.state().leaving()) {
      throw Problem.conflict("the connection is being left already, or was");
    }
    move(id, Connection.State.FROZEN);
    return before.state();
  }

  /** The vendor is not left after all. */
  @Transactional
  public void unfreeze(UUID id, Connection.State before) {
    if (locked(id).state() == Connection.State.FROZEN) {
      move(id, before);
    }
  }

  /** The vendor was left: what opened it is destroyed, and nothing opens it any more. */
  @Transactional
  public void left(UUID id) {
    locked(id);
    sql.sql("update connection set credentials = ? where id = ?")
        .params(sealed(id, Map.of()), id)
        .update();
    move(id, Connection.State.LEFT);
  }

  /**
   * These connections as they are, and as they stay until the caller's transaction ends: whoever
   * freezes one waits for what is being begun there, and then finds it.
   */
  public List<Connection> hold(Collection<UUID> ids) {
    return sql.sql(COLUMNS + " where id = any(?) order by id for share")
        .param(ids.toArray(UUID[]::new))
        .query(this::row)
        .list();
  }

  /** The same of all there are. */
  public List<Connection> holdAll() {
    return sql.sql(COLUMNS + " order by id for share").query(this::row).list();
  }

  private Connection locked(UUID id) {
    sql.sql("select 1 from connection where id = ? for update").param(id).query(rows -> {});
    return require(id);
  }

  private void move(UUID id, Connection.State state) {
    sql.sql("update connection set state = ? where id = ?").params(state.name(), id).update();
    events.publishEvent(new ConnectionChanged(require(id)));
  }

  @Transactional
  Connection change(UUID id, ConnectionDraft draft) {
    var before = locked(id);
    if (before.state() == Connection.State.LEFT
        || (before.state().leaving() && draft.state() != null)) {
      throw Problem.conflict("the vendor is being left, or was: see GET /v1/offboardings");
    }
    if (draft.credentials() != null || draft.settings() != null || draft.baseUrl() != null) {
      events.publishEvent(new AccessChanging(id));
    }
    var descriptor = vendors.require(before.vendor()).descriptor();
    if (draft.credentials() != null) {
      ConnectionTexts.checkCredentials(descriptor, draft.credentials());
    }
    if (draft.settings() != null) {
      ConnectionTexts.checkSettings(descriptor, draft.settings());
    }
    if (draft.baseUrl() != null) {
      Egress.check(draft.baseUrl(), sandboxHost);
      keepCredentialsWhereTheyAre(before, draft);
    }
    boolean elsewhere = leadsElsewhere(before, draft);
    unlessNameTaken(
        () ->
            sql.sql(
                    """
                    update connection set name = coalesce(?, name), base_url = coalesce(?, base_url),
                      state = coalesce(?, state), credentials = coalesce(?, credentials),
                      settings = coalesce(?, settings), calls_per_second = coalesce(?, calls_per_second),
                      concurrency = coalesce(?, concurrency), address_since = coalesce(?, address_since)
                    where id = ?
                    """)
                .param(draft.name())
                .param(draft.baseUrl() == null ? null : draft.baseUrl().toString())
                .param(draft.state() == null ? null : draft.state().name())
                .param(draft.credentials() == null ? null : sealed(id, draft.credentials()))
                .param(draft.settings() == null ? null : sealed(id, draft.settings()))
                .param(draft.callsPerSecond())
                .param(draft.concurrency())
                .param(elsewhere ? now() : null)
                .param(id)
                .update());
    var after = require(id);
    events.publishEvent(new ConnectionChanged(after));
    if (draft.credentials() != null) {
      events.publishEvent(new CredentialsChanged(id));
    }
    return after;
  }

  /** Whoever may name an address is not for that reason to be sent what opens another one. */
  private void keepCredentialsWhereTheyAre(Connection before, ConnectionDraft draft) {
    if (draft.credentials() == null
        && !Origin.of(Objects.requireNonNull(draft.baseUrl())).equals(Origin.of(before.baseUrl()))
        && !opened(before.id(), sealedTexts(before.id())[0]).isEmpty()) {
      throw Problem.invalid(
          "baseUrl names another scheme, host or port: send credentials with it, since those that"
              + " are kept go to no other place");
    }
  }

  private record Origin(String scheme, String host, int port) {
    static Origin of(URI url) {
      var scheme = url.getScheme().toLowerCase(Locale.ROOT);
      int usual = scheme.equals("https") ? 443 : 80;
      return new Origin(
          scheme,
          url.getHost().toLowerCase(Locale.ROOT),
          url.getPort() == -1 ? usual : url.getPort());
    }
  }

  /**
   * Another address is another system, and a setting may name another tenant of it. Fresh
   * credentials open what the old ones did: they are exchanged for that very reason.
   */
  private boolean leadsElsewhere(Connection before, ConnectionDraft draft) {
    return (draft.baseUrl() != null && !draft.baseUrl().equals(before.baseUrl()))
        || (draft.settings() != null
            && !draft.settings().equals(opened(before.id(), sealedTexts(before.id())[1])));
  }

  /** Since when the connection has had its address and settings. */
  public Instant addressSince(UUID id) {
    return sql.sql("select address_since from connection where id = ?")
        .param(id)
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .single();
  }

  /** Holds the connection until the caller's transaction ends; others may still refer to it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Connection hold(UUID id) {
    sql.sql("select 1 from connection where id = ? for no key update").param(id).query(rows -> {});
    return require(id);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
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

  /** How much the connection is trusted with. */
  public TrustLevel trust(UUID id) {
    return sql.sql("select trust from connection where id = ?")
        .param(id)
        .query((row, n) -> TrustLevel.valueOf(row.getString(1)))
        .optional()
        .orElseThrow(() -> Problem.notFound("no such connection"));
  }

  /** Changes it; false when it is not {@code from} any more. */
  public boolean trust(UUID id, TrustLevel from, TrustLevel to) {
    return sql.sql("update connection set trust = ? where id = ? and trust = ?")
            .params(to.name(), id, from.name())
            .update()
        == 1;
  }

  /** Whether the connection's address has come to lead to where no call may go. */
  public boolean addressRefused(UUID id) {
    return JudgedAddress.refused(require(id).baseUrl(), sandboxHost);
  }

  /** Opens the sealed credentials for calls that pass the connection's gate. */
  public VendorConnection open(Connection connection) {
    return open(connection, gates.of(connection, families(connection)), PATIENCE);
  }

  /** A simulator counts nothing apart. */
  private List<VendorDescriptor.Family> families(Connection connection) {
    return connection.simulated()
        ? List.of()
        : vendors
            .find(connection.vendor())
            .map(vendor -> vendor.descriptor().families())
            .orElse(List.of());
  }

  private VendorConnection open(Connection connection, Admission admission, Patience patience) {
    var row = sealedTexts(connection.id());
    return new VendorConnection(
        connection.baseUrl(),
        secrets(connection.id(), row[0]),
        opened(connection.id(), row[1]),
        new JudgedAddress(connection.baseUrl(), sandboxHost, admission),
        patience);
  }

  private Map<String, Secret> secrets(UUID id, byte[] sealed) {
    return opened(id, sealed).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
  }

  /** Whether both call with the very same credentials. */
  public boolean openedAlike(UUID one, UUID other) {
    return opened(one, sealedTexts(one)[0]).equals(opened(other, sealedTexts(other)[0]));
  }

  /**
   * Whether the connection is still opened by what these calls were made with. It stays so until
   * the caller's transaction ends: whoever gives it new credentials meanwhile finds afterwards what
   * the old ones have stopped.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean opensLike(UUID id, VendorConnection calls) {
    var now = hold(List.of(id)).getFirst();
    return calls.baseUrl().equals(now.baseUrl())
        && calls.credentials().equals(secrets(id, sealedTexts(id)[0]));
  }

  Sealed describe(UUID id) {
    var row = sealedTexts(id);
    return new Sealed(opened(id, row[1]), new TreeSet<>(opened(id, row[0]).keySet()));
  }

  private byte[][] sealedTexts(UUID id) {
    return sql.sql("select credentials, settings from connection where id = ?")
        .param(id)
        .query((r, n) -> new byte[][] {r.getBytes(1), r.getBytes(2)})
        .single();
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

  private static void unlessNameTaken(Runnable write) {
    try {
      write.run();
    } catch (DuplicateKeyException taken) {
      throw Problem.nameTaken();
    }
  }

  private Connection row(ResultSet row, int n) throws SQLException {
    var vendor = row.getString("vendor");
    var defaults = vendors.find(vendor).map(VendorAdapter::descriptor);
    var callsPerSecond = row.getObject("calls_per_second", Double.class);
    var concurrency = row.getObject("concurrency", Integer.class);
    return new Connection(
        row.getObject("id", UUID.class),
        vendor,
        row.getString("name"),
        URI.create(row.getString("base_url")),
        Connection.State.valueOf(row.getString("state")),
        callsPerSecond != null
            ? callsPerSecond
            : defaults.map(VendorDescriptor::callsPerSecond).orElse(1.0),
        concurrency != null ? concurrency : defaults.map(VendorDescriptor::concurrency).orElse(1));
  }
}
