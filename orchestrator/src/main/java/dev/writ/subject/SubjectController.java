package dev.writ.subject;

import dev.writ.api.SubjectApi;
import dev.writ.api.model.StatusLink;
import dev.writ.security.Caller;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SubjectController implements SubjectApi {
  private final StatusLinks links;

  SubjectController(StatusLinks links) {
    this.links = links;
  }

  @Override
  public ResponseEntity<StatusLink> linkStatus(UUID id) {
    var link = links.make(id, Caller.current().role().name());
    return ResponseEntity.status(201)
        .header("Cache-Control", "no-store")
        .body(new StatusLink(StatusPage.PATH + link.word(), link.until().atOffset(ZoneOffset.UTC)));
  }
}
