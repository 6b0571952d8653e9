package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.gone;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.require;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
              .map(message -> same(message.id(), id))
              .isPresent();
      case DRIVE_FILE ->
          people
              .find(object.parent())
              .flatMap(owner -> gone(() -> access.drive(owner.email()).file(id)))
              .map(file -> same(file.id(), id))
              .isPresent();
      case TOKEN ->
          gone(() -> access.security().token(object.parent(), id))
              .map(token -> identified(token, "clientId", id))
              .isPresent();
    };
  }

  void export(GoogleKind kind, VendorObject object, RecordSink sink) {
    if (kind == GoogleKind.MAIL) {
      var download = new GoogleDownload(access);
      people
          .find(object.parent())
          .ifPresent(owner -> download.message(owner.email(), object.id(), kind.word(), sink));
      return;
    }
    content(kind, object)
        .ifPresent(json -> sink.accept(kind.word(), VendorHttp.JSON.writeValueAsString(json)));
  }

  private Optional<JsonNode> content(GoogleKind kind, VendorObject object) {
    var id = object.id();
    return switch (kind) {
      case GEMINI, SIDE_PANEL, MAIL -> Optional.empty();
      case ACCOUNT ->
          gone(() -> access.directory().content(id)).map(user -> identified(user, "id", id));
      case DRIVE_FILE ->
          people
              .find(object.parent())
              .flatMap(owner -> gone(() -> access.drive(owner.email()).content(id)))
              .map(file -> identified(file, "id", id));
      case TOKEN ->
          gone(() -> access.security().token(object.parent(), id))
              .map(token -> identified(token, "clientId", id));
    };
  }

  /** The object that was asked for, and no other one. */
  static JsonNode identified(JsonNode json, String name, String id) {
    require(json.isObject());
    same(json.path(name).asString(null), id);
    return json;
  }

  private static String same(@Nullable String answered, String asked) {
    require(asked.equals(answered));
    return asked;
  }
}
