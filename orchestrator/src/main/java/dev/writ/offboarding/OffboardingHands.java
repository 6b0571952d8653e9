package dev.writ.offboarding;

import dev.writ.lifecycle.OffboardingState;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorObject;
import dev.writ.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a human, seen from the offboarding: taken back when the human has spoken. */
@Component
public class OffboardingHands {
  private static final int MOST_SHOWN = 200;
  private final OffboardingRecord record;
  private final Stock stock;
  private final Luggage luggage;
  private final Keyring keys;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  OffboardingHands(
      OffboardingRecord record,
      Stock stock,
      Luggage luggage,
      Keyring keys,
      Clock clock,
      ApplicationEventPublisher events) {
    this.clock = clock;
    this.record = record;
    this.stock = stock;
    this.luggage = luggage;
    this.keys = keys;
    this.events = events;
  }

  /** What a human says became of it. */
  public enum Result {
    DONE,
    NOT_FOUND,
    REFUSED
  }

  /** A file that was fetched by hand; the name sealed for export. */
  public record Fetched(UUID file, byte[] name, String mediaType) {}

  /**
   * What a human says about one work.
   *
   * @param presentUntil until then the vendor may still show what was erased
   */
  public record Report(
      String work,
      HandRequests.Purpose purpose,
      Result result,
      List<Fetched> fetched,
      Instant presentUntil) {}

  /**
   * The offboarding's own sealer.
   *
   * @throws Problem gone, when its key was destroyed
   */
  public Sealer sealer(UUID offboarding) {
    return record.sealer(offboarding);
  }

  /** The same; empty when its key was destroyed. */
  public Optional<Sealer> findSealer(UUID offboarding) {
    return record.findSealer(offboarding);
  }

  /** The objects or rights that wait for this work, some of them where they are many. */
  public List<VendorObject> waiting(UUID offboarding, HandRequests.Purpose purpose, String work) {
    var sealer = record.sealer(offboarding);
    return switch (purpose) {
      case ERASE -> stock.byHand(offboarding, work, MOST_SHOWN, sealer);
      case REVOKE -> keys.byHand(offboarding, work, MOST_SHOWN, sealer);
      case EXPORT -> luggage.byHand(offboarding, work, MOST_SHOWN, sealer);
    };
  }

  /**
   * Holds it until the caller's transaction ends, before any of its tasks: who cancels it holds
   * them in this order too.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(UUID id) {
    record.lock(id);
  }

  /**
   * Takes back what was handed over, in the caller's transaction.
   *
   * @throws Problem a conflict, when it was cancelled, or takes nothing home any more
   */
  @Transactional
  public void takeBack(UUID id, Report report) {
    var now = record.lock(id);
    requireAwaited(now, report.purpose());
    boolean refused = report.result() == Result.REFUSED;
    var reason =
        switch (report.result()) {
          case DONE -> null;
          case NOT_FOUND -> "a human found nothing";
          case REFUSED -> "a human could not do it either";
        };
    switch (report.purpose()) {
      case EXPORT -> {
        record.manifest(id, null);
        int part = 0;
        for (var file : report.fetched()) {
          luggage.addFile(id, null, part++, file.file(), file.name(), file.mediaType());
        }
        luggage.handDone(
            id,
            report.work(),
            report.result() == Result.DONE ? Luggage.Taken.TAKEN : Luggage.Taken.IMPOSSIBLE,
            reason);
      }
      case ERASE -> {
        stock.handDone(
            id, report.work(), refused ? Stock.Progress.REFUSED : Stock.Progress.ATTESTED, reason);
        if (report.presentUntil().isAfter(clock.instant())) {
          record.waitUntil(id, report.presentUntil());
        }
      }
      case REVOKE ->
          keys.handDone(
              id,
              report.work(),
              refused ? Keyring.Progress.REFUSED : Keyring.Progress.ATTESTED,
              reason);
    }
    events.publishEvent(new OffboardingChanged(now.id()));
  }

  private static void requireAwaited(Offboarding now, HandRequests.Purpose purpose) {
    boolean awaited =
        purpose == HandRequests.Purpose.EXPORT
            ? now.state() == OffboardingState.EXPORTING
            : now.state() != OffboardingState.CANCELLED;
    if (!awaited) {
      throw Problem.conflict("the offboarding is " + now.state() + ": nothing waits for this");
    }
  }
}
