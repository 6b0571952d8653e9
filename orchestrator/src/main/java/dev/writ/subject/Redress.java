package dev.writ.subject;

import dev.writ.hold.AppealedHolds;
import dev.writ.request.Correspondence;
import dev.writ.request.Reopening;
import dev.writ.subject.Appeal.State;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What follows for a request from an appeal or a complaint that was upheld: one that was refused as
 * a whole is taken up again, of one that was answered exactly what was refused of it.
 */
@Component
class Redress {
  private final Correspondence requests;
  private final Reopening reopening;
  private final AppealedHolds holds;

  Redress(Correspondence requests, Reopening reopening, AppealedHolds holds) {
    this.requests = requests;
    this.reopening = reopening;
    this.holds = holds;
  }

  /** To be called before anything is held in the caller's transaction. */
  void prepare(State decision) {
    if (decision == State.UPHELD) {
      holds.alone();
    }
  }

  /**
   * Gives it; the caller holds the request.
   *
   * @return whether there was anything to be taken up again
   */
  boolean give(UUID request, String actor) {
    if (Reopening.possible(requests.require(request).state())) {
      reopening.reopen(request, actor);
      return true;
    }
    return holds.end(request, actor);
  }
}
