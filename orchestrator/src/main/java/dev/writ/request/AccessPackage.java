package dev.writ.request;

import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Leg;
import dev.writ.leg.LegRecord;
import dev.writ.lifecycle.LegState;
import dev.writ.lifecycle.RequestState;
import dev.writ.vault.SealedFiles;
import dev.writ.vault.SealedZip;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private final VendorCatalogue vendors;
  private final SealedFiles sealedFiles;

  AccessPackage(
      JdbcClient sql,
      RequestRecord requests,
      LegRecord legs,
      RequestKeys keys,
      VendorCatalogue vendors,
      SealedFiles sealedFiles) {
    this.sealedFiles = sealedFiles;
    this.sql = sql;
    this.requests = requests;
    this.legs = legs;
    this.keys = keys;
    this.vendors = vendors;
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
    var missing = new ArrayList<Missing>();
    var searched = new ArrayList<String>();
    try (var zip = new SealedZip(out, sealedFiles, sealer)) {
      for (var leg : legs.of(id)) {
        if (leg.state() == LegState.NOTHING_FOUND) {
          searched.add(service(leg.vendor()));
        } else if (leg.state() != LegState.EXPORTED || leg.exported() < leg.located()) {
          missing.add(Missing.of(leg));
        }
        if (leg.state() == LegState.EXPORTED) {
          var folder = leg.vendor() + "-" + leg.connection();
          var context = "export/" + leg.id();
          var about = new LinkedHashMap<String, Object>();
          about.put("vendor", leg.vendor());
          about.put("objects", leg.exported());
          zip.records(folder + ".ndjson", context, about, sink -> records(leg.id(), sink));
          int number = 0;
          for (var file : attached(leg.id())) {
            zip.file(folder, ++number, file, context, Map.of("vendor", leg.vendor()));
          }
        }
      }
      var files = zip.manifest();
      zip.text(
          "manifest.json",
          VendorHttp.JSON.writeValueAsString(
              Map.of(
                  "request",
                  id.toString(),
                  "files",
                  files,
                  "missing",
                  missing,
                  "nothingFoundAt",
                  searched)));
      zip.text("index.html", index(id, files, missing, searched));
    }
  }

  private void records(UUID leg, SealedZip.LineSink sink) {
    sql.sql(
            "select e.sealed from export_record e join leg_object o on o.id = e.object_id"
                + " where e.leg_id = ? order by o.ord, e.part")
        .param(leg)
        .query(
            row -> {
              try {
                sink.accept(row.getBytes(1));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  /** Files that the vendor handed out as they are, and those a human fetched. */
  private List<SealedZip.Attached> attached(UUID leg) {
    return sql.sql(
            """
            select e.file_id, e.name, e.media_type, f.size, f.sha256 from export_file e
            join leg_object o on o.id = e.object_id join sealed_file f on f.id = e.file_id
            where e.leg_id = ? order by o.ord, e.part
            """)
        .param(leg)
        .query(
            (row, n) ->
                new SealedZip.Attached(
                    row.getObject(1, UUID.class),
                    row.getBytes(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getBytes(5)))
        .list();
  }

  /**
   * What is in none of the files, and why.
   *
   * @param objects so many were found; 0 where the service was not searched to its end
   */
  private record Missing(String vendor, int objects, String reason) {
    static Missing of(Leg leg) {
      int objects = leg.located() - leg.exported();
      return new Missing(
          leg.vendor(),
          objects,
          leg.reason()
              .orElse(objects > 0 ? "it could not be read out" : "it could not be searched"));
    }

    String items() {
      return objects > 0 ? ", items: " + objects : "";
    }
  }

  private String service(@Nullable Object vendor) {
    return vendors
        .find(String.valueOf(vendor))
        .map(known -> known.descriptor().name())
        .orElse(String.valueOf(vendor));
  }

  private String index(
      UUID id, List<Map<String, Object>> files, List<Missing> missing, List<String> searched) {
    var rows = new StringBuilder();
    for (var file : files) {
      rows.append(
          "<tr><td>%s</td><td><a href=\"%s\">%s</a></td><td>%s</td><td>%s</td></tr>"
              .formatted(
                  escaped(service(file.get("vendor"))),
                  escaped(file.get("file")),
                  escaped(file.get("file")),
                  file.getOrDefault("objects", ""),
                  file.getOrDefault("records", "as it is")));
    }
    var left = new StringBuilder();
    for (var one : missing) {
      left.append(
          "<li>%s%s. %s</li>"
              .formatted(escaped(service(one.vendor())), one.items(), escaped(one.reason())));
    }
    return """
    <!doctype html><html lang="en"><meta charset="utf-8"><title>Your data</title>
    <h1>Your data</h1><p>Request %s. Each file below holds what one service keeps about you, one record a line,
    or is a file as the service handed it out. An item may have several records. manifest.json lists the files with
    their SHA-256 sums.</p>
    <table><tr><th>Service</th><th>File</th><th>Items</th><th>Records</th></tr>%s</table>
    %s%s</html>
    """
        .formatted(
            id,
            rows,
            left.isEmpty() ? "" : "<h2>Not in this package</h2><ul>" + left + "</ul>",
            searched.isEmpty()
                ? ""
                : "<h2>Searched, and nothing found</h2><p>"
                    + escaped(String.join(", ", searched))
                    + "</p>");
  }

  private static String escaped(@Nullable Object text) {
    return HtmlUtils.htmlEscape(String.valueOf(text), "UTF-8");
  }
}
