package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.microsoftcopilot.CopilotHistory.Sight;
import dev.writ.vendor.microsoftcopilot.GraphWire.Operation;
import dev.writ.vendor.microsoftcopilot.PurgeHandle.End;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.Duration;

/**
 * Erases a user's Copilot messages: estimate, purge, estimate again, until nothing is found or no
 * progress is made. Nothing waits inside a call; a step makes few eDiscovery calls, because an app
 * has five a minute, and looks before it repeats a change.
 */
final class CopilotPurge {
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofMinutes(5);
  private static final int MOST_RUNS = 100;
  private static final int MOST_STALLS = 3;
  private static final int MOST_WAITS = 240;

  private final CopilotDirectory directory;
  private final CopilotHistory history;
  private final CopilotCase ediscovery;
  private final MicrosoftCopilotSettings settings;

  CopilotPurge(
      CopilotDirectory directory,
      CopilotHistory history,
      CopilotCase ediscovery,
      MicrosoftCopilotSettings settings) {
    this.directory = directory;
    this.history = history;
    this.ediscovery = ediscovery;
    this.settings = settings;
  }

  /**
   * A deleted user's mailbox is beyond the API: its address has changed and its history is hidden.
   */
  Erasure start(String id) {
    var user = directory.byId(id);
    if (user.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    if (user.get().mailbox().isEmpty()) {
      return byHand();
    }
    if (history.look(id) == Sight.EMPTY) {
      return new Erasure.AlreadyAbsent();
    }
    return inProgress(PurgeHandle.of(ediscovery.open(settings.tenantId(), id)), AGAIN);
  }

  Erasure poll(String id, PurgeHandle handle) {
    return switch (handle.step()) {
      case PREPARE -> prepare(id, handle);
      case COUNT -> count(handle);
      case PURGE -> purged(handle);
      case DELETE -> delete(handle);
    };
  }

  private Erasure prepare(String id, PurgeHandle handle) {
    var mailbox = directory.byId(id).map(CopilotUser::mailbox).orElse("");
    if (mailbox.isEmpty()) {
      return close(handle, End.HAND);
    }
    var search = ediscovery.search(handle.caseId(), mailbox, settings.contentQuery());
    return estimate(handle, search, 0, AGAIN);
  }

  private Erasure estimate(PurgeHandle handle, String search, int stalls, Duration again) {
    var operation = ediscovery.estimate(handle.caseId(), search);
    return inProgress(handle.counting(search, operation, stalls), again);
  }

  private Erasure count(PurgeHandle handle) {
    var estimate = ediscovery.estimated(handle.caseId(), handle.search(), handle.operation());
    return switch (status(estimate)) {
      case "succeeded" -> decide(handle, counted(estimate), true);
      case "partiallySucceeded" -> decide(handle, counted(estimate), false);
      case "failed", "submissionFailed" -> stalled(handle, End.HAND);
      default -> wait(handle);
    };
  }

  private static String status(Operation operation) {
    return Answers.answered(operation.status());
  }

  private static long counted(Operation estimate) {
    long count = Answers.answered(estimate.indexedItemCount());
    Answers.require(count >= 0 && count < 1_000_000_000);
    return count;
  }

  /** A search that finds nothing where the history shows something has not looked right. */
  private Erasure decide(PurgeHandle handle, long left, boolean whole) {
    if (left == 0) {
      return whole
          ? close(handle, handle.runs() > 0 ? End.CLAIMED : End.HAND)
          : stalled(handle, End.HAND);
    }
    if (handle.runs() > 0 && left >= handle.left()) {
      return stalled(handle, End.HOLD);
    }
    if (handle.runs() >= MOST_RUNS || left > (long) MOST_RUNS * settings.itemsPerPurge()) {
      return close(handle, End.HAND);
    }
    return purge(handle, left);
  }

  /** A purge more than the handle knows is one whose answer was lost: it is taken up. */
  private Erasure purge(PurgeHandle handle, long left) {
    var purges = ediscovery.purges(handle.caseId());
    if (purges.size() > handle.runs()) {
      return inProgress(handle.purging("", purges.size(), left), AGAIN);
    }
    var path = ediscovery.purge(handle.caseId(), handle.search(), settings.purgeAreas());
    return inProgress(handle.purging(path, handle.runs() + 1, left), AGAIN);
  }

  private Erasure purged(PurgeHandle handle) {
    var purge = ediscovery.purged(handle.caseId(), handle.operation());
    return switch (purge.map(CopilotPurge::status).orElse("")) {
      case "succeeded" -> estimate(handle, handle.search(), 0, AGAIN);
      case "partiallySucceeded" -> close(handle, End.PARTIAL);
      case "failed", "submissionFailed" -> close(handle, End.HAND);
      default -> wait(handle);
    };
  }

  /** The index may lag; what a hold keeps never goes. */
  private Erasure stalled(PurgeHandle handle, End end) {
    return handle.stalls() + 1 >= MOST_STALLS
        ? close(handle, end)
        : estimate(handle, handle.search(), handle.stalls() + 1, LATER);
  }

  /** An unknown status counts as running, up to the deadline. */
  private Erasure wait(PurgeHandle handle) {
    return handle.waits() < MOST_WAITS
        ? inProgress(handle.waiting(), AGAIN)
        : close(handle, End.HAND);
  }

  private Erasure close(PurgeHandle handle, End end) {
    ediscovery.close(handle.caseId());
    return inProgress(handle.deleting(end), AGAIN);
  }

  private Erasure delete(PurgeHandle handle) {
    boolean gone = ediscovery.delete(handle.caseId());
    if (!gone && handle.waits() < MOST_WAITS) {
      return inProgress(handle.waiting(), AGAIN);
    }
    return switch (handle.end()) {
      case CLAIMED ->
          gone ? new Erasure.Claimed() : new Erasure.Partial(MicrosoftCopilotWork.CASE_LEFT);
      case PARTIAL -> new Erasure.Partial(MicrosoftCopilotWork.PURGED_IN_PART);
      case HAND -> byHand();
      case HOLD -> new Erasure.ByHand(MicrosoftCopilotWork.HOLD_CONFLICT);
      case OPEN -> throw GraphAnswers.rejected();
    };
  }

  /** Closes and deletes the case of a handle nobody will ask about again. */
  void abandon(PurgeHandle handle) {
    ediscovery.close(handle.caseId());
    if (!ediscovery.delete(handle.caseId())) {
      throw new VendorFailure(Kind.UNAVAILABLE, 0, AGAIN); // still closing
    }
  }

  private static Erasure byHand() {
    return new Erasure.ByHand(MicrosoftCopilotWork.COPILOT_BULK_DELETE);
  }

  private static Erasure inProgress(PurgeHandle handle, Duration again) {
    return new Erasure.InProgress(handle.text(), again);
  }
}
