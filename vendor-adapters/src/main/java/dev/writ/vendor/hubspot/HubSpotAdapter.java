package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.results;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.hubspot.HubSpotWire.GdprDelete;
import dev.writ.vendor.hubspot.HubSpotWire.StatusesRead;
import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHooks;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HubSpot over its public API. Satellites (notes, calls, ...) go before the contact, because a
 * permanent delete of the contact only unassociates them and nothing would lead to them afterwards.
 */
public final class HubSpotAdapter implements VendorAdapter {
  static final String CREDENTIAL = "accessToken";

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E&&[^{}]]+");

  /** Reserved by RFC 2606: nobody's address. */
  private static final String NOBODY = "nobody@example.com";

  @Override
  public VendorDescriptor descriptor() {
    return HubSpotDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return HubSpotKind.of(object.kind()).isPresent() && HubSpotReader.wellFormed(object);
  }

  @Override
  public void check(VendorConnection connection) {
    var settings = HubSpotSettings.of(connection);
    var api = api(connection, settings);
    answered(api.account());
    results(api.first(HubSpotKind.CONTACT.type()));
    for (var kind : HubSpotKind.values()) {
      if (kind.satellite()) {
        results(api.first(kind.type()));
      }
    }
    results(api.firstThread());
    if (settings.exportSubscriptions()) {
      answered(answered(api.statuses(new StatusesRead(List.of(NOBODY)))).results());
    }
  }

  /** Of an account without any contact, its own number is what must be there. */
  @Override
  public boolean control(VendorConnection connection) {
    var api = api(connection);
    return !results(api.first(HubSpotKind.CONTACT.type())).isEmpty()
        || answered(api.account()).portalId() != null;
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var settings = HubSpotSettings.of(connection);
    return new HubSpotLocator(api(connection, settings), settings).locate(subject);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var kind = HubSpotReader.kind(object);
    var id = HubSpotReader.id(object);
    var settings = HubSpotSettings.of(connection);
    new HubSpotReader(api(connection, settings)).export(kind, id, settings, sink);
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var kind = HubSpotReader.kind(object);
    var id = HubSpotReader.id(object);
    if (kind == HubSpotKind.RECYCLE_BIN) {
      return new Erasure.ByHand(HubSpotDescriptor.EMPTY_BIN);
    }
    var api = api(connection);
    var answer =
        unlessGone(
            () ->
                switch (kind) {
                  case CONTACT -> api.gdprDelete(new GdprDelete(id));
                  case THREAD -> api.archiveThread(id);
                  case FILE -> api.gdprDeleteFile(id);
                  case TRANSCRIPT -> api.deleteTranscript(id);
                  default -> api.archive(kind.type(), id);
                });
    if (answer.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    require(answer.get().length == 0);
    return new Erasure.Claimed();
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var kind = HubSpotReader.kind(object);
    var id = HubSpotReader.id(object);
    if (kind == HubSpotKind.RECYCLE_BIN) {
      return new Presence.Unobservable(HubSpotDescriptor.BIN_UNSEEN);
    }
    return new HubSpotReader(api(connection)).present(kind, id)
        ? Presence.PRESENT
        : Presence.ABSENT;
  }

  /** Judged with the optional credential {@code clientSecret}; without it every call is refused. */
  @Override
  public Optional<VendorHooks> hooks() {
    return Optional.of(new HubSpotHooks());
  }

  @Override
  public Optional<Planter> planter() {
    return Optional.of(new HubSpotPlanter());
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new HubSpotInventory());
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new HubSpotAccess());
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new HubSpotClaimChecks());
  }

  static HubSpotApi api(VendorConnection connection) {
    return api(connection, HubSpotSettings.of(connection));
  }

  static HubSpotApi api(VendorConnection connection, HubSpotSettings settings) {
    var token = connection.require(CREDENTIAL);
    if (!TOKEN.matcher(token).matches()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    return VendorHttp.client(
        HubSpotApi.class,
        connection,
        request -> {
          request.header("Authorization", "Bearer " + token);
          request.uri(settings.paths().move(request.path()));
        },
        new HubSpotErrorDecoder(InstantSource.system()));
  }
}
