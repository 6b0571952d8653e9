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

  /** Adds its conditions on the request table and their parameters. */
  void write(List<String> where, List<Object> params) {
    write("state = ?", name(state), where, params);
    write("kind = ?", name(kind), where, params);
    write("regime = ?", regime, where, params);
    write("outcome = ?", name(outcome), where, params);
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

  private static @Nullable String name(@Nullable Enum<?> choice) {
    return choice == null ? null : choice.name();
  }
}
