package dev.writ.letter;

import dev.writ.api.RecipientsApi;
import dev.writ.api.model.NewRecipient;
import dev.writ.api.model.RecipientView;
import dev.writ.request.ClearText;
import dev.writ.request.Correspondence;
import dev.writ.security.Caller;
import dev.writ.web.NamedDay;
import dev.writ.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RecipientController implements RecipientsApi {
  /** CHOICE: fewer characters than this are a bare statement (11 CCR 7022(b)(3)). */
  private static final int DETAILED = 60;

  private final Recipients recipients;
  private final Correspondence requests;
  private final ClearText words;
  private final Clock clock;

  RecipientController(
      Recipients recipients, Correspondence requests, ClearText words, Clock clock) {
    this.recipients = recipients;
    this.requests = requests;
    this.words = words;
    this.clock = clock;
  }

  @Override
  public ResponseEntity<List<RecipientView>> listRecipients(UUID id) {
    requests.require(id);
    return ResponseEntity.ok(recipients.of(id).stream().map(LetterViews::of).toList());
  }

  @Override
  public ResponseEntity<RecipientView> addRecipient(UUID id, NewRecipient wanted) {
    requests.require(id);
    var draft =
        new Recipients.Draft(
            words.require(id, wanted.getOrganisation(), "organisation").strip(),
            Recipient.Role.valueOf(wanted.getRole().name()),
            Recipient.Told.valueOf(wanted.getTold().name()),
            text(id, wanted.getHow(), "how"),
            Optional.ofNullable(wanted.getToldOn()),
            Optional.ofNullable(wanted.getEvidenceSha256()),
            text(id, wanted.getExplanation(), "explanation"));
    check(draft);
    var added = recipients.add(id, draft, Caller.current().role().name());
    return ResponseEntity.status(201).body(LetterViews.of(added));
  }

  private void check(Recipients.Draft draft) {
    if (draft.told() == Recipient.Told.TOLD) {
      if (draft.how().isEmpty() || draft.toldOn().isEmpty() || draft.explanation().isPresent()) {
        throw Problem.invalid("of who was told, how and toldOn are given, and no explanation");
      }
      if (NamedDay.inTheFuture(draft.toldOn().get(), clock.instant())) {
        throw Problem.invalid("toldOn lies in the future");
      }
    } else {
      if (draft.how().isPresent() || draft.toldOn().isPresent()) {
        throw Problem.invalid("of who was not told, there is no how and no toldOn");
      }
      if (draft.explanation().filter(why -> why.length() >= DETAILED).isEmpty()) {
        throw Problem.invalid(
            "explanation: say in detail why it was not told; a bare statement is not enough");
      }
    }
  }

  private Optional<String> text(UUID request, @Nullable String text, String field) {
    return Optional.ofNullable(text).map(given -> words.require(request, given, field).strip());
  }
}
