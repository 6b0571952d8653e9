package dev.writ.request;

import dev.writ.api.model.Outcome;
import dev.writ.api.model.RequestKind;
import dev.writ.api.model.RequestState;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a list shows; null lets everything pass.
 *
 * @param reference exactly this
 * @param connection has a leg there
 * @param receivedFrom on this day or later
 * @param receivedTo on this day or earlier
 */
record RequestFilter(
    @Nullable RequestState state,
    @Nullable RequestKind kind,
    @Nullable String regime,
    @Nullable Outcome outcome,
    @Nullable String reference,
    @Nullable UUID connection,
    @Nullable LocalDate receivedFrom,
    @Nullable LocalDate receivedTo) {

  /**
   * By what a request is newer than another: a range of days is read by the day of receipt, so that
   * no page of it has to pass over what was filed since.
   */
  List<String> order() {
    return receivedFrom == null && receivedTo == null
        ? List.of("seq")
        : List.of("received_on", "seq");
  }

  /** Adds its conditions on the request table and their parameters. */
  void write(List<String> where, List<Object> params) {
    write("state", state, where);
    write("kind", kind, where);
    write("regime = ?", regime, where, params);
    write("outcome", outcome, where);
    write("reference = ?", reference, where, params);
    write("id in (select request_id from leg where connection_id = ?)", connection, where, params);
    write("received_on >= ?", receivedFrom, where, params);
    write("received_on <= ?", receivedTo, where, params);
  }

  private static void write(
      String condition, @Nullable Object value, List<String> where, List<Object> params) {
    if (value != null) {
      where.add(condition);
      params.add(value);
    }
  }

  /**
   * As a literal, not as a parameter: how the database finds a rare choice differs from how it
   * finds a common one, and a plan made for any choice would be taken for both.
   */
  private static void write(String column, @Nullable Enum<?> choice, List<String> where) {
    if (choice != null) {
      where.add("%s = '%s'".formatted(column, choice.name()));
    }
  }
}
