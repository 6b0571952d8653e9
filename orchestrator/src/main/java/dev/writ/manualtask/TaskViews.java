package dev.writ.manualtask;

import dev.writ.api.model.IdentifierType;
import dev.writ.api.model.SubjectIdentifier;
import dev.writ.api.model.TaskEvidence;
import dev.writ.api.model.TaskObject;
import dev.writ.api.model.TaskRemark;
import dev.writ.api.model.TaskState;
import dev.writ.api.model.TaskView;
import dev.writ.manualtask.TaskRecord.Evidence;
import dev.writ.request.Assignments;
import dev.writ.security.Role;
import dev.writ.vault.Vault.Sealer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks in the API's words; what may name the person is for those who work on the request. */
@Component
class TaskViews {
  private static final int MOST_OBJECTS = 200;

  /** Instead of a title whose key is no more. */
  private static final String GONE = "(destroyed with the request's key)";

  private static final String GONE_WITH_OFFBOARDING = "(destroyed with the offboarding's key)";

  private final TaskRecord tasks;
  private final ManualTasks service;
  private final Assignments assignments;
  private final TaskOwners owners;

  TaskViews(TaskRecord tasks, ManualTasks service, Assignments assignments, TaskOwners owners) {
    this.tasks = tasks;
    this.service = service;
    this.assignments = assignments;
    this.owners = owners;
  }

  /** A line of a list. */
  TaskView brief(ManualTask task) {
    return view(
        task,
        owners
            .findSealer(task)
            .map(sealer -> service.described(task, sealer).title())
            .orElseGet(() -> gone(task)));
  }

  private static String gone(ManualTask task) {
    return task.owner().findOffboarding().isPresent() ? GONE_WITH_OFFBOARDING : GONE;
  }

  /** The whole task, as far as the role may read it. */
  TaskView full(ManualTask task, Role role) {
    var opened = owners.findSealer(task);
    if (opened.isEmpty()) {
      var view = view(task, gone(task));
      view.setEvidence(
          tasks.evidence(task.id()).stream().map(file -> evidence(file, null)).toList());
      return view;
    }
    var sealer = opened.get();
    var work = service.described(task, sealer);
    var view = view(task, work.title());
    view.setSteps(work.steps());
    view.setVendorTime(work.vendorTime().toString());
    view.setSource(work.source());
    boolean works = role == Role.OFFICER || role == Role.APPROVER;
    var context = ManualTask.context(task.id());
    view.setEvidence(
        tasks.evidence(task.id()).stream()
            .map(file -> evidence(file, works ? sealer.open(file.name(), context) : null))
            .toList());
    if (works) {
      reveal(task, view, sealer);
    }
    return view;
  }

  private void reveal(ManualTask task, TaskView view, Sealer sealer) {
    var context = ManualTask.context(task.id());
    task.owner().findLeg().ifPresent(leg -> view.setSubject(subject(leg)));
    view.setAbout(
        owners.waiting(task, sealer).stream()
            .limit(MOST_OBJECTS)
            .map(object -> new TaskObject(object.kind(), object.id()))
            .toList());
    view.setComments(
        tasks.comments(task.id()).stream()
            .map(
                remark ->
                    new TaskRemark(
                        at(remark.at()), remark.actor(), sealer.open(remark.sealed(), context)))
            .toList());
    task.reason().ifPresent(reason -> view.setReason(sealer.open(reason, context)));
  }

  private List<SubjectIdentifier> subject(UUID leg) {
    return assignments.of(leg).subject().identifiers().stream()
        .map(i -> new SubjectIdentifier(IdentifierType.valueOf(i.type().name()), i.value()))
        .toList();
  }

  private static TaskView view(ManualTask task, String title) {
    var view =
        new TaskView(
            task.id(),
            task.version(),
            task.connection(),
            task.vendor(),
            task.code(),
            TaskView.PurposeEnum.valueOf(task.purpose().name()),
            TaskView.DoerEnum.valueOf(task.doer().name()),
            title,
            task.objects(),
            TaskState.valueOf(task.state().name()),
            task.dueOn(),
            at(task.openedAt()));
    task.owner().findRequest().ifPresent(view::setRequest);
    task.owner().findLeg().ifPresent(view::setLeg);
    task.owner().findOffboarding().ifPresent(view::setOffboarding);
    task.assignee().ifPresent(view::setAssignee);
    task.closedAt().map(TaskViews::at).ifPresent(view::setClosedAt);
    task.closedBy().ifPresent(view::setClosedBy);
    return view;
  }

  static TaskEvidence evidence(Evidence file, @Nullable String name) {
    var view =
        new TaskEvidence(
            file.id(),
            file.mediaType(),
            file.size(),
            HexFormat.of().formatHex(file.sha256()),
            at(file.at()),
            file.actor());
    if (name != null) {
      view.setName(name);
    }
    return view;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
