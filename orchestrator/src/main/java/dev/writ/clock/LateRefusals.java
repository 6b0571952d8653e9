package dev.writ.clock;

import dev.writ.finding.FindingDraft;
import dev.writ.finding.Findings;
import dev.writ.finding.Severity;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.Receipts;
import dev.writ.request.RefusalGround;
import dev.writ.request.RequestMoved;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells of a refusal that came after its day: most laws want it within the unextended period, also
 * where the answer takes longer (GDPR Article 12(4)). It blocks nothing, since a late refusal is
 * better than none.
 */
@Component
class LateRefusals {
  /** What the answer itself says, or a vendor cannot do, is no refusal of the controller. */
  private static final Set<RefusalGround> NO_REFUSAL =
      EnumSet.of(RefusalGround.NO_DATA_HELD, RefusalGround.VENDOR_IMPOSSIBLE);

  private final Receipts receipts;
  private final RequestClocks clocks;
  private final Reckoning reckoning;
  private final Findings findings;
  private final Clock clock;

  LateRefusals(
      Receipts receipts,
      RequestClocks clocks,
      Reckoning reckoning,
      Findings findings,
      Clock clock) {
    this.receipts = receipts;
    this.clocks = clocks;
    this.reckoning = reckoning;
    this.findings = findings;
    this.clock = clock;
  }

  /** The first answer to the person; in its transaction. */
  void answered(RequestMoved move) {
    var request = receipts.require(move.request());
    boolean whole =
        move.to() == RequestState.DENIED || move.to() == RequestState.VERIFICATION_EXPIRED;
    if (whole ? refuses(request) || request.grounds().isEmpty() : inPart(move, request)) {
      var today = LocalDate.ofInstant(clock.instant(), reckoning.zone());
      late(clocks.of(request), today, whole)
          .ifPresent(words -> findings.raise(draft(request, words)));
    }
  }

  private static boolean inPart(RequestMoved move, DataSubjectRequest request) {
    return move.to() == RequestState.RESPONDED && refuses(request);
  }

  private static boolean refuses(DataSubjectRequest request) {
    return request.grounds().stream().anyMatch(ground -> !NO_REFUSAL.contains(ground));
  }

  /** Under which laws a refusal on that day is late, in words; of a part where the law has that. */
  static Optional<String> late(RequestDates dates, LocalDate on, boolean whole) {
    var broken =
        dates.laws().stream()
            .filter(law -> whole ? !RequestDates.awaits(law) : Law.refusesInPart(law.law()))
            .flatMap(
                law ->
                    law.find(RequestDates.REFUSAL).stream()
                        .filter(due -> on.isAfter(due.statutoryDue()))
                        .map(due -> law.rule().refusal().article() + ": " + due.statutoryDue()))
            .collect(Collectors.joining("; "));
    return Optional.of(broken)
        .filter(laws -> !laws.isEmpty())
        .map(
            laws ->
                "%s came on %s, after the last day for it (%s)."
                    .formatted(whole ? "The refusal" : "The refusal of a part", on, laws));
  }

  private static FindingDraft draft(DataSubjectRequest request, String words) {
    return new FindingDraft(
        "REFUSAL_LATE",
        "refusal-late/" + request.id(),
        Severity.HIGH,
        Optional.empty(),
        Optional.of(request.id()),
        Optional.empty(),
        words);
  }
}
