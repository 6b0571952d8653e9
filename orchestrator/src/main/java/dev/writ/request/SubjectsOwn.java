package dev.writ.request;

import dev.writ.api.model.NewRequest;
import dev.writ.leg.Stopping.Stopped;
import dev.writ.lifecycle.RequestState;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the person does without anybody's token: files a request, and takes it back. */
@Service
public class SubjectsOwn {
  /** Who did it, in the evidence. */
  public static final String ACTOR = "SUBJECT";

  private final Deadlines deadlines;
  private final Filing filing;
  private final RequestRecord requests;
  private final Endings endings;
  private final Withdrawals withdrawals;

  SubjectsOwn(
      Deadlines deadlines,
      Filing filing,
      RequestRecord requests,
      Endings endings,
      Withdrawals withdrawals) {
    this.deadlines = deadlines;
    this.filing = filing;
    this.requests = requests;
    this.endings = endings;
    this.withdrawals = withdrawals;
  }

  /**
   * Files a request, in the caller's transaction. Its identifiers must have been checked.
   *
   * @throws dev.writ.web.Problem unprocessable, e.g. while there is no active connection
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID file(NewRequest wanted) {
    deadlines.check(wanted);
    return filing.file(wanted, null).getId();
  }

  /** Whether the person has had an answer, whatever happened since. */
  public boolean answered(UUID id) {
    return requests.answered(id);
  }

  /**
   * Takes the request back; done twice it is the same withdrawal.
   *
   * @return what was stopped and what was too late; empty when there was nothing to stop
   * @throws dev.writ.lifecycle.IllegalMove when it is over
   * @throws dev.writ.web.Problem illegal-move, when it was answered already
   */
  @Transactional
  public Optional<Stopped> withdraw(UUID id) {
    requests.require(id);
    var request = requests.lock(id);
    if (request.state() != RequestState.WITHDRAWING && request.state() != RequestState.WITHDRAWN) {
      endings.withdraw(id, request.version(), null);
    }
    return withdrawals.find(id);
  }
}
