package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.microsoftcopilot.GraphWire.EdiscoveryCase;
import dev.writ.vendor.microsoftcopilot.GraphWire.Estimate;
import dev.writ.vendor.microsoftcopilot.GraphWire.Named;
import dev.writ.vendor.microsoftcopilot.GraphWire.NewCase;
import dev.writ.vendor.microsoftcopilot.GraphWire.NewSearch;
import dev.writ.vendor.microsoftcopilot.GraphWire.NewSource;
import dev.writ.vendor.microsoftcopilot.GraphWire.Operation;
import dev.writ.vendor.microsoftcopilot.GraphWire.Page;
import dev.writ.vendor.microsoftcopilot.GraphWire.Purge;
import dev.writ.vendor.spi.Paced;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import java.net.URI;

/**
 * Purview eDiscovery. {@code purgeData} is a later member of its enum, which is told apart only
 * with {@code Prefer: include-unknown-enum-members}.
 */
@Headers({"Accept: application/json", "Prefer: include-unknown-enum-members"})
@Paced(EdiscoveryApi.FAMILY)
interface EdiscoveryApi {
  String FAMILY = "eDiscovery";
  String CASES = "/security/cases/ediscoveryCases";
  String SEARCH = CASES + "/{case}/searches/{search}";

  @RequestLine("GET " + CASES)
  Page<EdiscoveryCase> cases();

  @RequestLine("GET ")
  Page<EdiscoveryCase> cases(URI link);

  @RequestLine("POST " + CASES)
  @Headers("Content-Type: application/json")
  EdiscoveryCase open(NewCase wanted);

  @RequestLine("GET " + CASES + "/{case}")
  EdiscoveryCase find(@Param("case") String id);

  @RequestLine("POST " + CASES + "/{case}/close")
  byte[] close(@Param("case") String id);

  @RequestLine("DELETE " + CASES + "/{case}")
  byte[] delete(@Param("case") String id);

  @RequestLine("GET " + CASES + "/{case}/searches")
  Page<Named> searches(@Param("case") String id);

  @RequestLine("POST " + CASES + "/{case}/searches")
  @Headers("Content-Type: application/json")
  Named search(@Param("case") String id, NewSearch wanted);

  @RequestLine("GET " + SEARCH + "/additionalSources")
  Page<Named> sources(@Param("case") String id, @Param("search") String search);

  @RequestLine("POST " + SEARCH + "/additionalSources")
  @Headers("Content-Type: application/json")
  Named source(@Param("case") String id, @Param("search") String search, NewSource wanted);

  /** 202 with a Location by the text, 204 by the sample. */
  @RequestLine("POST " + SEARCH + "/estimateStatistics")
  @Headers("Content-Type: application/json")
  TypedResponse<byte[]> estimate(
      @Param("case") String id, @Param("search") String search, Estimate options);

  @RequestLine("GET " + SEARCH + "/lastEstimateStatisticsOperation")
  Operation lastEstimate(@Param("case") String id, @Param("search") String search);

  /** 202 with a Location. */
  @RequestLine("POST " + SEARCH + "/purgeData")
  @Headers("Content-Type: application/json")
  TypedResponse<byte[]> purge(
      @Param("case") String id, @Param("search") String search, Purge wanted);

  @RequestLine("GET " + CASES + "/{case}/operations")
  Page<Operation> operations(@Param("case") String id);

  @RequestLine("GET ")
  Page<Operation> operations(URI link);

  @RequestLine("GET ")
  Operation operation(URI link);
}
