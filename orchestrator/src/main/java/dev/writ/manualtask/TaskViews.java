package dev.writ.manualtask;

import dev.writ.api.model.IdentifierType;
import dev.writ.api.model.SubjectIdentifier;
import dev.writ.api.model.TaskEvidence;
import dev.writ.api.model.TaskObject;
import dev.writ.api.model.TaskRemark;
import dev.writ.api.model.TaskState;
import dev.writ.api.model.TaskView;
import dev.writ.leg.Assignment;
import dev.writ.leg.ByHand;
import dev.writ.manualtask.TaskRecord.Evidence;
import dev.writ.request.Assignments;
import dev.writ.security.Role;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks in the API's words; what may name the person is for those who work on the request. */
@Component
class TaskViews {
  private static final int MOST_OBJECTS = 200;

  /** Instead of a title whose key is no more. */
  private static final String GONE = "(destroyed with the request's key)";

  private final TaskRecord tasks;
  private final ManualTasks service;
  private final Assignments assignments;
  private final ByHand byHand;

  TaskViews(TaskRecord tasks, ManualTasks service, Assignments assignments, ByHand byHand) {
    this.tasks = tasks;
    this.service = service;
    this.assignments = assignments;
    this.byHand = byHand;
  }

  /** A line of a list. */
  TaskView brief(ManualTask task) {
    return view(
        task,
        assignments
            .findSealer(task.request())
            .map(sealer -> service.described(task, sealer).title())
            .orElse(GONE));
  }

  /** The whole task, as far as the role may read it. */
  TaskView full(ManualTask task, Role role) {
    if (assignments.findSealer(task.request()).isEmpty()) {
      var view = view(task, GONE);
      view.setEvidence(
          tasks.evidence(task.id()).stream().map(file -> evidence(file, null)).toList());
      return view;
    }
    var assignment = assignments.of(task.leg());
    var work = service.described(task, assignment.sealer());
    var view = view(task, work.title());
    view.setSteps(work.steps());
    view.setVendorTime(work.vendorTime().toString());
    view.setSource(work.source());
    boolean works = role == Role.OFFICER || role == Role.APPROVER;
    var context = ManualTask.context(task.id());
    view.setEvidence(
        tasks.evidence(task.id()).stream()
            .map(
                file ->
                    evidence(file, works ? assignment.sealer().open(file.name(), context) : null))
            .toList());
    if (works) {
      reveal(task, view, assignment);
    }
    return view;
  }

  private void reveal(ManualTask task, TaskView view, Assignment assignment) {
    var sealer = assignment.sealer();
    var context = ManualTask.context(task.id());
    view.setSubject(
        assignment.subject().identifiers().stream()
            .map(i -> new SubjectIdentifier(IdentifierType.valueOf(i.type().name()), i.value()))
            .toList());
    view.setAbout(
        byHand.waiting(task.leg(), task.code(), sealer).stream()
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

  private static TaskView view(ManualTask task, String title) {
    var view =
        new TaskView(
            task.id(),
            task.version(),
            task.request(),
            task.leg(),
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
