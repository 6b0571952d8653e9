package dev.writ.subject;

import dev.writ.clock.RequestClocks;
import dev.writ.identity.Documents;
import dev.writ.letter.SentLetters;
import dev.writ.lifecycle.Lifecycles;
import dev.writ.lifecycle.RequestEvent;
import dev.writ.manualtask.PersonsTasks;
import dev.writ.request.Correspondence;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.ReleasedPackages;
import dev.writ.request.SubjectsOwn;
import dev.writ.settings.WritSettings;
import dev.writ.subject.Status.Asked;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a person is shown of a request; changes nothing. */
@Component
class StatusReading {
  private final Correspondence requests;
  private final SubjectsOwn own;
  private final RequestClocks clocks;
  private final Documents documents;
  private final ReopenedClocks reopened;
  private final ReleasedPackages packages;
  private final SentLetters letters;
  private final PersonsTasks tasks;
  private final ZoneId zone;

  StatusReading(
      Correspondence requests,
      SubjectsOwn own,
      RequestClocks clocks,
      Documents documents,
      ReopenedClocks reopened,
      ReleasedPackages packages,
      SentLetters letters,
      PersonsTasks tasks,
      WritSettings settings) {
    this.requests = requests;
    this.own = own;
    this.clocks = clocks;
    this.documents = documents;
    this.reopened = reopened;
    this.packages = packages;
    this.letters = letters;
    this.tasks = tasks;
    this.zone = settings.clock().zone();
  }

  Status of(UUID id) {
    var request = requests.require(id);
    var standing = standing(request);
    return new Status(
        standing,
        request.kind(),
        request.receivedOn(),
        due(request, standing),
        asked(request, standing),
        letters.of(id).stream().map(this::sent).toList(),
        standing.owed()
            && Lifecycles.REQUEST_MOVES.stream()
                .anyMatch(
                    move ->
                        move.from() == request.state() && move.event() == RequestEvent.WITHDRAW),
        !clocks.appeal(id, request.receivedOn(), Optional.empty()).isEmpty(),
        packages.ready(id));
  }

  /** What is done again after the answer is no news to the person; a letter is. */
  private Standing standing(DataSubjectRequest request) {
    var standing = Standing.of(request.state());
    return standing == Standing.AT_WORK && own.answered(request.id())
        ? Standing.ANSWERED
        : standing;
  }

  private @Nullable LocalDate due(DataSubjectRequest request, Standing standing) {
    if (!standing.owed()) {
      return null;
    }
    var again = reopened.find(request.id());
    return again.isPresent()
        ? again.get().dueBy().orElse(null)
        : clocks.of(request.id()).response().statutoryDue();
  }

  private List<Asked> asked(DataSubjectRequest request, Standing standing) {
    var asked = new ArrayList<Asked>();
    if (standing == Standing.WAITS_FOR_YOU) {
      asked.add(Asked.IDENTITY);
      documents.asked(request.id()).map(Asked::valueOf).ifPresent(asked::add);
    }
    if (!request.state().ended() && tasks.open(request.id()) > 0) {
      asked.add(Asked.TASK);
    }
    return asked;
  }

  private Status.Sent sent(SentLetters.Sent letter) {
    return new Status.Sent(letter.kind().name(), LocalDate.ofInstant(letter.at(), zone));
  }
}
