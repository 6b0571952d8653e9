package dev.writ.leg;

import dev.writ.leg.LegObjects.Held;
import dev.writ.leg.LegObjects.Progress;
import dev.writ.lifecycle.LegEvent;
import dev.writ.vault.SealedFiles;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.Way;
import dev.writ.workflow.LegProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the located objects out, record by record, into sealed rows. */
@Component
final class Exporting implements LegPart {
  private final LegRecord legs;
  private final LegObjects objects;
  private final ExportRows exports;
  private final ByHand byHand;
  private final SealedFiles files;
  private final TransactionTemplate transaction;

  Exporting(
      LegRecord legs,
      LegObjects objects,
      ExportRows exports,
      ByHand byHand,
      SealedFiles files,
      TransactionTemplate transaction) {
    this.byHand = byHand;
    this.files = files;
    this.legs = legs;
    this.objects = objects;
    this.exports = exports;
    this.transaction = transaction;
  }

  @Override
  public LegProgress work(LegAttempt attempt) {
    var leg = attempt.leg();
    return switch (leg.state()) {
      case LOCATED -> {
        legs.move(leg, LegEvent.SUBMIT, null, LegRecord.SYSTEM);
        yield LegProgress.again(0, 0);
      }
      case SUBMITTING, VENDOR_PROCESSING -> export(attempt);
      case EXPORTED -> LegProgress.done(leg.exported());
      default -> LegProgress.rests(0);
    };
  }

  private LegProgress export(LegAttempt attempt) {
    var leg = attempt.leg();
    var sealer = attempt.assignment().sealer();
    var waits = new Waits(attempt);
    for (var portion = objects.open(leg.id(), sealer); !portion.isEmpty(); ) {
      for (var held : portion) {
        if (waits.due(held)) {
          exportOne(attempt, held, waits);
        }
        if (attempt.outOfTime()) {
          return LegProgress.again(0, attempt.objects());
        }
      }
      portion = objects.openAfter(portion, leg.id(), sealer);
    }
    if (waits.any()) {
      return waits.awaitVendor(legs);
    }
    if (byHand.rests(leg)) {
      return LegProgress.rests(attempt.objects());
    }
    transaction.executeWithoutResult(
        tx -> {
          legs.progressed(leg.id());
          legs.move(leg, LegEvent.EXPORT, residual(leg), LegRecord.SYSTEM);
        });
    return LegProgress.done(attempt.objects());
  }

  private void exportOne(LegAttempt attempt, Held held, Waits waits) {
    var leg = attempt.leg();
    if (!exportable(attempt, held)) {
      objects.settle(
          held.id(), attempt.holder(), Progress.IMPOSSIBLE, "no API reads its content out");
      return;
    }
    exports.forget(leg.id(), held.id());
    var sink = sealedInto(attempt, held);
    var adapter = attempt.adapter();
    var account = attempt.account();
    var handle = held.handle().orElse("");
    if (!handle.isEmpty() && held.progress() != Progress.PROCESSING) {
      adapter.abandon(account, held.object(), handle);
      handle = "";
    }
    Export answer;
    try {
      answer =
          handle.isEmpty()
              ? adapter.export(account, held.object(), sink)
              : adapter.pollExport(account, held.object(), handle, sink);
    } catch (VendorFailure failure) {
      refuse(attempt, held, failure);
      return;
    }
    switch (answer) {
      case Export.Complete complete ->
          objects.settle(held.id(), attempt.holder(), Progress.EXPORTED, null);
      case Export.ByHand hand -> byHand.handOver(attempt, held, HandPurpose.EXPORT, hand.work());
      case Export.InProgress slow -> keepWaiting(attempt, held, slow.handle(), slow.again(), waits);
    }
    attempt.counted();
  }

  /**
   * One rejected object, or one whose answer is too large to be taken, does not keep the others
   * from being read out; what had arrived of it is no answer. A handle that is rejected may have
   * grown old: the leg begins anew.
   */
  private void refuse(LegAttempt attempt, Held held, VendorFailure failure) {
    if (failure.kind() != VendorFailure.Kind.REJECTED || held.progress() == Progress.PROCESSING) {
      throw failure;
    }
    exports.forget(attempt.leg().id(), held.id());
    objects.settle(
        held.id(),
        attempt.holder(),
        Progress.REFUSED,
        "it could not be read out: " + failure.summary());
    attempt.counted();
  }

  private void keepWaiting(
      LegAttempt attempt, Held held, String handle, Duration again, Waits waits) {
    var at = attempt.askAgain(again);
    var sealed = attempt.assignment().sealer().seal(handle, "handle/" + attempt.leg().id());
    objects.processing(held.id(), attempt.holder(), sealed, at, true);
    waits.until(at, held);
  }

  private RecordSink sealedInto(LegAttempt attempt, Held held) {
    return new SealedSink(exports, files, attempt.leg(), held.id(), attempt.assignment().sealer());
  }

  private static boolean exportable(LegAttempt attempt, Held held) {
    return attempt.adapter().descriptor().surfaces().stream()
        .filter(surface -> surface.kind().equals(held.object().kind()))
        .noneMatch(surface -> surface.exported() instanceof Way.None);
  }

  private @Nullable String residual(Leg leg) {
    var impossible = objects.impossible(leg.id());
    return impossible.isEmpty() ? null : String.join("; ", impossible);
  }
}
