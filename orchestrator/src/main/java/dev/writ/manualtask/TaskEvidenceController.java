package dev.writ.manualtask;

import static dev.writ.api.TaskEvidenceApi.PATH_ADD_TASK_EVIDENCE;

import dev.writ.api.model.TaskEvidence;
import dev.writ.security.Caller;
import dev.writ.web.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes files as they come; the generated interface would hold them in memory. */
@RestController
class TaskEvidenceController {
  private final TaskFiles files;

  TaskEvidenceController(TaskFiles files) {
    this.files = files;
  }

  @PostMapping(
      path = PATH_ADD_TASK_EVIDENCE,
      consumes = {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "text/plain",
        "text/csv",
        "application/zip"
      },
      produces = {"application/json", "application/problem+json"})
  ResponseEntity<TaskEvidence> add(
      @PathVariable UUID id,
      @RequestHeader("Writ-File-Name") String encodedName,
      HttpServletRequest request)
      throws IOException {
    var upload = Upload.of(request, encodedName);
    var evidence = files.add(id, upload, Caller.current().role().name());
    return ResponseEntity.status(201).body(TaskViews.evidence(evidence, upload.name()));
  }
}
