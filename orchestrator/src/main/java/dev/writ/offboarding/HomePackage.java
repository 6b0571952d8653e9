package dev.writ.offboarding;

import dev.writ.lifecycle.OffboardingState;
import dev.writ.vault.SealedFiles;
import dev.writ.vault.SealedZip;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What was taken home: a zip, streamed from the sealed records. */
@Component
class HomePackage {
  private static final int ROWS_AT_ONCE = 500;
  private final JdbcClient sql;
  private final OffboardingRecord record;
  private final Luggage luggage;
  private final Counts counts;
  private final SealedFiles sealedFiles;
  private final TransactionTemplate transaction;

  HomePackage(
      JdbcClient sql,
      OffboardingRecord record,
      Luggage luggage,
      Counts counts,
      SealedFiles sealedFiles,
      TransactionTemplate transaction) {
    this.sql = sql;
    this.record = record;
    this.luggage = luggage;
    this.counts = counts;
    this.sealedFiles = sealedFiles;
    this.transaction = transaction;
  }

  /** Whether everything was taken home, and was read again. */
  boolean ready(Offboarding one) {
    boolean taken =
        switch (one.state()) {
          case OPENED, FROZEN, CANCELLED -> false;
          case EXPORTING -> record.findManifest(one.id()).isPresent();
          case ERASING, REVOKING, PROBING, WATCHING, CERTIFIED, BREACHED -> true;
        };
    return one.returnData() && taken && one.exportDestroyedAt().isEmpty();
  }

  /** How many records were taken home, whether they still lie here or not. */
  long records(UUID id) {
    return record
        .findManifest(id)
        .map(ExportManifest::records)
        .orElseGet(() -> luggage.records(id));
  }

  /** Refuses before the first byte when there is nothing to hand out. */
  void require(UUID id) {
    var one = record.require(id);
    if (one.exportDestroyedAt().isPresent()) {
      throw Problem.gone(
          "what was taken home was destroyed; states, counts, evidence and any certificate remain");
    }
    if (one.state() == OffboardingState.CANCELLED || !ready(one)) {
      throw Problem.conflict("nothing was taken home, or not everything yet");
    }
  }

  /**
   * Writes it, and returns its manifest, with the vendor's names of files.
   *
   * @throws IOException also when it is not any more what the manifest says that was accepted
   */
  String write(UUID id, OutputStream out) throws IOException {
    var one = record.require(id);
    var sealer = record.sealer(id);
    var context = LuggageSink.context(id);
    var folder = one.vendor() + "-" + one.connection();
    try (var zip = new SealedZip(out, sealedFiles, sealer)) {
      Map<String, Object> about =
          Map.of("objects", luggage.count(id, Luggage.Taken.TAKEN), "vendor", one.vendor());
      zip.records(folder + ".ndjson", context, about, sink -> records(id, sink));
      int number = 0;
      for (var file : attached(id)) {
        zip.file(folder, ++number, file, context, Map.of("vendor", one.vendor()));
      }
      var manifest =
          Map.of(
              "offboarding", id.toString(),
              "vendor", one.vendor(),
              "objects", counts.taken(id),
              "notTaken", counts.notTaken(id),
              "files", zip.manifest());
      var text = VendorHttp.JSON.writeValueAsString(manifest);
      refuseOther(id, ExportManifest.withoutNames(text));
      zip.text("manifest.json", text);
      zip.finish();
      return text;
    }
  }

  private void refuseOther(UUID id, String text) throws IOException {
    var accepted = record.findManifest(id);
    if (accepted.isPresent() && !files(accepted.get()).equals(files(text))) {
      throw new IOException("what was taken home is not what its manifest says");
    }
  }

  private static JsonNode files(String manifest) {
    return VendorHttp.JSON.readTree(manifest).path("files");
  }

  /** With a cursor in the database: an export may be larger than memory. */
  private void records(UUID id, SealedZip.LineSink sink) {
    transaction.executeWithoutResult(
        tx ->
            sql.sql(
                    "select sealed from offboarding_record where offboarding_id = ?"
                        + " order by object_id, part")
                .withFetchSize(ROWS_AT_ONCE)
                .param(id)
                .query(
                    row -> {
                      try {
                        sink.accept(row.getBytes(1));
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
  }

  private List<SealedZip.Attached> attached(UUID id) {
    return sql.sql(
            """
            select e.file_id, e.name, e.media_type, f.size, f.sha256 from offboarding_file e
            join sealed_file f on f.id = e.file_id where e.offboarding_id = ? order by e.object_id, e.part, e.file_id
            """)
        .param(id)
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
}
