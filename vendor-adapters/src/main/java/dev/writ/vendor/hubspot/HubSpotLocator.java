package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.found;
import static dev.writ.vendor.hubspot.HubSpotAnswers.isId;
import static dev.writ.vendor.hubspot.HubSpotAnswers.pages;
import static dev.writ.vendor.hubspot.HubSpotAnswers.requiredId;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.hubspot.HubSpotWire.BatchRead;
import dev.writ.vendor.hubspot.HubSpotWire.Input;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorObject;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * One search for a person: the contacts, what their associations lead to, their threads, what the
 * ledger names, and, where that is wanted, the files attached to any of it and the recycle bin.
 */
final class HubSpotLocator {
  private static final int BATCH = 100;

  private final HubSpotApi api;
  private final HubSpotSettings settings;
  private final Map<HubSpotKind, Map<String, VendorObject>> objects =
      new EnumMap<>(HubSpotKind.class);

  HubSpotLocator(HubSpotApi api, HubSpotSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  Location locate(Subject subject) {
    var contacts = new HubSpotContacts(api, settings.externalIdProperty());
    var ids = new LinkedHashSet<String>();
    var ambiguous = false;
    for (var identifier : subject.identifiers()) {
      var matched = contacts.of(identifier);
      ambiguous |= matched.size() > 1;
      ids.addAll(matched);
    }
    var reader = new HubSpotReader(api);
    for (var entry : subject.ledgered()) {
      var kind = HubSpotReader.kind(entry);
      var id = HubSpotReader.id(entry);
      if (kind == HubSpotKind.CONTACT) {
        contacts.byId(id).ifPresent(ids::add);
      } else if (kind != HubSpotKind.RECYCLE_BIN) {
        addLedgered(reader, kind, entry);
      }
    }
    ids.forEach(this::addContact);
    if (settings.eraseAttachments()) {
      addAttachments();
    }
    return new Location(
        objects.values().stream().flatMap(byId -> byId.values().stream()).toList(), ambiguous);
  }

  /** One in the recycle bin is out of use, and can be restored all the same. */
  private void addLedgered(HubSpotReader reader, HubSpotKind kind, VendorObject entry) {
    boolean present = reader.present(kind, entry.id());
    if (present) {
      add(kind, entry.id(), entry.parent());
    }
    if (kind.satellite() && settings.emptyBin() && (present || reader.archived(kind, entry.id()))) {
      add(HubSpotKind.RECYCLE_BIN, entry.id(), "");
    }
  }

  private void addContact(String contact) {
    for (var kind : HubSpotKind.values()) {
      if (kind.satellite()) {
        pages(
            after -> unlessGone(() -> api.associations(contact, kind.type(), after)),
            linked -> addSatellite(kind, requiredId(linked.toObjectId()), contact));
      }
    }
    pages(
        after -> unlessGone(() -> api.threads(contact, after)),
        thread -> add(HubSpotKind.THREAD, requiredId(thread.id()), ""));
    add(HubSpotKind.CONTACT, contact, "");
  }

  /** It is archived when it is erased. */
  private void addSatellite(HubSpotKind kind, String id, String contact) {
    add(kind, id, "");
    if (settings.emptyBin()) {
      add(HubSpotKind.RECYCLE_BIN, contact, "");
    }
  }

  private void addAttachments() {
    for (var kind : HubSpotKind.values()) {
      if (kind.mayHaveAttachments()) {
        var ids = List.copyOf(objects.getOrDefault(kind, Map.of()).keySet());
        for (int from = 0; from < ids.size(); from += BATCH) {
          addAttachments(kind, ids.subList(from, Math.min(from + BATCH, ids.size())));
        }
      }
    }
  }

  private void addAttachments(HubSpotKind kind, List<String> ids) {
    var inputs = ids.stream().map(Input::new).toList();
    var batch = new BatchRead(null, List.of(HubSpotKind.ATTACHMENTS), inputs);
    for (var satellite : found(api.batchRead(kind.type(), false, batch))) {
      for (var file : satellite.property(HubSpotKind.ATTACHMENTS).split(";")) {
        if (isId(file.strip())) {
          add(HubSpotKind.FILE, file.strip(), "");
        }
      }
    }
  }

  /** An id stands alone at HubSpot, so that only a ledgered object may name a parent. */
  private void add(HubSpotKind kind, String id, String parent) {
    objects
        .computeIfAbsent(kind, k -> new LinkedHashMap<>())
        .putIfAbsent(id, new VendorObject(kind.word(), id, parent));
  }
}
