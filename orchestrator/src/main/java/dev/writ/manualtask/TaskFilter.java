package dev.writ.manualtask;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which tasks a list shows; what is null does not matter. */
record TaskFilter(
    ManualTask.@Nullable State state,
    @Nullable UUID request,
    @Nullable UUID offboarding,
    @Nullable UUID connection,
    @Nullable String assignee,
    @Nullable LocalDate dueBefore) {

  void write(List<String> where, List<Object> params) {
    if (state != null) {
      where.add("state = ?");
      params.add(state.name());
    }
    if (request != null) {
      where.add("request_id = ?");
      params.add(request);
    }
    if (offboarding != null) {
      where.add("offboarding_id = ?");
      params.add(offboarding);
    }
    if (connection != null) {
      where.add("connection_id = ?");
      params.add(connection);
    }
    if (assignee != null) {
      where.add("assignee = ?");
      params.add(assignee);
    }
    if (dueBefore != null) {
      where.add("due_on < ?");
      params.add(dueBefore);
    }
  }
}
