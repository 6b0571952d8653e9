package dev.writ.letter;

import static dev.writ.api.LetterReturnsApi.PATH_REPORT_RETURN;

import dev.writ.api.model.LetterView;
import dev.writ.security.Caller;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what a mail system says of a letter as it says it; nothing of it is kept or logged. */
@RestController
class ReturnedMailController {
  private final LetterRecord letters;
  private final LetterActions actions;
  private final LetterViews views;

  ReturnedMailController(LetterRecord letters, LetterActions actions, LetterViews views) {
    this.letters = letters;
    this.actions = actions;
    this.views = views;
  }

  @PostMapping(
      path = PATH_REPORT_RETURN,
      consumes = {"application/octet-stream", "message/rfc822"},
      produces = {"application/json", "application/problem+json"})
  ResponseEntity<LetterView> report(HttpServletRequest message) throws IOException {
    var returned =
        ReturnedMail.read(message.getInputStream())
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "this is no delivery status (RFC 3464) that quotes the Message-ID of a"
                            + " letter"));
    var actor = Caller.current().role().name();
    var letter =
        returned
            .failure()
            .map(why -> actions.bounced(returned.letter(), why.words(), actor))
            .orElseGet(() -> letters.require(returned.letter()));
    return ResponseEntity.ok(views.of(letter));
  }
}
