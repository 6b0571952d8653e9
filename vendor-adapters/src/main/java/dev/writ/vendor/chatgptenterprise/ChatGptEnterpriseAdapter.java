package dev.writ.vendor.chatgptenterprise;

import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.LedgerFeed;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * ChatGPT Enterprise over its compliance API. The route {@code memory/delete_and_disable} is not
 * called: in spite of its name it deletes no saved memory, and nothing switches memory on again.
 */
public final class ChatGptEnterpriseAdapter implements VendorAdapter {
  static final String CREDENTIAL = "apiKey";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E&&[^{}]]+");

  @Override
  public VendorDescriptor descriptor() {
    return ChatGptDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return ChatGptObjects.wellFormed(object);
  }

  /** The permission to delete cannot be proven without deleting. */
  @Override
  public void check(VendorConnection connection) {
    if (!control(connection)) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    var workspace = workspace(connection);
    for (var kind : ChatGptKind.values()) {
      if (!kind.ofUser() && !kind.list().isEmpty() && kind != ChatGptKind.MEMBER) {
        workspace.probe(kind);
      }
    }
    new ChatGptLogFeed().probe(connection);
  }

  /** A workspace has members, at the least its owner, so that an empty list means lost rights. */
  @Override
  public boolean control(VendorConnection connection) {
    return workspace(connection).probe(ChatGptKind.MEMBER);
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    return new ChatGptLocator(workspace(connection)).locate(subject);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var kind = ChatGptObjects.requireKind(object);
    if (kind == ChatGptKind.CONVERSATION) {
      return new Export.ByHand(ChatGptDescriptor.EXPORT_CONVERSATIONS);
    }
    new ChatGptObjects(workspace(connection)).export(kind, object, sink);
    return new Export.Complete();
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var kind = ChatGptObjects.requireKind(object);
    if (kind == ChatGptKind.MEMBER) {
      return new Erasure.ByHand(ChatGptDescriptor.REMOVE_MEMBER);
    }
    boolean eraseOwned = ChatGptSettings.of(connection).eraseOwned();
    return new ChatGptErasing(workspace(connection), eraseOwned).erase(kind, object);
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    var kind = ChatGptObjects.requireKind(object);
    if (kind == ChatGptKind.CONVERSATION) {
      return new Presence.Unobservable(ChatGptDescriptor.UNOBSERVABLE);
    }
    var objects = new ChatGptObjects(workspace(connection));
    if (objects.present(kind, object)) {
      return Presence.PRESENT;
    }
    return objects.listIsShown(kind, object)
        ? Presence.ABSENT
        : new Presence.Unobservable(ChatGptDescriptor.LIST_NOT_SHOWN);
  }

  @Override
  public Optional<LedgerFeed> feed() {
    return Optional.of(new ChatGptLogFeed());
  }

  @Override
  public Optional<Inventory> inventory() {
    return Optional.of(new ChatGptInventory());
  }

  @Override
  public Optional<AccessRights> access() {
    return Optional.of(new ChatGptAccess());
  }

  @Override
  public Optional<ClaimChecks> claimChecks() {
    return Optional.of(new ChatGptClaimChecks());
  }

  static ChatGptWorkspace workspace(VendorConnection connection) {
    return new ChatGptWorkspace(api(connection), ChatGptSettings.of(connection).workspace());
  }

  static ChatGptApi api(VendorConnection connection) {
    var bearer = bearer(connection);
    return VendorHttp.client(
        ChatGptApi.class,
        connection,
        request -> request.header("Authorization", bearer),
        new ChatGptErrorDecoder());
  }

  /** The header's value; a key that fits no header is an AUTHENTICATION failure. */
  static String bearer(VendorConnection connection) {
    var key = connection.require(CREDENTIAL);
    if (!KEY.matcher(key).matches()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    return "Bearer " + key;
  }
}
