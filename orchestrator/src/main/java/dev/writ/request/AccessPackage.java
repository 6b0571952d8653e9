package dev.writ.request;

import dev.writ.connection.VendorCatalogue;
import dev.writ.leg.Fates;
import dev.writ.leg.Leg;
import dev.writ.leg.LegFates;
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

/** The answer to an access request: a zip, streamed from the sealed records. */
@Component
class AccessPackage {
  private final JdbcClient sql;
  private final RequestRecord requests;
  private final LegRecord legs;
  private final LegFates fates;
  private final RequestKeys keys;
  private final VendorCatalogue vendors;
  private final SealedFiles sealedFiles;
  private final PersonsLanguage languages;
  private final PackageIndex index;

  AccessPackage(
      JdbcClient sql,
      RequestRecord requests,
      LegRecord legs,
      LegFates fates,
      RequestKeys keys,
      VendorCatalogue vendors,
      SealedFiles sealedFiles,
      PersonsLanguage languages,
      PackageIndex index) {
    this.sealedFiles = sealedFiles;
    this.languages = languages;
    this.index = index;
    this.sql = sql;
    this.requests = requests;
    this.legs = legs;
    this.fates = fates;
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
    if (request.erasing()) {
      throw Problem.noPackage();
    }
    if (!ready) {
      throw Problem.notReady();
    }
    keys.require(id);
  }

  void write(UUID id, OutputStream out) throws IOException {
    var sealer = keys.require(id);
    var missing = new ArrayList<Unread>();
    var became = fates.of(id);
    var searched = new ArrayList<String>();
    try (var zip = new SealedZip(out, sealedFiles, sealer)) {
      for (var leg : legs.of(id)) {
        int notThere = became.getOrDefault(leg.id(), Fates.NONE).notThere();
        boolean nothing = notThere > 0 && notThere == leg.located();
        if (leg.state() == LegState.NOTHING_FOUND || nothing) {
          searched.add(service(leg.vendor()));
        } else if (leg.state() != LegState.EXPORTED || leg.exported() + notThere < leg.located()) {
          missing.add(new Unread(leg, leg.located() - leg.exported() - notThere));
        }
        if (leg.state() == LegState.EXPORTED && !nothing) {
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
                  missing.stream().map(Missing::of).toList(),
                  "nothingFoundAt",
                  searched)));
      zip.text(
          "index.html",
          index.of(
              id,
              languages.of(id),
              files.stream().map(this::entry).toList(),
              missing.stream().map(this::left).toList(),
              searched));
      zip.finish();
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

  /** What is in none of the files; 0 objects where the service was not searched to its end. */
  private record Unread(Leg leg, int objects) {}

  /** The same as the manifest has it. */
  private record Missing(String vendor, int objects, String reason) {
    static Missing of(Unread unread) {
      var otherwise =
          unread.objects() > 0 ? "it could not be read out" : "it could not be searched";
      return new Missing(
          unread.leg().vendor(), unread.objects(), unread.leg().reason().orElse(otherwise));
    }
  }

  private String service(@Nullable Object vendor) {
    return vendors
        .find(String.valueOf(vendor))
        .map(known -> known.descriptor().name())
        .orElse(String.valueOf(vendor));
  }

  private PackageIndex.Entry entry(Map<String, Object> file) {
    return new PackageIndex.Entry(
        service(file.get("vendor")),
        String.valueOf(file.get("file")),
        file.get("objects"),
        file.get("records"));
  }

  private PackageIndex.Left left(Unread unread) {
    var leg = unread.leg();
    return new PackageIndex.Left(service(leg.vendor()), unread.objects(), leg.reason().orElse(""));
  }
}
