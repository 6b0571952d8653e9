package dev.writ.subject;

import dev.writ.identity.SubjectPace;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The form by which anybody files a request. The answer is the same page whether anybody knows the
 * person or not. Forged calls from other sites gain nothing: there is no cookie and no session
 * whose rights they could borrow.
 */
@RestController
@ConditionalOnBooleanProperty("writ.subject.intake")
class IntakePage {
  static final String PATH = "/request";
  private static final Logger LOG = LoggerFactory.getLogger(IntakePage.class);

  private final Intake intake;
  private final IntakeHtml html;
  private final Forms forms;
  private final SubjectPace pace;

  IntakePage(Intake intake, IntakeHtml html, Forms forms, SubjectPace pace) {
    this.intake = intake;
    this.html = html;
    this.forms = forms;
    this.pace = pace;
  }

  @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(HttpServletRequest call) {
    int wait = pace.take(call.getRemoteAddr());
    var tongue = StatusPage.tongue(call);
    return wait > 0
        ? html.wait(tongue, wait)
        : html.form(tongue, IntakeForm.empty(forms.newWord()), Map.of());
  }

  @PostMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> send(HttpServletRequest call) {
    var tongue = StatusPage.tongue(call);
    int wait = pace.take(call.getRemoteAddr());
    if (wait > 0) {
      return html.wait(tongue, wait);
    }
    var form = IntakeForm.of(call);
    var mistakes = form.mistakes();
    if (!mistakes.isEmpty() || !Forms.couldBe(form.word())) {
      return html.form(tongue, form, mistakes);
    }
    int filingWait = pace.takeFiling(call.getRemoteAddr());
    return filingWait > 0 ? html.wait(tongue, filingWait) : taken(tongue, form);
  }

  private ResponseEntity<String> taken(Tongue tongue, IntakeForm form) {
    if (!form.trap().isEmpty()) {
      // Nobody sees that field, so it was a machine, which learns nothing.
      return html.thanks(tongue);
    }
    try {
      intake.file(form, tongue);
      return html.thanks(tongue);
    } catch (Problem refused) {
      LOG.warn("the form's request could not be filed: {}", refused.detail());
      return html.unavailable(tongue);
    }
  }
}
