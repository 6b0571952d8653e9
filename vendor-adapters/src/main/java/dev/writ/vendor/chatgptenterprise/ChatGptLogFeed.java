package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.LedgerFeed;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;

/**
 * Who wrote in which conversation, from the workspace's log files; a portion is one file. The
 * vendor hands an event out at least once, in this file or in several, always with the same id.
 * Nothing of a file is handed on before the whole has arrived and its SHA-256 is the promised one.
 */
final class ChatGptLogFeed implements LedgerFeed {
  /** The most. */
  private static final int FILES = 100;

  @Override
  public Portion read(VendorConnection connection, String cursor, EntrySink sink) {
    var settings = ChatGptSettings.of(connection);
    var from = ChatGptLogCursor.of(cursor, settings.logsSince());
    var api = ChatGptEnterpriseAdapter.api(connection);
    var page =
        ChatGptLogPage.of(
            answered(api.logs(settings.workspace(), from.after().toString(), FILES)), from.after());
    require(page.files().size() <= FILES);
    var next = page.files().stream().filter(file -> !from.isDone(file)).findFirst();
    var reached = from;
    if (next.isPresent()) {
      read(connection, settings, next.get(), sink);
      reached = from.withDone(next.get(), page);
    }
    if (!page.files().stream().allMatch(reached::isDone)) {
      return new Portion(reached.text(), true);
    }
    return page.more()
        ? new Portion(reached.beyond(page).text(), true)
        : new Portion(reached.atTheEnd(page).text(), false);
  }

  /** Proves that the log files can be listed. */
  void probe(VendorConnection connection) {
    var settings = ChatGptSettings.of(connection);
    var since = settings.logsSince();
    var api = ChatGptEnterpriseAdapter.api(connection);
    ChatGptLogPage.of(answered(api.logs(settings.workspace(), since.toString(), 1)), since);
  }

  private static void read(
      VendorConnection connection,
      ChatGptSettings settings,
      ChatGptLogPage.LogFile file,
      EntrySink sink) {
    try (var spool = new ChatGptSpool()) {
      new ChatGptLogDownload(connection, settings).into(spool, file);
      try (var lines = spool.values()) {
        take(lines, sink);
      }
    }
  }

  /** A line that is no entry is passed over; a file of nothing but such lines is not understood. */
  private static void take(MappingIterator<JsonNode> lines, EntrySink sink) {
    boolean any = false;
    boolean understood = false;
    while (hasNext(lines)) {
      any = true;
      var event = ChatGptLogEvent.of(next(lines));
      if (event.isPresent()) {
        understood = true;
        hand(event.get(), sink);
      }
    }
    require(!any || understood);
  }

  private static boolean hasNext(MappingIterator<?> lines) {
    try {
      return lines.hasNext();
    } catch (JacksonException unreadable) {
      throw malformed();
    }
  }

  private static <T> T next(MappingIterator<T> lines) {
    try {
      return lines.next();
    } catch (JacksonException unreadable) {
      throw malformed();
    }
  }

  private static void hand(ChatGptLogEvent event, EntrySink sink) {
    for (var owner : owners(event)) {
      sink.accept(
          event.id(),
          owner,
          new VendorObject(ChatGptKind.CONVERSATION.word(), event.conversation(), event.user()));
      if (!event.user().isEmpty()) {
        for (var file : event.files()) {
          sink.accept(
              event.id() + "/" + file,
              owner,
              new VendorObject(ChatGptKind.FILE.word(), file, event.user()));
        }
      }
    }
  }

  private static List<Identifier> owners(ChatGptLogEvent event) {
    var owners = new ArrayList<Identifier>();
    if (!event.email().isEmpty()) {
      owners.add(new Identifier(Identifier.Type.EMAIL, event.email()));
    }
    if (!event.user().isEmpty()) {
      owners.add(new Identifier(Identifier.Type.VENDOR_USER_ID, event.user()));
    }
    return owners;
  }
}
