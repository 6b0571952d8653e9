package dev.writ.request;

import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestState;
import dev.writ.vault.SealedFiles;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The answer to an access request: a zip, streamed from the sealed records. */
@Component
class AccessPackage {
  private final JdbcClient sql;
  private final RequestRecord requests;
  private final LegRecord legs;
  private final RequestKeys keys;
  private final SealedFiles sealedFiles;

  AccessPackage(
      JdbcClient sql,
      RequestRecord requests,
      LegRecord legs,
      RequestKeys keys,
      SealedFiles sealedFiles) {
    this.sealedFiles = sealedFiles;
    this.sql = sql;
    this.requests = requests;
    this.legs = legs;
    this.keys = keys;
  }

  /** Refuses before the first byte when there is nothing to hand out. */
  void require(UUID id) {
    var request = requests.require(id);
    var ready =
        request.state() == RequestState.AWAITING_RELEASE
            || request.state() == RequestState.RESPONDED
            || request.state() == RequestState.MONITORING
            || request.state() == RequestState.CLOSED;
    if (request.erasing() || !ready) {
      throw Problem.notReady();
    }
    keys.require(id);
  }

  void write(UUID id, OutputStream out) throws IOException {
    var sealer = keys.require(id);
    var files = new ArrayList<Map<String, Object>>();
    try (var zip = new ZipOutputStream(out)) {
      for (var leg : legs.of(id)) {
        if (leg.state() == LegState.EXPORTED) {
          var name = leg.vendor() + "-" + leg.connection() + ".ndjson";
          zip.putNextEntry(new ZipEntry(name));
          var digest = sha256();
          var count = writeRecords(leg.id(), sealer, new DigestOutputStream(zip, digest));
          zip.closeEntry();
          files.add(
              Map.of(
                  "file",
                  name,
                  "vendor",
                  leg.vendor(),
                  "objects",
                  leg.exported(),
                  "records",
                  count,
                  "sha256",
                  HexFormat.of().formatHex(digest.digest())));
          files.addAll(writeFiles(leg, sealer, zip));
        }
      }
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(
          bytes(
              VendorHttp.JSON.writeValueAsString(
                  Map.of("request", id.toString(), "files", files))));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("index.html"));
      zip.write(bytes(index(id, files)));
      zip.closeEntry();
    }
  }

  private int writeRecords(UUID leg, Sealer sealer, OutputStream out) {
    var count = new int[1];
    sql.sql(
            "select e.sealed from export_record e join leg_object o on o.id = e.object_id"
                + " where e.leg_id = ? order by o.ord, e.part")
        .param(leg)
        .query(
            row -> {
              try {
                out.write(bytes(sealer.open(row.getBytes(1), "export/" + leg) + "\n"));
                count[0]++;
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    return count[0];
  }

  private record Attached(UUID file, byte[] name, String mediaType, long size, byte[] sha256) {}

  /** Files that the vendor handed out as they are, and those a human fetched. */
  private List<Map<String, Object>> writeFiles(Leg leg, Sealer sealer, ZipOutputStream zip)
      throws IOException {
    var written = new ArrayList<Map<String, Object>>();
    for (var file : attached(leg.id())) {
      var own = sealer.open(file.name(), "export/" + leg.id());
      var name =
          "%s-%s/%d-%s"
              .formatted(leg.vendor(), leg.connection(), written.size() + 1, entryName(own));
      zip.putNextEntry(new ZipEntry(name));
      sealedFiles.write(file.file(), sealer, zip);
      zip.closeEntry();
      written.add(
          Map.of(
              "file",
              name,
              "vendor",
              leg.vendor(),
              "mediaType",
              file.mediaType(),
              "bytes",
              file.size(),
              "sha256",
              HexFormat.of().formatHex(file.sha256())));
    }
    return written;
  }

  private List<Attached> attached(UUID leg) {
    return sql.sql(
            """
            select e.file_id, e.name, e.media_type, f.size, f.sha256 from export_file e
            join leg_object o on o.id = e.object_id join sealed_file f on f.id = e.file_id
            where e.leg_id = ? order by o.ord, e.part
            """)
        .param(leg)
        .query(
            (row, n) ->
                new Attached(
                    row.getObject(1, UUID.class),
                    row.getBytes(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getBytes(5)))
        .list();
  }

  /** A vendor's file name may hold anything; a zip entry's must not lead out of its folder. */
  private static String entryName(String own) {
    var plain = own.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^\\.+", "_");
    return plain.length() > 120 ? plain.substring(plain.length() - 120) : plain;
  }

  private static String index(UUID id, List<Map<String, Object>> files) {
    var rows = new StringBuilder();
    for (var file : files) {
      rows.append(
          "<tr><td>%s</td><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
              .formatted(
                  file.get("vendor"),
                  HtmlUtils.htmlEscape(String.valueOf(file.get("file")), "UTF-8"),
                  HtmlUtils.htmlEscape(String.valueOf(file.get("file")), "UTF-8"),
                  file.getOrDefault("records", "as it is")));
    }
    return """
    <!doctype html><html lang="en"><meta charset="utf-8"><title>Your data</title>
    <h1>Your data</h1><p>Request %s. Each file below holds what one service keeps about you, one record a line,
    or is a file as the service handed it out. manifest.json lists the files with their SHA-256 sums.</p>
    <table><tr><th>Service</th><th>File</th><th>Records</th></tr>%s</table></html>
    """
        .formatted(id, rows);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
