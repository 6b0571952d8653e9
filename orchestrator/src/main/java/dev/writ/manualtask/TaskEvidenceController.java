package dev.writ.manualtask;

import static dev.writ.api.TaskEvidenceApi.PATH_ADD_TASK_EVIDENCE;

import dev.writ.api.model.TaskEvidence;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import dev.writ.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes files as they come; the generated interface would hold them in memory. */
@RestController
class TaskEvidenceController {
  private static final int LONGEST_NAME = 200;
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
    var type = MediaType.parseMediaType(request.getContentType());
    var mediaType = type.getType() + "/" + type.getSubtype();
    var name = name(encodedName);
    var evidence =
        files.add(id, name, mediaType, request.getInputStream(), Caller.current().role().name());
    return ResponseEntity.status(201).body(TaskViews.evidence(evidence, name));
  }

  private static String name(String encoded) {
    String name;
    try {
      name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw Problem.parameter("Writ-File-Name is not percent-encoded UTF-8");
    }
    if (name.length() > LONGEST_NAME || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw Problem.parameter("Writ-File-Name: a plain file name of at most 200 characters");
    }
    return Texts.require(name, "Writ-File-Name");
  }
}
