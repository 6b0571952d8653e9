package dev.writ.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.support.EarlierSchema;
import dev.writ.vendor.spi.VendorHttp;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of manifests that were kept with the vendors' names of files. */
class ManifestUpgradeIT {
  private final EarlierSchema schema = new EarlierSchema("upgrade_to_nameless_manifests");

  @Test
  void a_manifest_of_before_keeps_counts_and_sums_and_numbers_its_files() {
    schema.migrate("67");
    var before =
        """
        {"offboarding": "o", "objects": {"TAKEN": 2}, "notTaken": ["1 stone: no API reads it out"], "files": [
          {"file": "quay-1.ndjson", "objects": 2, "vendor": "quay", "records": 2, "sha256": "aa"},
          {"file": "quay-1/1-Ada's letter.txt", "vendor": "quay", "mediaType": "text/plain", "bytes": 1, "sha256": "bb"}]}
        """;
    var home = left(before);
    var empty = left("{\"objects\": {}, \"files\": []}");
    var nothing = left(null);
    schema.migrate("70");
    assertThat(VendorHttp.JSON.readTree(manifest(home)))
        .as("as the service writes it")
        .isEqualTo(VendorHttp.JSON.readTree(ExportManifest.withoutNames(before)));
    assertThat(manifest(home)).contains("bb").doesNotContain("Ada");
    assertThat(VendorHttp.JSON.readTree(manifest(empty)).path("files").isEmpty()).isTrue();
    assertThat(manifest(nothing)).isNull();
  }

  private UUID left(String manifest) {
    var id = UUID.randomUUID();
    schema
        .sql(
            """
            with c as (
              insert into %1$s.connection (id, vendor, name, base_url, credentials, settings, state)
              values (:id, 'v', :id::text, 'https://v.example.com', '', '', 'LEFT'))
            insert into %1$s.offboarding (id, connection_id, vendor, return_data, open_requests, reason, state,
              connection_was, wrapped_by, opened_at, export_manifest)
            values (:id, :id, 'v', true, 'FINISH', 'over', 'CERTIFIED', 'ACTIVE', '', now(), :manifest)
            """)
        .param("id", id)
        .param("manifest", manifest)
        .update();
    return id;
  }

  private String manifest(UUID id) {
    return schema
        .sql("select export_manifest from %1$s.offboarding where id = ?")
        .param(id)
        .query((row, n) -> java.util.Optional.ofNullable(row.getString(1)))
        .single()
        .orElse(null);
  }
}
