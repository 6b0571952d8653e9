package dev.writ.request;

import dev.writ.api.model.DueView;
import dev.writ.api.model.NewRequest;
import dev.writ.api.model.Regime;
import dev.writ.web.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What keeps the law's dates of requests. */
public interface Deadlines {

  /** The laws a request is to stand under besides its regime: names of regimes, ids of rules. */
  static List<String> others(NewRequest wanted) {
    List<Regime> regimes = Objects.requireNonNullElse(wanted.getAlsoUnder(), List.of());
    List<String> rules = Objects.requireNonNullElse(wanted.getAlsoUnderRules(), List.of());
    if (Stream.concat(regimes.stream(), rules.stream()).anyMatch(Objects::isNull)) {
      throw Problem.invalid("alsoUnder or alsoUnderRules holds null");
    }
    return Stream.concat(regimes.stream().map(Enum::name), rules.stream()).toList();
  }

  /**
   * Refuses laws that cannot apply together, or a jurisdiction that a law does not know.
   *
   * @throws dev.writ.web.Problem unprocessable
   */
  void check(NewRequest wanted);

  /** The request was filed: its receipt begins its clocks. Called in the filing's transaction. */
  void filed(DataSubjectRequest request);

  /** By when the person must have an answer, computed from what the record holds now. */
  DueView due(DataSubjectRequest request);
}
