package dev.writ.subject;

import dev.writ.identity.SubjectPace;
import dev.writ.lifecycle.IllegalMove;
import dev.writ.manualtask.PersonsTasks;
import dev.writ.request.SubjectsOwn;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page behind a status link. Reading it changes nothing, because mail scanners read links too.
 * A word that is unknown, ended or malformed is one and the same answer.
 */
@RestController
class StatusPage {
  static final String PATH = "/subject/requests/";

  private final StatusLinks links;
  private final StatusReading reading;
  private final StatusHtml html;
  private final SubjectsOwn own;
  private final PersonsTasks tasks;
  private final AppealDesk appeals;
  private final SubjectPace pace;

  StatusPage(
      StatusLinks links,
      StatusReading reading,
      StatusHtml html,
      SubjectsOwn own,
      PersonsTasks tasks,
      AppealDesk appeals,
      SubjectPace pace) {
    this.links = links;
    this.reading = reading;
    this.html = html;
    this.own = own;
    this.tasks = tasks;
    this.appeals = appeals;
    this.pace = pace;
  }

  /** HTML, and JSON for those who build a page of their own and ask for nothing but that. */
  @GetMapping(PATH + "{word}")
  ResponseEntity<?> show(@PathVariable String word, HttpServletRequest call) {
    var accept = Optional.ofNullable(call.getHeader("Accept")).orElse("");
    return accept.contains(MediaType.APPLICATION_JSON_VALUE)
            && !accept.contains(MediaType.TEXT_HTML_VALUE)
        ? tell(word, call)
        : found(word, call, id -> html.status(tongue(call), reading.of(id)));
  }

  private ResponseEntity<Status> tell(String word, HttpServletRequest call) {
    int wait = pace.take(call.getRemoteAddr(), word);
    if (wait > 0) {
      throw Problem.rateLimited(wait);
    }
    var id = links.find(word).orElseThrow(() -> Problem.notFound("this link has ended"));
    return ResponseEntity.ok()
        .header("Cache-Control", "no-store")
        .header("Vary", "Accept, Accept-Language")
        .contentType(MediaType.APPLICATION_JSON)
        .body(reading.of(id));
  }

  @PostMapping(path = PATH + "{word}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> act(@PathVariable String word, HttpServletRequest form) {
    return found(
        word,
        form,
        id ->
            switch (field(form, "do")) {
              case "withdraw" -> withdraw(id, form);
              case "complain" -> object(id, Appeal.Kind.COMPLAINT, form);
              case "appeal" -> object(id, Appeal.Kind.APPEAL, form);
              case "task" -> task(id, form);
              default -> html.status(tongue(form), reading.of(id));
            });
  }

  private ResponseEntity<String> withdraw(UUID id, HttpServletRequest form) {
    try {
      return html.withdrawn(tongue(form), own.withdraw(id));
    } catch (IllegalMove | Problem over) {
      return html.note(tongue(form), 409, "withdraw.over.title", "withdraw.over");
    }
  }

  private ResponseEntity<String> object(UUID id, Appeal.Kind kind, HttpServletRequest form) {
    var said = field(form, "said");
    var word = field(form, "form");
    if (said.isBlank() || said.length() > Appeal.LONGEST || !Forms.couldBe(word)) {
      return html.note(tongue(form), 422, "complain.bad.title", "complain.bad");
    }
    try {
      appeals.fileOnce(id, kind, said, word);
      return html.note(tongue(form), 200, "complain.thanks.title", "complain.thanks");
    } catch (Problem refused) {
      return html.note(tongue(form), 409, "complain.refused.title", "complain.refused");
    }
  }

  private ResponseEntity<String> task(UUID id, HttpServletRequest form) {
    return tasks
        .link(id, SubjectsOwn.ACTOR)
        .map(path -> ResponseEntity.status(303).location(URI.create(path)).<String>build())
        .orElseGet(() -> html.status(tongue(form), reading.of(id)));
  }

  private ResponseEntity<String> found(
      String word, HttpServletRequest call, Function<UUID, ResponseEntity<String>> then) {
    int wait = pace.take(call.getRemoteAddr(), word);
    if (wait > 0) {
      return html.wait(tongue(call), wait);
    }
    return links.find(word).map(then).orElseGet(() -> html.gone(tongue(call)));
  }

  private static String field(HttpServletRequest form, String name) {
    return Optional.ofNullable(form.getParameter(name)).orElse("");
  }

  static Tongue tongue(HttpServletRequest call) {
    return Tongue.choose(call.getParameter("lang"), call.getHeader("Accept-Language"));
  }
}
