package dev.writ.offboarding;

import dev.writ.offboarding.Luggage.Read;
import dev.writ.offboarding.Luggage.Taken;
import dev.writ.vault.SealedFiles;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Way;
import java.time.Duration;
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
  private final ExportManifest manifest;
  private final Polls polls;
  private final TransactionTemplate transaction;

  TakingHome(
      OffboardingRecord record,
      Luggage luggage,
      SealedFiles files,
      HandOver handOver,
      ExportManifest manifest,
      Polls polls,
      TransactionTemplate transaction) {
    this.record = record;
    this.luggage = luggage;
    this.files = files;
    this.handOver = handOver;
    this.manifest = manifest;
    this.polls = polls;
    this.transaction = transaction;
  }

  @Override
  public void work(LeaveAttempt attempt) {
    var id = attempt.id();
    while (!attempt.outOfTime()) {
      var due = luggage.due(id, polls.now(), attempt.portion(), attempt.sealer());
      if (due.isEmpty()) {
        if (luggage.anyUntaken(id)) {
          luggage.firstDue(id).ifPresent(at -> record.waitUntil(id, at));
        } else if (luggage.count(id, Taken.BY_HAND) == 0) {
          manifest.reread(attempt);
        }
        return;
      }
      held(attempt, () -> luggage.forget(due));
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

  /** An attempt that has lost its lease must not touch what another has read out since. */
  private void held(LeaveAttempt attempt, Runnable rows) {
    transaction.executeWithoutResult(
        tx -> {
          record.stillMine(attempt);
          rows.run();
        });
  }

  private Read read(LeaveAttempt attempt, Stock.Item item) {
    var adapter = attempt.adapter();
    if (!exportable(attempt, item)) {
      return read(item, Taken.IMPOSSIBLE, "no API reads its content out");
    }
    var sink = new LuggageSink(luggage, files, attempt, item.id(), rows -> held(attempt, rows));
    var answer =
        item.handle().isEmpty()
            ? adapter.export(attempt.account(), item.object(), sink)
            : adapter.pollExport(attempt.account(), item.object(), item.handle().get(), sink);
    return switch (answer) {
      case Export.Complete complete ->
          new Read(item.id(), Taken.TAKEN, null, null, null, sink.waiting(), sink.pieces());
      case Export.ByHand hand ->
          handOver.described(attempt, hand.work()).isPresent()
              ? read(item, Taken.BY_HAND, hand.work())
              : read(item, Taken.IMPOSSIBLE, HandOver.NO_STEPS);
      case Export.InProgress slow -> preparing(attempt, item, slow.handle(), slow.again());
    };
  }

  private Read preparing(LeaveAttempt attempt, Stock.Item item, String handle, Duration again) {
    var sealedHandle = attempt.sealer().seal(handle, "handle/" + attempt.id());
    return new Read(
        item.id(), null, null, sealedHandle, polls.next(attempt.connection(), again), List.of(), 0);
  }

  private static Read read(Stock.Item item, Taken taken, String reason) {
    return new Read(item.id(), taken, reason, null, null, List.of(), 0);
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
