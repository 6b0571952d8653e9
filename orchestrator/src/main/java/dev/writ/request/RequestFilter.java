package dev.writ.request;

import dev.writ.api.model.Outcome;
import dev.writ.api.model.RequestKind;
import dev.writ.api.model.RequestState;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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
  private static final String SEQ_OF = "(select seq from request where id = ?)";

  /**
   * By what a request is newer than another: a range of days is read by the day of receipt, so that
   * no page of it has to pass over what was filed since.
   */
  List<String> order() {
    return byReceipt() ? List.of("received_on", "seq") : List.of("seq");
  }

  private boolean byReceipt() {
    return receivedFrom != null || receivedTo != null;
  }

  /**
   * Where the rows come from: with a law and something else, whichever of both is rarer can lead.
   */
  String rows() {
    return regime == null || alone() ? "request" : "request_law join request using (seq)";
  }

  /** Whether the law is all that counts. */
  private boolean alone() {
    return Stream.of(state, kind, outcome, reference, connection, receivedFrom, receivedTo)
        .allMatch(Objects::isNull);
  }

  /**
   * Adds its conditions on these rows, and their parameters.
   *
   * @param after the last request of the page before
   * @param limit how many rows are wanted
   */
  void write(List<String> where, List<Object> params, @Nullable UUID after, int limit) {
    write("state", state, where);
    write("kind", kind, where);
    write("outcome", outcome, where);
    write("reference = ?", reference, where, params);
    write("id in (select request_id from leg where connection_id = ?)", connection, where, params);
    write("received_on >= ?", receivedFrom, where, params);
    write("received_on <= ?", receivedTo, where, params);
    if (regime != null && alone()) {
      page(regime, after, limit, where, params);
    } else if (regime != null) {
      write("law = ?", regime, where, params);
      if (!byReceipt()) {
        // The bound of the page is on the law's side; the planner does not carry it over.
        write("request.seq < " + SEQ_OF, after, where, params);
      }
    }
  }

  /** The page is cut out of the law's index, however its requests lie among the others. */
  private static void page(
      String law, @Nullable UUID after, int limit, List<String> where, List<Object> params) {
    params.add(law);
    if (after != null) {
      params.add(after);
    }
    params.add(limit);
    where.add(
        "seq in (select seq from request_law where law = ?"
            + (after == null ? "" : " and seq < " + SEQ_OF)
            + " order by seq desc limit ?)");
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
