package dev.writ.vendor.hubspot;

import static dev.writ.vendor.hubspot.HubSpotAnswers.isId;
import static dev.writ.vendor.hubspot.HubSpotAnswers.pages;
import static dev.writ.vendor.hubspot.HubSpotAnswers.requiredId;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.hubspot.HubSpotWire.StatusesRead;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads single objects by id: whether they are there, and what they say. */
final class HubSpotReader {
  private final HubSpotApi api;

  HubSpotReader(HubSpotApi api) {
    this.api = api;
  }

  /** A known kind, or a REJECTED failure. */
  static HubSpotKind kind(VendorObject object) {
    return HubSpotKind.of(object.kind()).orElseThrow(HubSpotReader::rejected);
  }

  /** An id that cannot bend a path, or a REJECTED failure. */
  static String id(VendorObject object) {
    if (!wellFormed(object)) {
      throw rejected();
    }
    return object.id();
  }

  static boolean wellFormed(VendorObject object) {
    return isId(object.id()) && (object.parent().isEmpty() || isId(object.parent()));
  }

  static VendorFailure rejected() {
    return new VendorFailure(Kind.REJECTED, 0);
  }

  /** Whether the record lies in the recycle bin, from where it can be restored for 90 days. */
  boolean archived(HubSpotKind kind, String id) {
    return unlessGone(() -> api.read(kind.type(), id, true))
        .map(found -> requiredId(found.id()))
        .isPresent();
  }

  /**
   * An archived satellite or thread is erased as far as the API goes: what lies in the recycle bin
   * is an object of its own. An archived contact is not: archiving is no permanent deletion, and
   * the contact can be restored for 90 days.
   */
  boolean present(HubSpotKind kind, String id) {
    return switch (kind) {
      case CONTACT ->
          unlessGone(() -> api.read(kind.type(), id, false))
              .or(() -> unlessGone(() -> api.read(kind.type(), id, true)))
              .map(found -> requiredId(found.id()))
              .isPresent();
      case RECYCLE_BIN -> throw rejected();
      case THREAD ->
          unlessGone(() -> api.thread(id))
              .filter(found -> !requiredId(found.id()).isEmpty() && !found.inBin())
              .isPresent();
      case FILE -> unlessGone(() -> api.file(id)).map(HubSpotReader::identified).isPresent();
      case TRANSCRIPT ->
          unlessGone(() -> api.transcript(id)).map(HubSpotReader::identified).isPresent();
      default ->
          unlessGone(() -> api.read(kind.type(), id, false))
              .filter(found -> !requiredId(found.id()).isEmpty() && !found.inBin())
              .isPresent();
    };
  }

  void export(HubSpotKind kind, String id, HubSpotSettings settings, RecordSink sink) {
    switch (kind) {
      case CONTACT -> exportContact(id, settings, sink);
      case RECYCLE_BIN -> throw rejected();
      case THREAD -> exportThread(id, sink);
      case FILE ->
          unlessGone(() -> api.file(id)).ifPresent(json -> send(sink, kind, identified(json)));
      case TRANSCRIPT ->
          unlessGone(() -> api.transcript(id))
              .ifPresent(json -> send(sink, kind, identified(json)));
      default ->
          unlessGone(() -> api.content(kind.type(), id, false, String.join(",", kind.properties())))
              .ifPresent(json -> send(sink, kind, identified(json)));
    }
  }

  private void exportContact(String id, HubSpotSettings settings, RecordSink sink) {
    var kind = HubSpotKind.CONTACT;
    var names = new LinkedHashSet<>(kind.properties());
    settings.externalIdProperty().ifPresent(names::add);
    names.addAll(settings.contactProperties());
    var properties = String.join(",", names);
    unlessGone(() -> api.content(kind.type(), id, false, properties))
        .or(() -> unlessGone(() -> api.content(kind.type(), id, true, properties)))
        .ifPresent(
            contact -> {
              send(sink, kind, identified(contact));
              if (settings.exportSubscriptions()) {
                exportSubscriptions(contact.path("properties"), sink);
              }
            });
  }

  private void exportSubscriptions(JsonNode properties, RecordSink sink) {
    var addresses =
        Stream.of("email", "hs_additional_emails")
            .flatMap(name -> Stream.of(properties.path(name).asString("").split(";")))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .distinct()
            .toList();
    if (addresses.isEmpty()) {
      return;
    }
    var statuses = Answers.answered(api.statuses(new StatusesRead(addresses)));
    for (var ofAddress : Answers.answered(statuses.results())) {
      send(sink, HubSpotKind.CONTACT, wrapped("communicationPreferences", ofAddress));
    }
    var unread = statuses.numErrors();
    if (unread != null && unread > 0) {
      var record = VendorHttp.JSON.createObjectNode();
      record.put("communicationPreferencesNotGiven", unread);
      send(sink, HubSpotKind.CONTACT, record);
    }
  }

  private void exportThread(String id, RecordSink sink) {
    var thread = unlessGone(() -> api.threadContent(id));
    if (thread.isEmpty()) {
      return;
    }
    send(sink, HubSpotKind.THREAD, wrapped("thread", identified(thread.get())));
    pages(
        after -> unlessGone(() -> api.messages(id, after)),
        message -> {
          var record = wrapped("message", message);
          record.put("threadId", id);
          original(id, message).ifPresent(full -> record.set("originalContent", full));
          send(sink, HubSpotKind.THREAD, record);
        });
  }

  private Optional<JsonNode> original(String thread, JsonNode message) {
    if (message.path("truncationStatus").asString("NOT_TRUNCATED").equals("NOT_TRUNCATED")) {
      return Optional.empty();
    }
    var id = requiredId(message.path("id").asString(""));
    return unlessGone(() -> api.original(thread, id));
  }

  private static JsonNode identified(JsonNode json) {
    require(json.isObject() && isId(json.path("id").asString("")));
    return json;
  }

  private static ObjectNode wrapped(String name, JsonNode json) {
    var record = VendorHttp.JSON.createObjectNode();
    record.set(name, json);
    return record;
  }

  private static void send(RecordSink sink, HubSpotKind kind, JsonNode json) {
    sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json));
  }
}
