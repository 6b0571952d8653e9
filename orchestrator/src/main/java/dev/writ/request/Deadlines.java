package dev.writ.request;

import dev.writ.api.model.DueView;
import dev.writ.api.model.NewRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What keeps the law's dates of requests. */
public interface Deadlines {

  /**
   * What a law is filed as: a regime's name, also for the id of its own rule, or the id of a rule
   * an administrator added.
   *
   * @return empty when no rule computes it
   */
  Optional<String> findRegime(String named);

  /** The same, whether or not a rule computes it any more: by this name requests were filed. */
  String nameOf(String named);

  /**
   * The laws a request is to stand under besides its regime: names of regimes, and ids of rules
   * that are no regime's.
   *
   * @throws dev.writ.web.Problem unprocessable
   */
  List<String> others(NewRequest wanted);

  /**
   * Refuses a regime that nothing is known of, laws that cannot apply together, or a jurisdiction
   * that a law does not know.
   *
   * @throws dev.writ.web.Problem unprocessable
   */
  void check(NewRequest wanted);

  /** The request was filed: its receipt begins its clocks. Called in the filing's transaction. */
  void filed(DataSubjectRequest request);

  /**
   * Until when a request may wait for an identity and still be refused in time: the beginning of
   * the safe day of a refusal, the earliest of the laws whose clocks run on meanwhile.
   *
   * @param asking as if the person were asked today who they are; some clocks rest from then on
   * @return empty where no clock runs on, where that day has begun already (then nothing is in time
   *     any more, and nobody is refused unasked for it), or where the request was answered before
   */
  Optional<Instant> identityBy(DataSubjectRequest request, boolean asking);

  /** By when the person must have an answer, computed from what the record holds now. */
  DueView due(DataSubjectRequest request);
}
