package dev.writ.vendor.hubspot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * HubSpot's JSON, as far as the adapter reads and writes it; every field of an answer may be
 * missing.
 */
final class HubSpotWire {
  private HubSpotWire() {}

  record Filter(String propertyName, String operator, String value) {}

  record FilterGroup(List<Filter> filters) {}

  record Sort(String propertyName, String direction) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SearchRequest(
      List<FilterGroup> filterGroups,
      List<String> properties,
      List<Sort> sorts,
      int limit,
      @Nullable String after) {}

  record Input(String id) {}

  /** {@code idProperty} is null when the inputs are ids. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BatchRead(@Nullable String idProperty, List<String> properties, List<Input> inputs) {}

  record StatusesRead(List<String> inputs) {}

  record GdprDelete(String objectId) {}

  record Next(@Nullable String after) {}

  record Paging(@Nullable Next next) {}

  /**
   * One page of anything; {@code results} is null when the answer is not what the documents say.
   */
  record Page<T>(@Nullable List<T> results, @Nullable Paging paging) {
    @Nullable String after() {
      return paging == null || paging.next() == null ? null : paging.next().after();
    }
  }

  record BatchError(@Nullable String category) {}

  /** Of a batch: what was found, and with 207 why some was not. */
  record Batch(@Nullable List<CrmRecord> results, @Nullable List<BatchError> errors) {}

  /** Communication preferences by address. */
  record Statuses(@Nullable List<JsonNode> results, @Nullable Integer numErrors) {}

  record CrmRecord(
      @Nullable String id,
      @Nullable Map<String, @Nullable String> properties,
      @Nullable Boolean archived,
      @Nullable String archivedAt) {
    boolean inBin() {
      return Boolean.TRUE.equals(archived);
    }

    String property(String name) {
      var value = properties == null ? null : properties.get(name);
      return value == null ? "" : value;
    }
  }

  record Association(@Nullable String toObjectId) {}

  record ThreadRecord(@Nullable String id, @Nullable Boolean archived) {
    boolean inBin() {
      return Boolean.TRUE.equals(archived);
    }
  }

  record Account(@Nullable JsonNode portalId, @Nullable String dataHostingLocation) {}

  record To(String id) {}

  record AssociationType(String associationCategory, int associationTypeId) {}

  record NewAssociation(To to, List<AssociationType> types) {}

  record NewRecord(Map<String, String> properties, List<NewAssociation> associations) {}
}
