package dev.writ.vendor.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a batch. */
record OpenAiBatch(
    @Nullable String id,
    @JsonProperty("input_file_id") @Nullable String inputFileId,
    @JsonProperty("output_file_id") @Nullable String outputFileId,
    @JsonProperty("error_file_id") @Nullable String errorFileId) {

  List<String> files() {
    return Stream.of(inputFileId, outputFileId, errorFileId)
        .filter(Objects::nonNull)
        .filter(file -> !file.isBlank())
        .toList();
  }
}
