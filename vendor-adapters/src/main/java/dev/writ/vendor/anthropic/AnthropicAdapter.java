package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.text;

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
import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The Claude API platform with the key of one workspace, and at choice an admin key. */
public final class AnthropicAdapter implements VendorAdapter {
  /** As the official Java client reads it, 2.57.0. */
  private static final String MODELS = "v1/models";

  private static final String NO_BETA =
      "the beta that holds such objects is not open to the connection, so that the vendor's answer"
          + " does not tell whether this one is gone";

  @Override
  public VendorDescriptor descriptor() {
    return AnthropicDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return AnthropicKind.of(object).isPresent();
  }

  @Override
  public void check(VendorConnection connection) {
    anyListed(connection);
    new AnthropicAccount(connection).peek(MODELS);
  }

  /**
   * Reads each list that a search reads, so that no kind's absence is one of rights; where all are
   * empty, the vendor's models are what must be there. Where a kind is not among them, a look at it
   * says that it shows nothing: see {@link #read}.
   */
  @Override
  public boolean control(VendorConnection connection) {
    return anyListed(connection) || new AnthropicAccount(connection).peek(MODELS);
  }

  private static boolean anyListed(VendorConnection connection) {
    var account = new AnthropicAccount(connection);
    var settings = AnthropicSettings.of(connection);
    if (account.administers()) {
      account.peekOrganization();
    }
    return Arrays.stream(AnthropicKind.values())
            .filter(kind -> watched(kind, account, settings))
            .map(AnthropicKind::list)
            .distinct()
            .filter(account::peek)
            .count()
        > 0;
  }

  private static boolean watched(
      AnthropicKind kind, AnthropicAccount account, AnthropicSettings settings) {
    return kind.admin() ? account.administers() : !kind.beta() || settings.walkLists();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var account = new AnthropicAccount(connection);
    return new AnthropicSearch(account, AnthropicSettings.of(connection), subject).locate();
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var kind = kind(object);
    var account = new AnthropicAccount(connection).entitledTo(kind);
    new AnthropicExport(account, AnthropicSettings.of(connection), kind, object, sink).run();
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var kind = kind(object);
    var account = new AnthropicAccount(connection).entitledTo(kind);
    return new AnthropicEraser(account, AnthropicSettings.of(connection)).erase(kind, object);
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var kind = kind(object);
    return switch (kind) {
      case SESSION, MESSAGE_BATCH ->
          new AnthropicUnfinished(new AnthropicAccount(connection), kind, object).poll(handle);
      case FILE, MEMORY, MEMORY_STORE, USER_PROFILE, INVITE, USER ->
          throw new VendorFailure(Kind.REJECTED, 0);
    };
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var kind = kind(object);
    var account = new AnthropicAccount(connection).entitledTo(kind);
    if (present(account, kind, object)) {
      return Presence.PRESENT;
    }
    boolean seen =
        watched(kind, account, AnthropicSettings.of(connection))
            || account.page(kind.list(), Map.of("limit", 1)).isPresent();
    return seen ? Presence.ABSENT : new Presence.Unobservable(NO_BETA);
  }

  /** An invite that was withdrawn may be shown as deleted, and is erased as far as the API goes. */
  static boolean present(AnthropicAccount account, AnthropicKind kind, VendorObject object) {
    return kind == AnthropicKind.MEMORY
        ? new AnthropicMemories(account, object).present()
        : account
            .read(kind, object)
            .filter(seen -> kind != AnthropicKind.INVITE || !text(seen, "status").equals("deleted"))
            .isPresent();
  }

  @Override
  public Optional<Planter> planter() {
    return Optional.of(new AnthropicPlanter());
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new AnthropicInventory());
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new AnthropicAccess());
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new AnthropicClaimChecks());
  }

  private static AnthropicKind kind(VendorObject object) {
    return AnthropicKind.of(object).orElseThrow(() -> new VendorFailure(Kind.REJECTED, 0));
  }
}
