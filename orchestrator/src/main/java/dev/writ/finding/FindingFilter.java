package dev.writ.finding;

import dev.writ.lifecycle.FindingState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which findings a list shows; what is null does not matter. */
record FindingFilter(
    @Nullable FindingState state,
    @Nullable Severity severity,
    @Nullable UUID connection,
    @Nullable String code) {

  void write(List<String> where, List<Object> params) {
    write("state = ?", state == null ? null : state.name(), where, params);
    write("severity = ?", severity == null ? null : severity.name(), where, params);
    write("connection_id = ?", connection, where, params);
    write("code = ?", code, where, params);
  }

  private static void write(
      String condition, @Nullable Object value, List<String> where, List<Object> params) {
    if (value != null) {
      where.add(condition);
      params.add(value);
    }
  }
}
