package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.MarkedHandle;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;

/**
 * Microsoft 365 Copilot over Microsoft Graph v1.0, app-only. One object is the whole interaction
 * history of one user: Graph neither reads nor deletes a single interaction.
 */
public final class MicrosoftCopilotAdapter implements VendorAdapter {
  private final GraphAccess access = new GraphAccess();

  @Override
  public VendorDescriptor descriptor() {
    return MicrosoftCopilotDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return CopilotKind.of(object).isPresent();
  }

  /** Reads one user, the control user's history where there is one, and the eDiscovery cases. */
  @Override
  public void check(VendorConnection connection) {
    if (!control(connection)) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    Answers.answered(
        Answers.answered(access.client(EdiscoveryApi.class, connection).cases()).value());
  }

  /**
   * A directory has users, at the least the administrator who let this app in, so that an empty
   * list means lost rights. Rights to read histories are proved by the control user alone: no other
   * person's history is known to hold anything.
   */
  @Override
  public boolean control(VendorConnection connection) {
    var directory = access.client(DirectoryApi.class, connection);
    var users = Answers.answered(Answers.answered(directory.firstUser()).value());
    return !users.isEmpty() && history(connection).controlled();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    return new CopilotLocator(
            directory(connection), history(connection), MicrosoftCopilotSettings.of(connection))
        .locate(subject);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    return switch (CopilotKind.require(object)) {
      case INTERACTIONS -> exportHistory(connection, CopilotKind.user(object), sink);
      case MEMORIES, STUDIO -> throw GraphAnswers.rejected();
      case ACCOUNT -> {
        account(connection).export(CopilotKind.user(object), sink);
        yield new Export.Complete();
      }
    };
  }

  private Export exportHistory(VendorConnection connection, String id, RecordSink sink) {
    var user = directory(connection).byId(id);
    if (user.isEmpty()) {
      return new Export.Complete();
    }
    return user.get().deleted() || !history(connection).export(id, sink)
        ? new Export.ByHand(MicrosoftCopilotWork.COPILOT_EXPORT)
        : new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    return switch (CopilotKind.require(object)) {
      case INTERACTIONS -> marked(object, purge(connection).start(CopilotKind.user(object)));
      case MEMORIES -> new Erasure.ByHand(MicrosoftCopilotWork.MEMORY_PAGES);
      case STUDIO -> new Erasure.ByHand(MicrosoftCopilotWork.COPILOT_STUDIO_AGENTS);
      case ACCOUNT -> marked(object, account(connection).erase(CopilotKind.user(object)));
    };
  }

  private static Erasure marked(VendorObject object, Erasure erasure) {
    return erasure instanceof Erasure.InProgress slow
        ? new Erasure.InProgress(MarkedHandle.of(object, slow.handle()), slow.again())
        : erasure;
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var kind = CopilotKind.require(object);
    var opened = MarkedHandle.opened(object, handle);
    return switch (kind) {
      case INTERACTIONS -> {
        var parsed = PurgeHandle.parse(opened);
        yield marked(object, purge(connection).poll(CopilotKind.user(object), parsed));
      }
      case MEMORIES, STUDIO -> throw GraphAnswers.rejected();
      case ACCOUNT -> marked(object, account(connection).poll(CopilotKind.user(object), opened));
    };
  }

  @Override
  public void abandon(VendorConnection connection, VendorObject object, String handle) {
    if (CopilotKind.require(object) == CopilotKind.INTERACTIONS) {
      var parsed = PurgeHandle.parse(MarkedHandle.opened(object, handle));
      purge(connection).abandon(parsed);
    }
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    return switch (CopilotKind.require(object)) {
      case INTERACTIONS -> readHistory(connection, CopilotKind.user(object));
      case MEMORIES -> new Presence.Unobservable(MicrosoftCopilotWork.MEMORIES_UNSEEN);
      case STUDIO -> new Presence.Unobservable(MicrosoftCopilotWork.STUDIO_UNSEEN);
      case ACCOUNT -> account(connection).read(CopilotKind.user(object));
    };
  }

  private Presence readHistory(VendorConnection connection, String id) {
    var user = directory(connection).byId(id);
    if (user.isEmpty()) {
      return Presence.ABSENT;
    }
    if (user.get().deleted()) {
      return new Presence.Unobservable(MicrosoftCopilotWork.HIDDEN_BY_DELETION);
    }
    return switch (history(connection).look(id)) {
      case SHOWN -> Presence.PRESENT;
      case EMPTY -> Presence.ABSENT;
      case HIDDEN -> new Presence.Unobservable(MicrosoftCopilotWork.HIDDEN_BY_LICENCE);
    };
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new CopilotInventory(access));
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new CopilotRights(access));
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new CopilotClaimChecks(access));
  }

  private CopilotDirectory directory(VendorConnection connection) {
    return new CopilotDirectory(
        access.client(DirectoryApi.class, connection), new GraphLinks(connection));
  }

  private CopilotHistory history(VendorConnection connection) {
    return new CopilotHistory(
        access.client(DirectoryApi.class, connection),
        new GraphLinks(connection),
        MicrosoftCopilotSettings.of(connection));
  }

  private CopilotAccount account(VendorConnection connection) {
    return new CopilotAccount(access.client(DirectoryApi.class, connection));
  }

  private CopilotPurge purge(VendorConnection connection) {
    return new CopilotPurge(
        directory(connection),
        history(connection),
        new CopilotCase(access.client(EdiscoveryApi.class, connection), new GraphLinks(connection)),
        MicrosoftCopilotSettings.of(connection));
  }
}
