package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.requiredId;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One search for a person: metadata and outer ids in the lists that no filter searches, the files
 * of the sessions found, the ledger, and the members and invites of the organization by e-mail.
 */
final class AnthropicSearch {
  /** The most that {@code ids[]} takes. */
  private static final int BATCH = 100;

  /** The most that the lists of files, members and invites give. */
  private static final int PAGE = 1000;

  private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");
  private static final int LONGEST_EMAIL = 254;

  private final AnthropicAccount account;
  private final AnthropicSettings settings;
  private final Subject subject;
  private final Map<AnthropicKind, Set<VendorObject>> found = new EnumMap<>(AnthropicKind.class);
  private boolean ambiguous;

  AnthropicSearch(AnthropicAccount account, AnthropicSettings settings, Subject subject) {
    this.account = account;
    this.settings = settings;
    this.subject = subject;
    for (var kind : AnthropicKind.values()) {
      found.put(kind, new LinkedHashSet<>());
    }
  }

  Location locate() {
    if (settings.walkLists()
        && subject.identifiers().stream().anyMatch(i -> !i.value().isBlank())) {
      walk(AnthropicKind.SESSION);
      walk(AnthropicKind.MEMORY_STORE);
      walk(AnthropicKind.USER_PROFILE);
    }
    for (var entry : subject.ledgered()) {
      addLedgered(entry);
    }
    addLedgeredFiles();
    addSessionFiles();
    if (account.administers()) {
      subject
          .values(Identifier.Type.EMAIL)
          .map(String::strip)
          .filter(email -> email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches())
          .forEach(this::addMembership);
    }
    return new Location(found.values().stream().flatMap(Set::stream).toList(), ambiguous);
  }

  private void walk(AnthropicKind kind) {
    account.pages(
        kind.list(),
        kind.paging(),
        kind.everything(),
        row -> {
          String id = requiredId(row);
          if (names(row.path("metadata").path(settings.metadataKey()))
              || (kind == AnthropicKind.USER_PROFILE && names(row.path("external_id")))) {
            add(kind, kind.object(id));
          }
        });
  }

  private boolean names(JsonNode value) {
    String text = value.asString("").strip();
    return !text.isEmpty()
        && subject.identifiers().stream().anyMatch(identifier -> identifier.isWritten(text));
  }

  /** Files are asked for together, later. */
  private void addLedgered(VendorObject entry) {
    var kind = AnthropicKind.of(entry).orElseThrow(() -> new VendorFailure(Kind.REJECTED, 0));
    if (kind == AnthropicKind.FILE || found(kind).contains(entry)) {
      return;
    }
    if (AnthropicAdapter.present(account.entitledTo(kind), kind, entry)) {
      add(kind, entry);
    }
  }

  private void addLedgeredFiles() {
    var ids = ledgered(AnthropicKind.FILE);
    for (int from = 0; from < ids.size(); from += BATCH) {
      var asked = ids.subList(from, Math.min(from + BATCH, ids.size()));
      account.pages(
          AnthropicKind.FILE.list(),
          AnthropicPaging.PAGE,
          Map.of("ids[]", asked),
          row -> {
            String id = requiredId(row);
            require(asked.contains(id)); // the filter was heeded
            add(AnthropicKind.FILE, AnthropicKind.FILE.object(id));
          });
    }
  }

  /** A session's files outlive it, so that one that is gone is asked about as well. */
  private void addSessionFiles() {
    var sessions = new LinkedHashSet<>(ledgered(AnthropicKind.SESSION));
    found(AnthropicKind.SESSION).forEach(session -> sessions.add(session.id()));
    for (var session : sessions) {
      account.pagesWithin(
          AnthropicKind.SESSION.object(session),
          AnthropicKind.FILE.list(),
          AnthropicPaging.CURSOR,
          Map.of(AnthropicAccount.SCOPE, session, "limit", PAGE),
          row -> {
            require(text(row.path("scope"), "id").equals(session)); // the filter was heeded
            add(AnthropicKind.FILE, AnthropicKind.FILE.object(requiredId(row)));
          });
    }
  }

  private List<String> ledgered(AnthropicKind kind) {
    return subject.ledgered().stream()
        .filter(entry -> entry.kind().equals(kind.word()))
        .map(VendorObject::id)
        .distinct()
        .toList();
  }

  /** The filter is tolerant: it also gives addresses that only resemble this one. */
  private void addMembership(String email) {
    exactly(email, AnthropicKind.INVITE).forEach(invite -> add(AnthropicKind.INVITE, invite));
    var members = exactly(email, AnthropicKind.USER);
    members.forEach(member -> add(AnthropicKind.USER, member));
    ambiguous |= members.size() > 1;
  }

  private Set<VendorObject> exactly(String email, AnthropicKind kind) {
    var exact = new LinkedHashSet<VendorObject>();
    account.pages(
        kind.list(),
        AnthropicPaging.CURSOR,
        Map.of("email", email, "limit", PAGE),
        row -> {
          String id = requiredId(row);
          if (text(row, "email").strip().equalsIgnoreCase(email)
              && !text(row, "status").equals("deleted")) {
            exact.add(kind.object(id));
          }
        });
    return exact;
  }

  private Set<VendorObject> found(AnthropicKind kind) {
    return found.getOrDefault(kind, Set.of());
  }

  private void add(AnthropicKind kind, VendorObject object) {
    found.computeIfAbsent(kind, any -> new LinkedHashSet<>()).add(object);
  }
}
