package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.text;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;

/** The Claude API platform with the key of one workspace, and at choice an admin key. */
public final class AnthropicAdapter implements VendorAdapter {

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
    var account = new AnthropicAccount(connection);
    var settings = AnthropicSettings.of(connection);
    account.peek(AnthropicKind.FILE.list());
    account.peek(AnthropicKind.MESSAGE_BATCH.list());
    if (settings.walkLists()) {
      account.peek(AnthropicKind.SESSION.list());
      account.peek(AnthropicKind.MEMORY_STORE.list());
      account.peek(AnthropicKind.USER_PROFILE.list());
    }
    if (account.administers()) {
      account.peekOrganization();
      account.peek(AnthropicKind.USER.list());
      account.peek(AnthropicKind.INVITE.list());
    }
  }

  /** Each key shows something of its own. */
  @Override
  public boolean control(VendorConnection connection) {
    var account = new AnthropicAccount(connection);
    account.peek(AnthropicKind.FILE.list());
    if (account.administers()) {
      account.peekOrganization();
    }
    return true;
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
    return present(account, kind, object) ? Presence.PRESENT : Presence.ABSENT;
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

  private static AnthropicKind kind(VendorObject object) {
    return AnthropicKind.of(object).orElseThrow(() -> new VendorFailure(Kind.REJECTED, 0));
  }
}
