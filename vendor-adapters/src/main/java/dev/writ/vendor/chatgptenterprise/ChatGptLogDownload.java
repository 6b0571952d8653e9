package dev.writ.vendor.chatgptenterprise;

import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.chatgptenterprise.ChatGptLogPage.LogFile;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URI;
import java.util.Map;

/**
 * Fetches one log file: the API answers with a redirect to a signed link of short life, which is
 * followed without the admin key and to allowed hosts alone.
 */
record ChatGptLogDownload(VendorConnection connection, ChatGptSettings settings) {

  void into(ChatGptSpool spool, LogFile file) {
    var link = link(file);
    VendorHttp.stream(
        ChatGptDescriptor.with(settings.logHosts()),
        connection,
        link,
        Map.of(),
        (status, headers, body) -> {
          if (status != 200) {
            throw refused(status, headers);
          }
          spool.fill(body, file);
          return file;
        });
  }

  private URI link(LogFile file) {
    var from =
        URI.create(
            connection.baseUrl()
                + "/compliance/workspaces/"
                + settings.workspace()
                + "/logs/"
                + file.id());
    var bearer = ChatGptEnterpriseAdapter.bearer(connection);
    return VendorHttp.stream(
        ChatGptDescriptor.VALUE,
        connection,
        from,
        Map.of("Authorization", bearer),
        (status, headers, body) -> {
          if (status != 307) {
            throw ChatGptErrorDecoder.failure(status, headers);
          }
          return resolved(from, headers.getOrDefault("location", ""));
        });
  }

  private static URI resolved(URI from, String location) {
    require(!location.isEmpty());
    try {
      return from.resolve(URI.create(location));
    } catch (IllegalArgumentException unreadable) {
      throw malformed();
    }
  }

  /** The store knows no credential of ours: what it refuses is a link that has run out. */
  private static VendorFailure refused(int status, Map<String, String> headers) {
    return switch (status) {
      case 400, 401, 403, 404, 410 -> new VendorFailure(Kind.UNAVAILABLE, status);
      default -> ChatGptErrorDecoder.failure(status, headers);
    };
  }
}
