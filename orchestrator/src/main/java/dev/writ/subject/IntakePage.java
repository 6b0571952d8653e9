package dev.writ.subject;

import dev.writ.identity.ChallengeAnswers;
import dev.writ.page.Language;
import dev.writ.page.Pages;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The form by which anybody files a request, and the page after it, which takes the code that was
 * sent to the address. The answer is the same page whether anybody knows the person or not. Forged
 * calls from other sites gain nothing: there is no cookie and no session whose rights they could
 * borrow.
 */
@RestController
@ConditionalOnBooleanProperty("writ.subject.intake")
class IntakePage {
  static final String PATH = "/request";
  static final String CODE_PATH = PATH + "/code";
  private static final Logger LOG = LoggerFactory.getLogger(IntakePage.class);

  private final Intake intake;
  private final IntakeHtml html;
  private final Forms forms;
  private final ChallengeAnswers answers;
  private final Pages pages;

  IntakePage(Intake intake, IntakeHtml html, Forms forms, ChallengeAnswers answers, Pages pages) {
    this.intake = intake;
    this.html = html;
    this.forms = forms;
    this.answers = answers;
    this.pages = pages;
  }

  @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(HttpServletRequest call) {
    return pages
        .tooFast(call)
        .orElseGet(() -> html.form(Language.of(call), IntakeForm.empty(forms.newWord()), Map.of()));
  }

  @PostMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> send(HttpServletRequest call) {
    return pages.tooFast(call).orElseGet(() -> read(call));
  }

  private ResponseEntity<String> read(HttpServletRequest call) {
    var form = IntakeForm.of(call);
    var mistakes = form.mistakes();
    if (!mistakes.isEmpty() || !Forms.couldBe(form.word())) {
      return html.form(Language.of(call), form, mistakes);
    }
    return pages.tooManyFilings(call).orElseGet(() -> taken(Language.of(call), form));
  }

  private ResponseEntity<String> taken(Language language, IntakeForm form) {
    if (!form.trap().isEmpty()) {
      // Nobody sees that field, so it was a machine, which learns nothing.
      return html.code(language, form.word(), false);
    }
    try {
      intake.file(form, language);
      return html.code(language, form.word(), false);
    } catch (Problem refused) {
      LOG.warn("the form's request could not be filed: {}", refused.detail());
      return pages.note(language, 503, "intake.unavailable");
    }
  }

  /** The code that was sent to the address, on the page that answered the form. */
  @PostMapping(path = CODE_PATH, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> enter(HttpServletRequest call) {
    var word = field(call, "form");
    return pages.tooFast(call, word).orElseGet(() -> entered(call, word));
  }

  private ResponseEntity<String> entered(HttpServletRequest call, String word) {
    var request = forms.request(word);
    return switch (answers.enter(request, field(call, "code"))) {
      case PROVED -> html.proved(Language.of(call), request.orElseThrow());
      case WRONG -> html.code(Language.of(call), word, true);
      case GONE -> pages.note(Language.of(call), 404, "code.over");
    };
  }

  private static String field(HttpServletRequest form, String name) {
    return Optional.ofNullable(form.getParameter(name)).orElse("");
  }
}
