package dev.writ.manualtask;

import dev.writ.api.model.AccessWord;
import dev.writ.api.model.TaskState;
import dev.writ.clock.RequestClocks;
import dev.writ.connection.Connection;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Opens the tasks that legs and offboardings ask for, and those about an account itself. */
@Component
class TaskDesk implements HandWork, HandRequests {
  /** No law sets a day for work that is no request's; the vendor's own time comes on top. */
  private static final int DAYS_WITHOUT_A_LAW = 14;

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
      open(owner, account, wanted, work, count, today().plusDays(DAYS_WITHOUT_A_LAW), sealer);
    }
  }

  @Override
  public List<AccessWord> accessWords(UUID offboarding) {
    return tasks.closedOfOffboarding(offboarding, TaskPurpose.REVOKE).stream()
        .map(this::accessWord)
        .toList();
  }

  private AccessWord accessWord(ManualTask closed) {
    return new AccessWord(
        closed.id(),
        TaskState.valueOf(closed.state().name()),
        closed.closedAt().orElseThrow().atOffset(ZoneOffset.UTC),
        closed.closedBy().orElseThrow(),
        tasks.evidence(closed.id()).stream().map(file -> TaskViews.evidence(file, null)).toList());
  }

  /** Asks what the account is set to. */
  void lookUp(Connection connection, ManualWork work, Sealer sealer) {
    open(
        new TaskOwner.OfConnection(connection.id()),
        new Account(connection.id(), connection.vendor()),
        TaskPurpose.LOOK_UP,
        work,
        1,
        today().plusDays(DAYS_WITHOUT_A_LAW),
        sealer);
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
            work.doer(),
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
