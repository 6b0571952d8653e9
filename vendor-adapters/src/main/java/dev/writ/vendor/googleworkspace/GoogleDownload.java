package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.VaultWire.StoredFile;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Streams what may be large: the files of a Vault export out of Cloud Storage, with the same
 * administrator's token, and messages out of their owners' mailboxes.
 */
final class GoogleDownload {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,221}");
  private static final Pattern OBJECT = Pattern.compile("(?!\\.{1,2}$).{1,1024}", Pattern.DOTALL);
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
  private static final String UNNAMED = "application/octet-stream";

  private final GoogleAccess access;

  GoogleDownload(GoogleAccess access) {
    this.access = access;
  }

  /**
   * Hands one file to the sink, checked against the announced size and MD5.
   *
   * @return false when it is not there (any more)
   */
  boolean stored(StoredFile file, String kind, RecordSink sink) {
    var bucket = GoogleAnswers.required(file.bucketName(), BUCKET);
    var object = GoogleAnswers.required(file.objectName(), OBJECT);
    var from =
        URI.create(
            "%s/storage/v1/b/%s/o/%s?alt=media"
                .formatted(access.root("storage"), bucket, encoded(object)));
    var size = file.size() == null ? null : Long.valueOf(GoogleAnswers.required(file.size(), SIZE));
    return VendorHttp.stream(
        GoogleWorkspaceDescriptor.VALUE,
        access.connection(),
        from,
        access.authorization(GoogleScope.STORAGE),
        (status, headers, body) -> {
          if (status == 404) {
            return false;
          }
          if (status != 200) {
            throw refused(status, headers, body);
          }
          sink.file(
              kind, object, mediaType(headers), new VerifiedStream(body, size, file.md5Hash()));
          return true;
        });
  }

  /**
   * Hands one message to the sink: as it was sent, and then what Gmail says about it.
   *
   * @param owner main address of the account it lies in
   */
  void message(String owner, String id, String kind, RecordSink sink) {
    VendorHttp.stream(
        GoogleWorkspaceDescriptor.VALUE,
        access.connection(),
        URI.create(access.root("gmail") + GmailApi.MESSAGES + "/" + encoded(id) + "?format=raw"),
        access.authorization(GoogleScope.MAIL, owner),
        (status, headers, body) -> {
          if (status == 404) {
            return false;
          }
          if (status != 200) {
            throw refused(status, headers, body);
          }
          var message = new RawMessage(body);
          var content = message.content();
          if (message.before().has("id")) {
            GoogleReader.identified(message.before(), "id", id);
          }
          sink.file(kind, id + ".eml", "message/rfc822", content);
          var json = GoogleReader.identified(message.rest(), "id", id);
          sink.accept(kind, VendorHttp.JSON.writeValueAsString(json));
          return true;
        });
  }

  private static VendorFailure refused(int status, Map<String, String> headers, InputStream body)
      throws IOException {
    return status < 400
        ? new VendorFailure(Kind.MALFORMED_RESPONSE, status)
        : GoogleWorkspaceErrorDecoder.failure(
            status, headers, body.readNBytes(GoogleWorkspaceErrorDecoder.BODY_LIMIT));
  }

  private static String mediaType(Map<String, String> headers) {
    var type = headers.getOrDefault("content-type", UNNAMED);
    return type.matches("[a-z]+/[^\\s;]+") ? type : UNNAMED;
  }

  private static String encoded(String object) {
    return URLEncoder.encode(object, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
