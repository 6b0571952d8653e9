package dev.writ.identity;

import dev.writ.page.Language;
import dev.writ.page.Pages;
import dev.writ.request.Correspondence;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page where a person confirms a link or enters a code. Reading it changes nothing, because
 * mail scanners read links too. It names nobody, and what is unknown, used, replaced or over is one
 * and the same answer.
 */
@RestController
class IdentityPage {
  private final ChallengeAnswers answers;
  private final Correspondence requests;
  private final Pages pages;

  IdentityPage(ChallengeAnswers answers, Correspondence requests, Pages pages) {
    this.answers = answers;
    this.requests = requests;
    this.pages = pages;
  }

  @GetMapping(path = Challenges.PATH + "{word}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(@PathVariable String word, HttpServletRequest call) {
    return pages
        .tooFast(call, word)
        .orElseGet(
            () ->
                answers
                    .find(word)
                    .map(open -> asking(language(open.request(), call), open.kind()))
                    .orElseGet(() -> pages.gone(call)));
  }

  @PostMapping(path = Challenges.PATH + "{word}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> answer(@PathVariable String word, HttpServletRequest form) {
    return pages.tooFast(form, word).orElseGet(() -> answered(word, form));
  }

  private ResponseEntity<String> answered(String word, HttpServletRequest form) {
    var code = Optional.ofNullable(form.getParameter("code")).orElse("");
    return switch (answers.answer(word, code)) {
      case PROVED -> pages.note(Language.of(form), 200, "identity.thanks");
      case WRONG -> code(Language.of(form), true);
      case GONE -> pages.gone(form);
    };
  }

  private Language language(UUID request, HttpServletRequest call) {
    return Language.of(call, requests.wishes(request).language());
  }

  private ResponseEntity<String> asking(Language language, Challenges.Kind kind) {
    return switch (kind) {
      case CODE -> code(language, false);
      case LINK -> link(language);
    };
  }

  private ResponseEntity<String> code(Language language, boolean wrong) {
    var page = pages.page(language, "identity.code").translated().paragraph("identity.code");
    return page.form(CodeField.on(page, wrong)).answer(wrong ? 400 : 200);
  }

  private ResponseEntity<String> link(Language language) {
    var page = pages.page(language, "identity.link").translated().paragraph("identity.link");
    return page.form(page.button("answer", "confirm", "identity.link.button")).answer(200);
  }
}
