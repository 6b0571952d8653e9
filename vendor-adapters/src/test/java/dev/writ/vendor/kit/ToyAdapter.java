package dev.writ.vendor.kit;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.DocumentedClaim;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.RetryAfter;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorDescriptor.OutOfReach;
import dev.writ.vendor.spi.VendorDescriptor.Surface;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.vendor.spi.Way;
import feign.Response;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A vendor that exists nowhere: letters are erased at once, vaults take their time, and seals can
 * neither be exported nor erased.
 */
public class ToyAdapter implements VendorAdapter {
  static final List<String> KINDS = List.of("letter", "vault", "seal");
  private static final Duration AGAIN = Duration.ofMinutes(1);

  @Override
  public VendorDescriptor descriptor() {
    var api = Way.api("/things");
    return VendorDescriptor.of("toy", "Toy", URI.create("https://toy.example.com"))
        .credentials("key")
        .surfaces(
            List.of(
                new Surface("letter", "by e-mail", api, api, api, ""),
                new Surface("vault", "by e-mail", api, api, api, ""),
                new Surface(
                    "seal", "by e-mail", Way.none("it lasts"), Way.none("it lasts"), api, "")))
        .manual(work())
        .exceptions(List.of(new OutOfReach("Seals", "they last", "the toy's box")))
        .looks(Duration.ofDays(2))
        .claims(
            List.of(
                new DocumentedClaim(
                    Promise.RETENTION,
                    "every box",
                    "P30D",
                    "What was erased is kept for 30 days.",
                    "the toy's box",
                    LocalDate.of(2026, 11, 24))))
        .undocumented(
            "the toy's box is silent",
            EnumSet.complementOf(EnumSet.of(Promise.RETENTION)).toArray(Promise[]::new))
        .pace(10, 4, Duration.ofSeconds(2))
        .read(LocalDate.of(2026, 11, 24), List.of("the toy's box"), List.of());
  }

  /** Nothing is done by hand. */
  List<ManualWork> work() {
    return List.of();
  }

  @Override
  public boolean accepts(VendorObject object) {
    return KINDS.contains(object.kind()) && object.id().matches("[a-z0-9-]+");
  }

  @Override
  public void check(VendorConnection connection) {
    control(connection);
  }

  @Override
  public boolean control(VendorConnection connection) {
    var api = api(connection);
    return page(api, "", 0).isObject() && !api.keys().path("keys").isEmpty();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var api = api(connection);
    var found = new LinkedHashSet<VendorObject>();
    for (var email : subject.values(Identifier.Type.EMAIL).filter(e -> !e.isBlank()).toList()) {
      for (int from = 0; from >= 0; ) {
        var page = page(api, asked(email), from);
        for (var thing : page.path("things")) {
          found.add(
              new VendorObject(thing.path("kind").asString(""), thing.path("id").asString("")));
        }
        from = page.path("next").asInt(-1);
      }
    }
    var ordered = new ArrayList<>(found);
    ordered.sort(Comparator.comparingInt(object -> KINDS.indexOf(object.kind())));
    return new Location(ordered, false);
  }

  /** The toy's search is exact, and all that it holds is in small letters. */
  String asked(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  private static JsonNode page(ToyApi api, String email, int from) {
    return object(api.search(new ToyApi.Search(email, from)));
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    require(object);
    if (object.kind().equals("seal")) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    var thing = thing(connection, object);
    if (thing.isPresent() && object.kind().equals("vault")) {
      return new Export.InProgress("open-" + object.id(), AGAIN);
    }
    thing.ifPresent(json -> sink.accept(object.kind(), json.toString()));
    return new Export.Complete();
  }

  @Override
  public Export pollExport(
      VendorConnection connection, VendorObject object, String handle, RecordSink sink) {
    require(object);
    if (done(connection, handle)) {
      thing(connection, object).ifPresent(json -> sink.accept(object.kind(), json.toString()));
      return new Export.Complete();
    }
    return new Export.InProgress(handle, AGAIN);
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    require(object);
    if (object.kind().equals("seal")) {
      return new Erasure.Impossible("A seal lasts.");
    }
    var answer = Answers.unlessGone(() -> object(api(connection).delete(object.id())));
    if (answer.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    var job = answer.get().path("job").asString("");
    return job.isEmpty() ? new Erasure.Claimed() : new Erasure.InProgress(job, AGAIN);
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    require(object);
    return done(connection, handle) ? new Erasure.Claimed() : new Erasure.InProgress(handle, AGAIN);
  }

  private static boolean done(VendorConnection connection, String handle) {
    return object(api(connection).job(handle)).path("done").asBoolean(false);
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    require(object);
    return thing(connection, object).isPresent() ? Presence.PRESENT : Presence.ABSENT;
  }

  @Override
  public Optional<Planter> planter() {
    return Optional.of(new ToyPlanter());
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new ToyInventory());
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new ToyAccess());
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new ToyClaimChecks());
  }

  private static Optional<JsonNode> thing(VendorConnection connection, VendorObject object) {
    return Answers.unlessGone(() -> object(api(connection).read(object.id())));
  }

  static JsonNode object(JsonNode json) {
    Answers.require(json != null && json.isObject());
    return json;
  }

  private void require(VendorObject object) {
    if (!accepts(object)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
  }

  static ToyApi api(VendorConnection connection) {
    var key = connection.require("key");
    if (!key.matches("[a-z-]+")) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    return VendorHttp.client(
        ToyApi.class,
        connection,
        request -> request.header("Key", key),
        (method, response) -> failure(response));
  }

  private static VendorFailure failure(Response response) {
    int status = response.status();
    var wait = RetryAfter.seconds(VendorHttp.firsts(response.headers()));
    return switch (status) {
      case 401, 403 -> new VendorFailure(Kind.AUTHENTICATION, status);
      case 429 -> new VendorFailure(Kind.RATE_LIMITED, status, wait);
      default -> new VendorFailure(status >= 500 ? Kind.UNAVAILABLE : Kind.REJECTED, status, wait);
    };
  }
}
