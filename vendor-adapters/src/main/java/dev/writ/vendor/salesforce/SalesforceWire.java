package dev.writ.vendor.salesforce;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Salesforce's JSON, as far as the adapter reads and writes it; every field of an answer may be
 * missing.
 */
final class SalesforceWire {
  private SalesforceWire() {}

  /** An org's token answer has no {@code expires_in}. */
  record Grant(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("instance_url") @Nullable String instanceUrl,
      @JsonProperty("expires_in") @Nullable Long expiresIn) {
    @Override
    public String toString() {
      return "Grant[***]";
    }
  }

  /** One page of a SOQL query; {@code nextRecordsUrl} is relative. */
  record QueryPage(
      @Nullable Integer totalSize,
      @Nullable Boolean done,
      @Nullable String nextRecordsUrl,
      @Nullable List<JsonNode> records) {}

  /** A record that was made. */
  record Made(@Nullable String id, @Nullable Boolean success) {}

  record NewJob(String object, String operation, String contentType, String lineEnding) {}

  record JobState(String state) {}

  record Job(
      @Nullable String id,
      @Nullable String state,
      @Nullable Integer numberRecordsProcessed,
      @Nullable Integer numberRecordsFailed) {}

  record Parameter(String type, String value) {
    static Parameter text(String value) {
      return new Parameter("VARCHAR", value);
    }

    @Override
    public String toString() {
      return "Parameter[***]";
    }
  }

  record Statement(String sql, String transferMode, String paramStyle, List<Parameter> parameters) {
    static Statement of(String sql, List<String> values) {
      return new Statement(
          sql, "ADAPTIVE", "QUESTION_MARK", values.stream().map(Parameter::text).toList());
    }
  }
}
