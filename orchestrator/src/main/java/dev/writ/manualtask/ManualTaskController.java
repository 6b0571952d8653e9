package dev.writ.manualtask;

import dev.writ.api.ManualTasksApi;
import dev.writ.api.model.TaskChange;
import dev.writ.api.model.TaskComment;
import dev.writ.api.model.TaskLink;
import dev.writ.api.model.TaskLinkWish;
import dev.writ.api.model.TaskPage;
import dev.writ.api.model.TaskResult;
import dev.writ.api.model.TaskState;
import dev.writ.api.model.TaskView;
import dev.writ.leg.ByHand;
import dev.writ.request.RefusalGround;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class ManualTaskController implements ManualTasksApi {
  private final TaskRecord tasks;
  private final ManualTasks service;
  private final TaskLinks links;
  private final TaskFiles files;
  private final TaskViews views;

  ManualTaskController(
      TaskRecord tasks, ManualTasks service, TaskLinks links, TaskFiles files, TaskViews views) {
    this.tasks = tasks;
    this.service = service;
    this.links = links;
    this.files = files;
    this.views = views;
  }

  @Override
  public ResponseEntity<TaskPage> listManualTasks(
      @Nullable TaskState state,
      @Nullable UUID request,
      @Nullable UUID offboarding,
      @Nullable UUID connection,
      @Nullable String assignee,
      @Nullable LocalDate dueBefore,
      @Nullable UUID after,
      Integer limit) {
    var wanted = state == null ? null : ManualTask.State.valueOf(state.name());
    var filter = new TaskFilter(wanted, request, offboarding, connection, assignee, dueBefore);
    // One more than asked for, to know whether there is a next page.
    var rows = tasks.page(filter, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var page = new TaskPage(shown.stream().map(views::brief).toList());
    if (rows.size() > limit) {
      page.setNext(shown.getLast().id());
    }
    return ResponseEntity.ok(page);
  }

  @Override
  public ResponseEntity<TaskView> showManualTask(UUID id) {
    return full(tasks.require(id));
  }

  @Override
  public ResponseEntity<TaskView> changeManualTask(UUID id, TaskChange change) {
    var assignee = change.getAssignee();
    if (assignee != null) {
      Texts.impersonal(assignee, "assignee");
    }
    return full(service.change(id, change.getVersion(), assignee, change.getDueOn(), actor()));
  }

  @Override
  public ResponseEntity<TaskView> commentManualTask(UUID id, TaskComment comment) {
    if (comment.getText().isBlank()) {
      throw Problem.invalid("text is blank");
    }
    return full(service.comment(id, comment.getText(), actor()));
  }

  @Override
  public ResponseEntity<TaskView> closeManualTask(UUID id, TaskResult result) {
    var reason = result.getReason();
    if (reason != null) {
      Texts.require(reason, "reason");
    }
    var word =
        new TaskOwners.Word(
            ByHand.Result.valueOf(result.getResult().name()),
            Optional.ofNullable(result.getGround()).map(g -> RefusalGround.valueOf(g.name())),
            Optional.ofNullable(reason));
    return full(service.close(id, result.getVersion(), word, actor()));
  }

  @Override
  public ResponseEntity<TaskLink> linkManualTask(UUID id, TaskLinkWish wish) {
    var life = Duration.ofDays(Objects.requireNonNullElse(wish.getDays(), 14));
    var link = links.make(id, wish.getVersion(), life, actor());
    return ResponseEntity.status(201)
        .body(
            new TaskLink(
                SubjectPage.PATH + "/" + link.word(), link.until().atOffset(ZoneOffset.UTC)));
  }

  @Override
  public ResponseEntity<StreamingResponseBody> fetchTaskEvidence(UUID id, UUID evidenceId) {
    var evidence = files.require(id, evidenceId);
    return ResponseEntity.ok()
        .header("Content-Type", "application/octet-stream")
        .header("Content-Disposition", "attachment; filename=\"" + evidenceId + "\"")
        .body(out -> files.write(id, evidence, out));
  }

  private ResponseEntity<TaskView> full(ManualTask task) {
    return ResponseEntity.ok(views.full(task, Caller.current().role()));
  }

  private static String actor() {
    return Caller.current().role().name();
  }
}
