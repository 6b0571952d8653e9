package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.gone;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.require;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.required;

import dev.writ.vendor.googleworkspace.GoogleKind.Ids;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads single objects that the API shows at once. Mail and files of an account that is deleted are
 * gone with it.
 */
final class GoogleReader {
  private final GoogleAccess access;
  private final GooglePeople people;

  GoogleReader(GoogleAccess access) {
    this.access = access;
    this.people = new GooglePeople(access.directory());
  }

  boolean present(GoogleKind kind, VendorObject object) {
    var id = object.id();
    return switch (kind) {
      case GEMINI, SIDE_PANEL, ACCOUNT -> people.find(id).isPresent();
      case MAIL ->
          people
              .find(object.parent())
              .flatMap(owner -> gone(() -> access.gmail(owner.email()).message(id)))
              .map(message -> required(message.id(), Ids.ITEM))
              .isPresent();
      case DRIVE_FILE ->
          people
              .find(object.parent())
              .flatMap(owner -> gone(() -> access.drive(owner.email()).file(id)))
              .map(file -> required(file.id(), Ids.ITEM))
              .isPresent();
      case TOKEN ->
          gone(() -> access.security().token(object.parent(), id))
              .map(token -> identified(token, "clientId"))
              .isPresent();
    };
  }

  void export(GoogleKind kind, VendorObject object, RecordSink sink) {
    content(kind, object)
        .ifPresent(json -> sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json)));
  }

  private Optional<JsonNode> content(GoogleKind kind, VendorObject object) {
    var id = object.id();
    return switch (kind) {
      case GEMINI, SIDE_PANEL -> Optional.empty();
      case ACCOUNT ->
          gone(() -> access.directory().content(id)).map(user -> identified(user, "id"));
      case MAIL ->
          people
              .find(object.parent())
              .flatMap(owner -> gone(() -> access.gmail(owner.email()).content(id)))
              .map(message -> identified(message, "id"));
      case DRIVE_FILE ->
          people
              .find(object.parent())
              .flatMap(owner -> gone(() -> access.drive(owner.email()).content(id)))
              .map(file -> identified(file, "id"));
      case TOKEN ->
          gone(() -> access.security().token(object.parent(), id))
              .map(token -> identified(token, "clientId"));
    };
  }

  private static JsonNode identified(JsonNode json, String name) {
    require(json.isObject() && !json.path(name).asString("").isEmpty());
    return json;
  }
}
