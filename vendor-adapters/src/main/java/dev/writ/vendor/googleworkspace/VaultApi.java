package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.VaultWire.Closed;
import dev.writ.vendor.googleworkspace.VaultWire.Exports;
import dev.writ.vendor.googleworkspace.VaultWire.Holds;
import dev.writ.vendor.googleworkspace.VaultWire.Matter;
import dev.writ.vendor.googleworkspace.VaultWire.Matters;
import dev.writ.vendor.googleworkspace.VaultWire.Operation;
import dev.writ.vendor.googleworkspace.VaultWire.VaultExport;
import dev.writ.vendor.spi.Paced;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Vault, as far as it is needed. A person's address stands in bodies only. */
@Headers({"Accept: application/json", "Content-Type: application/json"})
interface VaultApi {
  String EXPORTS = "Vault exports";
  String COUNTS = "Vault search counts";

  @RequestLine("POST /v1/matters")
  Matter open(Map<String, Object> matter);

  /** In whatever state; the page size is the largest. */
  @RequestLine("GET /v1/matters?pageSize=100&view=BASIC&pageToken={page}")
  Matters matters(@Param("page") @Nullable String page);

  @RequestLine("GET /v1/matters?pageSize=1&view=BASIC")
  Matters anyMatter();

  @RequestLine("GET /v1/matters/{matter}?view=BASIC")
  Matter matter(@Param("matter") String matter);

  @RequestLine("POST /v1/matters/{matter}:close")
  Closed close(@Param("matter") String matter, Map<String, Object> nothing);

  @RequestLine("DELETE /v1/matters/{matter}")
  Matter delete(@Param("matter") String matter);

  @RequestLine("GET /v1/matters/{matter}/holds?pageSize=100&view=FULL_HOLD&pageToken={page}")
  Holds holds(@Param("matter") String matter, @Param("page") @Nullable String page);

  /** Not read-only: it leaves a copy behind, and each costs half of a minute's quota. */
  @Paced(EXPORTS)
  @RequestLine("POST /v1/matters/{matter}/exports")
  VaultExport export(@Param("matter") String matter, Map<String, Object> export);

  @RequestLine("GET /v1/matters/{matter}/exports?pageSize=100&pageToken={page}")
  Exports exports(@Param("matter") String matter, @Param("page") @Nullable String page);

  @RequestLine("GET /v1/matters/{matter}/exports/{export}")
  VaultExport export(@Param("matter") String matter, @Param("export") String export);

  @RequestLine("DELETE /v1/matters/{matter}/exports/{export}")
  JsonNode deleteExport(@Param("matter") String matter, @Param("export") String export);

  @Paced(COUNTS)
  @RequestLine("POST /v1/matters/{matter}:count")
  Operation count(@Param("matter") String matter, Map<String, Object> query);

  @RequestLine("GET /v1/operations/{operation}")
  Operation operation(@Param("operation") String operation);
}
