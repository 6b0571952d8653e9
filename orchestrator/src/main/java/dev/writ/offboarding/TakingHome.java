package dev.writ.offboarding;

import dev.writ.offboarding.Luggage.Read;
import dev.writ.offboarding.Luggage.Taken;
import dev.writ.vault.SealedFiles;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads everything of ours out, several objects at once, into sealed rows. */
@Component
class TakingHome implements LeavePart {
  private final OffboardingRecord record;
  private final Luggage luggage;
  private final SealedFiles files;
  private final HandOver handOver;
  private final Polls polls;
  private final TransactionTemplate transaction;

  TakingHome(
      OffboardingRecord record,
      Luggage luggage,
      SealedFiles files,
      HandOver handOver,
      Polls polls,
      TransactionTemplate transaction) {
    this.record = record;
    this.luggage = luggage;
    this.files = files;
    this.handOver = handOver;
    this.polls = polls;
    this.transaction = transaction;
  }

  @Override
  public void work(LeaveAttempt attempt) {
    var id = attempt.id();
    while (!attempt.outOfTime()) {
      var due = luggage.due(id, Instant.now(), attempt.portion(), attempt.sealer());
      if (due.isEmpty()) {
        luggage.firstDue(id).ifPresent(at -> record.waitUntil(id, at));
        return;
      }
      luggage.forget(due);
      var outcome =
          Abreast.<Stock.Item, Optional<Read>>each(
              due,
              attempt.connection().concurrency(),
              item -> Optional.of(read(attempt, item)),
              item -> Optional.empty());
      var reads = outcome.results().stream().flatMap(Optional::stream).toList();
      transaction.executeWithoutResult(
          tx -> {
            record.stillMine(attempt);
            luggage.settle(id, reads);
            handOver.open(attempt, HandRequests.Purpose.EXPORT, handCodes(reads));
            if (!reads.isEmpty()) {
              record.progressed(id);
            }
          });
      attempt.counted(reads.size());
      if (outcome.failure() != null) {
        throw outcome.failure();
      }
    }
  }

  private Read read(LeaveAttempt attempt, Stock.Item item) {
    var adapter = attempt.adapter();
    if (!exportable(attempt, item)) {
      return read(item, Taken.IMPOSSIBLE, "no API reads its content out", List.of());
    }
    var sink = new LuggageSink(luggage, files, attempt.id(), item.id(), attempt.sealer());
    var answer =
        item.handle().isEmpty()
            ? adapter.export(attempt.account(), item.object(), sink)
            : adapter.pollExport(attempt.account(), item.object(), item.handle().get(), sink);
    return switch (answer) {
      case Export.Complete complete -> read(item, Taken.TAKEN, null, sink.waiting());
      case Export.ByHand hand ->
          handOver.described(attempt, hand.work()).isPresent()
              ? read(item, Taken.BY_HAND, hand.work(), List.of())
              : read(item, Taken.IMPOSSIBLE, HandOver.NO_STEPS, List.of());
      case Export.InProgress slow -> preparing(attempt, item, slow.handle(), slow.again());
    };
  }

  private Read preparing(LeaveAttempt attempt, Stock.Item item, String handle, Duration again) {
    var sealedHandle = attempt.sealer().seal(handle, "handle/" + attempt.id());
    return new Read(
        item.id(), null, null, sealedHandle, polls.next(attempt.connection(), again), List.of());
  }

  private static Read read(
      Stock.Item item,
      Taken taken,
      @org.jspecify.annotations.Nullable String reason,
      List<Luggage.Piece> pieces) {
    return new Read(item.id(), taken, reason, null, null, pieces);
  }

  private static List<String> handCodes(List<Read> reads) {
    return reads.stream()
        .filter(read -> read.taken() == Taken.BY_HAND)
        .map(read -> String.valueOf(read.reason()))
        .toList();
  }

  private static boolean exportable(LeaveAttempt attempt, Stock.Item item) {
    return attempt.adapter().descriptor().surfaces().stream()
        .filter(surface -> surface.kind().equals(item.object().kind()))
        .noneMatch(surface -> surface.exported() instanceof Way.None);
  }
}
