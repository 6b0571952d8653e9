package dev.writ.identity;

import dev.writ.evidence.EvidenceLog;
import dev.writ.identity.Document.Kind;
import dev.writ.identity.Document.State;
import dev.writ.lifecycle.RequestState;
import dev.writ.request.AwaitingIdentity;
import dev.writ.request.DataSubjectRequest;
import dev.writ.request.RequestMoved;
import dev.writ.vault.SealedFiles;
import dev.writ.web.Problem;
import dev.writ.web.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Documents that an officer asks a person for, and nobody uploads unasked. The content lies sealed
 * under the request's key until it was checked, and is deleted in the transaction of the check
 * (GDPR Art. 5(1)(c); 11 CCR 7060); what stays is that a document of that kind was seen.
 */
@Service
public class Documents {
  /** So long may one be, in bytes. */
  public static final long MOST_BYTES = 5L << 20;

  private static final Set<String> TYPES = Set.of("application/pdf", "image/png", "image/jpeg");

  private final DocumentRecord record;
  private final IdentityRecord identities;
  private final AwaitingIdentity requests;
  private final SealedFiles files;
  private final EvidenceLog evidence;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Documents(
      DocumentRecord record,
      IdentityRecord identities,
      AwaitingIdentity requests,
      SealedFiles files,
      EvidenceLog evidence,
      TransactionTemplate transaction,
      Clock clock) {
    this.record = record;
    this.identities = identities;
    this.requests = requests;
    this.files = files;
    this.evidence = evidence;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** An officer asks for one; one at a time. The caller holds the request. */
  void ask(DataSubjectRequest request, Identity identity, Kind kind, String actor) {
    if (record.findOpen(request.id()).isPresent()) {
      throw Problem.conflict("a document is asked for already: check or wait for that one first");
    }
    if (kind == Kind.AGENT_PERMISSION && !identity.throughAgent()) {
      throw Problem.invalid("nobody asks for this person but themselves");
    }
    record.add(UUID.randomUUID(), request.id(), kind, now());
    identities.touch(identity);
    note(request, "DOCUMENT_ASKED", actor);
  }

  /** Whether the person is asked for one now, and which. */
  public Optional<String> asked(UUID request) {
    return record
        .findOpen(request)
        .filter(one -> one.state() == State.ASKED)
        .map(one -> one.kind().name());
  }

  /**
   * The person hands one in.
   *
   * @return false when none is asked for
   * @throws Problem when it is no PDF, PNG or JPEG, not what it is called, or too long
   */
  public boolean upload(UUID id, Upload upload, String actor) throws IOException {
    if (asked(id).isEmpty()) {
      return false;
    }
    if (!TYPES.contains(upload.mediaType())) {
      throw Problem.invalid("a document is a PDF, PNG or JPEG");
    }
    var file = upload.checked();
    SealedFiles.Kept kept;
    try {
      kept = files.keep(id, requests.sealer(id), file.content(), MOST_BYTES);
    } catch (SealedFiles.TooLong tooLong) {
      throw Problem.tooLarge();
    }
    var entered =
        Boolean.TRUE.equals(
            transaction.execute(tx -> enter(id, kept.id(), file.mediaType(), actor)));
    if (!entered) {
      files.forget(kept.id());
    }
    return entered;
  }

  /** It may have been handed in, or dropped, while this one was read. */
  private boolean enter(UUID id, UUID file, String mediaType, String actor) {
    var request = requests.lock(id);
    var open = record.findOpen(id).filter(one -> one.state() == State.ASKED);
    open.ifPresent(
        document -> {
          record.uploaded(document.id(), file, mediaType, now());
          identities.touch(identities.require(id));
          note(request, "DOCUMENT_UPLOADED", actor);
        });
    return open.isPresent();
  }

  /**
   * An officer reads it, which is noted.
   *
   * @throws Problem not-found when nothing was handed in, or it was checked
   */
  @Transactional
  public UUID open(UUID id, UUID document, String actor) {
    var request = requests.lock(id);
    var file =
        record
            .require(id, document)
            .file()
            .orElseThrow(() -> Problem.notFound("nothing was handed in, or it was checked"));
    requests.sealer(id);
    note(request, "DOCUMENT_READ", actor);
    return file;
  }

  void write(UUID request, UUID file, OutputStream out) throws IOException {
    files.write(file, requests.sealer(request), out);
  }

  /**
   * An officer has looked at it: with that its content is deleted. The caller holds the request.
   */
  void check(
      DataSubjectRequest request, Identity identity, UUID id, boolean accepted, String actor) {
    var document = record.require(request.id(), id);
    if (document.state() != State.UPLOADED) {
      throw Problem.conflict("nothing was handed in, or it was checked already");
    }
    close(document, accepted ? State.ACCEPTED : State.REFUSED);
    identities.touch(identity);
    note(request, accepted ? "DOCUMENT_ACCEPTED" : "DOCUMENT_REFUSED", actor);
  }

  /** Once it is known who is asking, or the request has ended, no document is needed. */
  @EventListener
  void moved(RequestMoved move) {
    if (waits(move.from()) && !waits(move.to())) {
      record.findOpen(move.request()).ifPresent(document -> close(document, State.DROPPED));
    }
  }

  private static boolean waits(RequestState state) {
    return state == RequestState.RECEIVED || state == RequestState.VERIFYING_IDENTITY;
  }

  private void close(Document document, State state) {
    record.closed(document.id(), state, now());
    document.file().ifPresent(files::forget);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void note(DataSubjectRequest request, String what, String actor) {
    evidence.append(
        request.id(), null, what, request.state().name(), request.state().name(), actor);
  }
}
