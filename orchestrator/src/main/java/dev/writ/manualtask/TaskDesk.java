package dev.writ.manualtask;

import dev.writ.clock.RequestClocks;
import dev.writ.leg.HandPurpose;
import dev.writ.leg.HandWork;
import dev.writ.leg.Leg;
import dev.writ.offboarding.HandRequests;
import dev.writ.offboarding.Offboarding;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.VendorHttp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens the tasks that legs and offboardings ask for. */
@Component
class TaskDesk implements HandWork, HandRequests {
  /** No law sets a day for an offboarding's work; the vendor's own time comes on top. */
  private static final int DAYS_FOR_AN_OFFBOARDING = 14;

  private final TaskRecord tasks;
  private final RequestClocks clocks;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  TaskDesk(TaskRecord tasks, RequestClocks clocks, Clock clock, ApplicationEventPublisher events) {
    this.events = events;
    this.tasks = tasks;
    this.clocks = clocks;
    this.clock = clock;
  }

  @Override
  public void ask(Leg leg, HandPurpose purpose, ManualWork work, Sealer sealer) {
    var owner = new TaskOwner.OfLeg(leg.request(), leg.id());
    var wanted = TaskPurpose.valueOf(purpose.name());
    if (!tasks.joined(owner, wanted, work.code(), 1)) {
      var account = new Account(leg.connection(), leg.vendor());
      open(owner, account, wanted, work, 1, due(leg.request(), work, today()), sealer);
    }
  }

  @Override
  public void ask(
      Offboarding offboarding, Purpose purpose, ManualWork work, int count, Sealer sealer) {
    var owner = new TaskOwner.OfOffboarding(offboarding.id());
    var wanted = TaskPurpose.valueOf(purpose.name());
    if (!tasks.joined(owner, wanted, work.code(), count)) {
      var account = new Account(offboarding.connection(), offboarding.vendor());
      open(owner, account, wanted, work, count, today().plusDays(DAYS_FOR_AN_OFFBOARDING), sealer);
    }
  }

  private record Account(UUID connection, String vendor) {}

  private void open(
      TaskOwner owner,
      Account account,
      TaskPurpose purpose,
      ManualWork work,
      int objects,
      LocalDate due,
      Sealer sealer) {
    var id = UUID.randomUUID();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    tasks.open(
        new ManualTask(
            id,
            0,
            0,
            owner,
            account.connection(),
            account.vendor(),
            work.code(),
            purpose,
            work.doer(),
            sealer.seal(VendorHttp.JSON.writeValueAsString(work), ManualTask.context(id)),
            objects,
            ManualTask.State.OPEN,
            due,
            Optional.empty(),
            Optional.empty(),
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    events.publishEvent(
        new TaskOpened(
            id,
            purpose,
            account.connection(),
            owner.findRequest(),
            owner.findLeg(),
            owner.findOffboarding(),
            due));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private LocalDate due(UUID request, ManualWork work, LocalDate today) {
    return TaskDue.of(clocks.of(request).response().safeDue(), work.vendorTime(), today);
  }
}
