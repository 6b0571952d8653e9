package dev.writ.vendor.microsoftcopilot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Graph's JSON, as far as it is read or sent. Any field of an answer may be missing. */
final class GraphWire {
  private GraphWire() {}

  /** A page may be empty and still have a next one. */
  record Page<T>(
      @Nullable List<T> value, @JsonProperty("@odata.nextLink") @Nullable String nextLink) {}

  record User(
      @Nullable String id,
      @Nullable String userPrincipalName,
      @Nullable String mail,
      @Nullable List<String> proxyAddresses) {
    @Override
    public String toString() {
      return "User[***]";
    }
  }

  /** An eDiscovery case: status active, closing, closed, closedWithError or pendingDelete. */
  record EdiscoveryCase(
      @Nullable String id, @Nullable String status, @Nullable String externalId) {}

  /** A search or a source of one. */
  record Named(@Nullable String id, @Nullable String displayName) {
    @Override
    public String toString() {
      return "Named[***]";
    }
  }

  /** A case operation; an estimate has a count. */
  record Operation(
      @Nullable String id,
      @Nullable String action,
      @Nullable String status,
      @Nullable String createdDateTime,
      @Nullable Long indexedItemCount) {}

  record NewCase(String displayName, String description, String externalId) {}

  record NewSearch(
      String displayName, String description, String contentQuery, String dataSourceScopes) {}

  record NewSource(@JsonProperty("@odata.type") String type, String email, String includedSources) {
    static NewSource mailbox(String email) {
      return new NewSource("microsoft.graph.security.userSource", email, "mailbox");
    }

    @Override
    public String toString() {
      return "NewSource[***]";
    }
  }

  record Estimate(String statisticsOptions) {}

  record Purge(String purgeType, String purgeAreas) {}
}
