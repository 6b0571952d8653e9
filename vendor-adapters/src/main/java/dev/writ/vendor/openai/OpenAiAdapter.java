package dev.writ.vendor.openai;

import dev.writ.vendor.openai.OpenAiDeletion.Never;
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
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.Optional;

/** The OpenAI API platform with a project key. */
public final class OpenAiAdapter implements VendorAdapter {
  /** The items of a conversation outlive it, and are deleted through it alone. */
  private static final String OUTLIVED =
      "The item can still be read, and its conversation, through which alone it could be deleted,"
          + " is gone. Ask OpenAI to delete it.";

  private static final String SHUT_DOWN =
      "OpenAI shut its Videos API down on 2026-09-24 and does not say what became of stored videos:"
          + " no call shows or erases this one. Ask OpenAI.";

  static final String CREDENTIAL = "apiKey";
  static final String ADMIN_CREDENTIAL = "adminKey";
  static final String METADATA_KEY = "metadataKey";
  static final String DEFAULT_METADATA_KEY = "subject";
  static final String WALK_LISTS = "walkLists";
  static final String DRILL_MODEL = "drillModel";

  /** The lists a search reads. */
  private static final List<String> LISTS =
      List.of(
          "files",
          "chat/completions",
          "chatkit/threads",
          "fine_tuning/jobs",
          "vector_stores",
          "batches",
          "evals");

  @Override
  public VendorDescriptor descriptor() {
    return OpenAiDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return OpenAiKind.of(object).isPresent();
  }

  /**
   * A key may be restricted by kind of object: every list of a search is tried. Rights to read
   * responses and conversations by id show only when one is read. Models are what a control may
   * have to rest on, but no work needs the right to read them.
   */
  @Override
  public void check(VendorConnection connection) {
    var account = new OpenAiAccount(connection);
    LISTS.forEach(account::peek);
    OpenAiClaimChecks.visible(account::anyModel);
    if (connection.credentials().containsKey(ADMIN_CREDENTIAL)) {
      OpenAiAccount.admin(connection).peek("organization/projects");
    }
  }

  /** Of a project without any file, the vendor's models are what must be there. */
  @Override
  public boolean control(VendorConnection connection) {
    var account = new OpenAiAccount(connection);
    return account.peek("files")
        || OpenAiClaimChecks.visible(account::anyModel).filter(Boolean::booleanValue).isPresent();
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    return new OpenAiSearch(new OpenAiAccount(connection), connection, subject).locate();
  }

  /** Of a video whose API does not answer any more, a REJECTED failure. */
  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var kind = kind(object);
    var account = new OpenAiAccount(connection);
    if (shutDown(account, kind)) {
      throw new VendorFailure(VendorFailure.Kind.REJECTED, 404);
    }
    new OpenAiExport(account, kind, object, sink).run();
    return new Export.Complete();
  }

  /** Whether the kind's API does not answer: what it said of an object would mean nothing. */
  static boolean shutDown(OpenAiAccount account, OpenAiKind kind) {
    return kind == OpenAiKind.VIDEO && !account.has("videos");
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var kind = kind(object);
    var account = new OpenAiAccount(connection);
    if (kind.deletion() instanceof Never never) {
      return new OpenAiUnfinished(account, kind, object, never).stop();
    }
    if (shutDown(account, kind)) {
      return new Erasure.Impossible(SHUT_DOWN);
    }
    var erased = account.delete(kind, object);
    return erased instanceof Erasure.AlreadyAbsent
            && kind == OpenAiKind.CONVERSATION_ITEM
            && account.read(kind, object).isPresent()
        ? new Erasure.Impossible(OUTLIVED)
        : erased;
  }

  @Override
  public Erasure pollErasure(VendorConnection connection, VendorObject object, String handle) {
    var kind = kind(object);
    if (kind.deletion() instanceof Never never) {
      return new OpenAiUnfinished(new OpenAiAccount(connection), kind, object, never).poll(handle);
    }
    throw new VendorFailure(VendorFailure.Kind.REJECTED, 0);
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var kind = kind(object);
    var account = new OpenAiAccount(connection);
    if (shutDown(account, kind)) {
      return new Presence.Unobservable(SHUT_DOWN);
    }
    return account.read(kind, object).isPresent() ? Presence.PRESENT : Presence.ABSENT;
  }

  @Override
  public Optional<Planter> planter() {
    return Optional.of(new OpenAiPlanter());
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new OpenAiInventory());
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new OpenAiAccess());
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new OpenAiClaimChecks());
  }

  /** The key under which the company's apps put the person into metadata. */
  static String metadataKey(VendorConnection connection) {
    return connection.settings().getOrDefault(METADATA_KEY, DEFAULT_METADATA_KEY);
  }

  static OpenAiKind kind(VendorObject object) {
    return OpenAiKind.of(object)
        .orElseThrow(() -> new VendorFailure(VendorFailure.Kind.REJECTED, 0));
  }
}
