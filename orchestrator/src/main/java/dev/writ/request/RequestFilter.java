package dev.writ.request;

import dev.writ.api.model.Outcome;
import dev.writ.api.model.RequestKind;
import dev.writ.api.model.RequestState;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a list shows; null lets everything pass.
 *
 * @param regime one of its laws, its regime or another it stands under
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
  /** What the names of choices, and names and ids of laws, are made of. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /**
   * By what a request is newer than another: a range of days is read by the day of receipt, so that
   * no page of it has to pass over what was filed since.
   */
  List<String> order() {
    return receivedFrom == null && receivedTo == null
        ? List.of("seq")
        : List.of("received_on", "seq");
  }

  /**
   * Adds its conditions on the request table and their parameters. Choices stand there as literals:
   * how the database finds a rare one differs from how it finds a common one, and a plan made for
   * any would be taken for both.
   */
  void write(List<String> where, List<Object> params) {
    literal("state = '%s'", name(state), where);
    literal("kind = '%s'", name(kind), where);
    literal("laws @> array['%s']", regime, where);
    literal("outcome = '%s'", name(outcome), where);
    write("reference = ?", reference, where, params);
    write("id in (select request_id from leg where connection_id = ?)", connection, where, params);
    write("received_on >= ?", receivedFrom, where, params);
    write("received_on <= ?", receivedTo, where, params);
  }

  private static void literal(String condition, @Nullable String choice, List<String> where) {
    if (choice != null) {
      if (!NAME.matcher(choice).matches()) {
        throw new IllegalArgumentException("no name of a choice");
      }
      where.add(condition.formatted(choice));
    }
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
