package dev.writ.request;

import dev.writ.api.model.LegFact;
import dev.writ.api.model.LookView;
import dev.writ.leg.Leg;
import java.util.List;
import java.util.UUID;

/** What keeps looking after a request was answered. Called in the request's own transactions. */
public interface Watch {
  /**
   * The request was answered, for the first time or after another erasure: plans the looks that are
   * to come.
   *
   * @return false when nothing is left to look at
   */
  boolean begin(DataSubjectRequest request, List<Leg> legs);

  /** The looks of a request, in the order of their due times. */
  List<LookView> looks(UUID request);

  /** What is known of the request's legs besides their verdicts. */
  List<Known> facts(UUID request);

  /** A fact of a leg. */
  record Known(UUID leg, LegFact fact) {}
}
