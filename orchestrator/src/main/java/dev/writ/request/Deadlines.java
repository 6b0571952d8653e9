package dev.writ.request;

import dev.writ.api.model.DueView;
import dev.writ.api.model.NewRequest;
import java.util.List;

/** What keeps the law's dates of requests. */
public interface Deadlines {

  /**
   * The laws a request is to stand under besides its regime: names of regimes, and ids of rules
   * that are no regime's.
   *
   * @throws dev.writ.web.Problem unprocessable
   */
  List<String> others(NewRequest wanted);

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
