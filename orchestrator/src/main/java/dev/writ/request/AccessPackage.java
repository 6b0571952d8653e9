package dev.writ.request;

import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestState;
import dev.writ.vault.Vault;
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

/** The answer to an access request: a zip, streamed from the sealed records. */
@Component
class AccessPackage {
  private final JdbcClient sql;
  private final RequestRecord requests;
  private final LegRecord legs;
  private final Vault vault;

  AccessPackage(JdbcClient sql, RequestRecord requests, LegRecord legs, Vault vault) {
    this.sql = sql;
    this.requests = requests;
    this.legs = legs;
    this.vault = vault;
  }

  /** Refuses before the first byte when there is nothing to hand out. */
  void require(UUID id) {
    var request = requests.require(id);
    var ready =
        request.state() == RequestState.AWAITING_RELEASE
            || request.state() == RequestState.RESPONDED
            || request.state() == RequestState.MONITORING;
    if (request.erasing() || !ready) {
      throw Problem.notReady();
    }
  }

  void write(UUID id, OutputStream out) throws IOException {
    var sealer = vault.unwrap(requests.sealed(id).wrappedKey(), id.toString());
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

  private int writeRecords(UUID leg, Vault.Sealer sealer, OutputStream out) {
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

  private static String index(UUID id, List<Map<String, Object>> files) {
    var rows = new StringBuilder();
    for (var file : files) {
      rows.append(
          "<tr><td>%s</td><td><a href=\"%s\">%s</a></td><td>%s</td></tr>"
              .formatted(
                  file.get("vendor"), file.get("file"), file.get("file"), file.get("records")));
    }
    return """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Your data</title>
        <h1>Your data</h1><p>Request %s. Each file below holds what one service keeps about you, one record a line.
        manifest.json lists the files with their SHA-256 sums.</p>
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
