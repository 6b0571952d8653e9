package dev.writ.claim;

import static dev.writ.api.ClaimDocumentsApi.PATH_ADD_CLAIM_DOCUMENT;

import dev.writ.api.model.ClaimDocument;
import dev.writ.connection.ConnectionService;
import dev.writ.security.Caller;
import dev.writ.vendor.spi.Promise;
import dev.writ.web.Problem;
import dev.writ.web.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes documents as they come; the generated interface would hold them in memory. */
@RestController
class ClaimDocumentController {
  private final ClaimDocuments documents;
  private final ConnectionService connections;
  private final Clock clock;

  ClaimDocumentController(ClaimDocuments documents, ConnectionService connections, Clock clock) {
    this.documents = documents;
    this.connections = connections;
    this.clock = clock;
  }

  @PostMapping(
      path = PATH_ADD_CLAIM_DOCUMENT,
      consumes = {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "text/plain",
        "text/csv",
        "application/zip"
      },
      produces = {"application/json", "application/problem+json"})
  ResponseEntity<ClaimDocument> add(
      @PathVariable("id") UUID id,
      @PathVariable("promise") dev.writ.api.model.Promise promise,
      @RequestHeader("Writ-File-Name") String encodedName,
      @RequestParam(value = "expiresOn", required = false) @Nullable LocalDate expiresOn,
      HttpServletRequest request)
      throws IOException {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (expiresOn != null && expiresOn.isBefore(today)) {
      throw Problem.invalid("expiresOn lies in the past");
    }
    var document =
        documents.add(
            connections.require(id).id(),
            Promise.valueOf(promise.name()),
            Upload.of(request, encodedName),
            expiresOn,
            Caller.current().role().name());
    return ResponseEntity.status(201).body(ClaimViews.document(document));
  }
}
