package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.googleworkspace.GooglePeople.Standing;
import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.AccessTokens;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.MarkedHandle;
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
import java.time.InstantSource;
import java.util.Optional;

/**
 * Google Workspace over its public APIs. Gemini's chats are exported and looked for by Vault and
 * deleted by hand; the account's other data goes by the API where the settings ask for it, and the
 * account last.
 */
public final class GoogleWorkspaceAdapter implements VendorAdapter {
  private static final String UNSEEN =
      "No API of Google shows the history of Gemini in Workspace; whoever deleted it must confirm"
          + " it.";

  private final AccessTokens tokens = new AccessTokens();
  private final InstantSource clock;

  public GoogleWorkspaceAdapter() {
    this(InstantSource.system());
  }

  GoogleWorkspaceAdapter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public VendorDescriptor descriptor() {
    return GoogleWorkspaceDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return GoogleKind.of(object).filter(kind -> kind.wellFormed(object)).isPresent();
  }

  /** Also asks for a token in every scope that the settings need; a token proves the delegation. */
  @Override
  public void check(VendorConnection connection) {
    var access = access(connection);
    require(control(access));
    access.authorization(GoogleScope.STORAGE).prepare();
    if (access.settings().eraseTokens()) {
      access.authorization(GoogleScope.SECURITY).prepare();
    }
    if (access.settings().eraseMail()) {
      access.authorization(GoogleScope.MAIL).prepare();
    }
    if (access.settings().eraseDrive()) {
      access.authorization(GoogleScope.DRIVE).prepare();
    }
    var drill = access.settings().drillUser();
    if (!drill.isEmpty()) {
      access.authorization(GoogleScope.MAIL, drill).prepare();
      access.authorization(GoogleScope.DRIVE, drill).prepare();
    }
  }

  /** There is always an account, the one we act as; and Vault lists matters, if only none. */
  @Override
  public boolean control(VendorConnection connection) {
    return control(access(connection));
  }

  private static boolean control(GoogleAccess access) {
    var users = answered(access.directory().anybody()).users();
    answered(access.vault().anyMatter());
    return users != null && !users.isEmpty();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    return new GoogleLocator(access(connection)).locate(subject);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var kind = kind(object);
    var access = access(connection);
    if (kind == GoogleKind.SIDE_PANEL) {
      throw rejected();
    }
    if (kind != GoogleKind.GEMINI) {
      new GoogleReader(access).export(kind, object, sink);
      return new Export.Complete();
    }
    return switch (people(access).standing(object.id())) {
      case Standing.Live live ->
          marked(object, geminiExport(access, sink).start(live.account().email()));
      case Standing.Restorable deleted -> throw rejected();
      case Standing.Gone gone -> new Export.Complete();
    };
  }

  /** An account that is deleted meanwhile hides its data, and takes it along when it is purged. */
  @Override
  public Export pollExport(
      VendorConnection connection, VendorObject object, String handle, RecordSink sink) {
    requireGemini(object);
    var asked = VaultHandle.of(MarkedHandle.opened(object, handle));
    var access = access(connection);
    var standing = people(access).standing(object.id());
    if (!(standing instanceof Standing.Live live)) {
      vault(access).discard(asked.matter());
      if (standing instanceof Standing.Restorable) {
        throw rejected();
      }
      return new Export.Complete();
    }
    var email = live.account().email();
    return marked(
        object,
        switch (asked) {
          case VaultHandle.FirstExport first -> geminiExport(access, sink).ask(first, email);
          case VaultHandle.BothExports both -> geminiExport(access, sink).ask(both, email);
          case VaultHandle.Count count -> throw rejected();
          case VaultHandle.CountingExport export -> throw rejected();
        });
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var kind = kind(object);
    return new GoogleEraser(access(connection)).erase(kind, object);
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var kind = kind(object);
    return new GoogleEraser(access(connection)).poll(kind, object, handle);
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var kind = kind(object);
    if (kind == GoogleKind.SIDE_PANEL) {
      return new Presence.Unobservable(UNSEEN);
    }
    var access = access(connection);
    if (kind != GoogleKind.GEMINI) {
      return new GoogleReader(access).look(kind, object);
    }
    return switch (people(access).standing(object.id())) {
      case Standing.Live live -> marked(object, geminiLook(access).start(live.account().email()));
      case Standing.Restorable deleted ->
          PurgeWait.of(object, deleted.account(), access.now()).looking();
      case Standing.Gone gone -> Presence.ABSENT;
    };
  }

  /** One that waits for a purge is looked at afresh: the account may have been restored. */
  @Override
  public Presence pollRead(VendorConnection connection, VendorObject object, String handle) {
    if (PurgeWait.isFor(object, handle)) {
      return read(connection, object);
    }
    requireGemini(object);
    var asked = VaultHandle.of(MarkedHandle.opened(object, handle));
    var access = access(connection);
    var standing = people(access).standing(object.id());
    if (!(standing instanceof Standing.Live live)) {
      vault(access).discard(asked.matter());
      return standing instanceof Standing.Restorable deleted
          ? PurgeWait.of(object, deleted.account(), access.now()).looking()
          : Presence.ABSENT;
    }
    var email = live.account().email();
    return marked(
        object,
        switch (asked) {
          case VaultHandle.Count count -> geminiLook(access).ask(count, email);
          case VaultHandle.CountingExport export -> geminiLook(access).ask(export, email);
          case VaultHandle.FirstExport first -> throw rejected();
          case VaultHandle.BothExports both -> throw rejected();
        });
  }

  @Override
  public void abandon(VendorConnection connection, VendorObject object, String handle) {
    if (PurgeWait.isFor(object, handle)) {
      return;
    }
    requireGemini(object);
    var asked = VaultHandle.of(MarkedHandle.opened(object, handle));
    vault(access(connection)).discard(asked.matter());
  }

  @Override
  public Optional<Planter> planter() {
    return Optional.of(new GooglePlanter(this::access));
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new GoogleInventory(this::access));
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new GoogleRights(this::access, this::freshAccess));
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new GoogleClaimChecks(this::access));
  }

  private static Export marked(VendorObject object, Export export) {
    return export instanceof Export.InProgress slow
        ? new Export.InProgress(MarkedHandle.of(object, slow.handle()), slow.again())
        : export;
  }

  private static Presence marked(VendorObject object, Presence presence) {
    return presence instanceof Presence.InProgress slow
        ? new Presence.InProgress(MarkedHandle.of(object, slow.handle()), slow.again())
        : presence;
  }

  /** With no token of an earlier call. */
  private GoogleAccess freshAccess(VendorConnection connection) {
    return new GoogleAccess(new AccessTokens(), clock, connection);
  }

  private GoogleAccess access(VendorConnection connection) {
    return new GoogleAccess(tokens, clock, connection);
  }

  private static GooglePeople people(GoogleAccess access) {
    return new GooglePeople(access.directory());
  }

  private static GoogleVault vault(GoogleAccess access) {
    return new GoogleVault(access.vault(), access.settings().region());
  }

  private static GeminiExport geminiExport(GoogleAccess access, RecordSink sink) {
    return new GeminiExport(vault(access), new GoogleDownload(access), sink);
  }

  private static GeminiLook geminiLook(GoogleAccess access) {
    return new GeminiLook(vault(access), access.settings().missingCountIsZero());
  }

  private static GoogleKind kind(VendorObject object) {
    return GoogleKind.of(object)
        .filter(kind -> kind.wellFormed(object))
        .orElseThrow(GoogleWorkspaceAdapter::rejected);
  }

  /** Nothing else is slow. */
  private static void requireGemini(VendorObject object) {
    if (kind(object) != GoogleKind.GEMINI) {
      throw rejected();
    }
  }

  private static VendorFailure rejected() {
    return new VendorFailure(Kind.REJECTED, 0);
  }
}
