package dev.writ.subject;

import dev.writ.lifecycle.IllegalMove;
import dev.writ.manualtask.PersonsTasks;
import dev.writ.page.Language;
import dev.writ.page.Pages;
import dev.writ.request.Correspondence;
import dev.writ.request.SubjectsOwn;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
  private final PackagePage packages;
  private final Correspondence requests;
  private final Pages pages;

  StatusPage(
      StatusLinks links,
      StatusReading reading,
      StatusHtml html,
      SubjectsOwn own,
      PersonsTasks tasks,
      AppealDesk appeals,
      PackagePage packages,
      Correspondence requests,
      Pages pages) {
    this.links = links;
    this.reading = reading;
    this.html = html;
    this.own = own;
    this.tasks = tasks;
    this.appeals = appeals;
    this.packages = packages;
    this.requests = requests;
    this.pages = pages;
  }

  /** HTML, and JSON for those who build a page of their own and ask for nothing but that. */
  @GetMapping(PATH + "{word}")
  @Nullable ResponseEntity<?> show(@PathVariable String word, HttpServletRequest call) {
    var accept = Optional.ofNullable(call.getHeader("Accept")).orElse("");
    return accept.contains(MediaType.APPLICATION_JSON_VALUE)
            && !accept.contains(MediaType.TEXT_HTML_VALUE)
        ? tell(word, call)
        : found(word, call, id -> html.status(language(id, call), reading.of(id)));
  }

  private ResponseEntity<Status> tell(String word, HttpServletRequest call) {
    int wait = pages.take(call, word);
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

  /**
   * What is wanted stands in {@code do}. The mapping must not ask for it: Spring would then read
   * the form of every call that is posted anywhere, and nothing would be left to check a signature
   * by.
   */
  @PostMapping(path = PATH + "{word}", produces = MediaType.TEXT_HTML_VALUE)
  @Nullable ResponseEntity<String> act(
      @PathVariable String word, HttpServletRequest form, HttpServletResponse answer) {
    return found(
        word,
        form,
        id ->
            switch (field(form, "do")) {
              case "withdraw" -> withdraw(id, form);
              case "complain" -> object(id, Appeal.Kind.COMPLAINT, form);
              case "appeal" -> object(id, Appeal.Kind.APPEAL, form);
              case "task" -> task(id, form);
              case "package" -> packages.ask(id, language(id, form));
              case "fetch" -> packages.fetch(id, language(id, form), form, answer);
              default -> html.status(language(id, form), reading.of(id));
            });
  }

  private ResponseEntity<String> withdraw(UUID id, HttpServletRequest form) {
    try {
      return html.withdrawn(language(id, form), own.withdraw(id));
    } catch (IllegalMove | Problem over) {
      return pages.note(language(id, form), 409, "withdraw.over");
    }
  }

  private ResponseEntity<String> object(UUID id, Appeal.Kind kind, HttpServletRequest form) {
    var said = field(form, "said");
    var word = field(form, "form");
    if (said.isBlank() || said.length() > Appeal.LONGEST || !Forms.couldBe(word)) {
      return pages.note(language(id, form), 422, "complain.bad");
    }
    try {
      appeals.fileOnce(id, kind, said, word);
      return pages.note(language(id, form), 200, "complain.thanks");
    } catch (Problem refused) {
      return pages.note(language(id, form), 409, "complain.refused");
    }
  }

  private ResponseEntity<String> task(UUID id, HttpServletRequest form) {
    return tasks
        .link(id, SubjectsOwn.ACTOR)
        .map(language(id, form)::at)
        .map(page -> ResponseEntity.status(303).location(URI.create(page)).<String>build())
        .orElseGet(() -> html.status(language(id, form), reading.of(id)));
  }

  private @Nullable ResponseEntity<String> found(
      String word, HttpServletRequest call, Function<UUID, @Nullable ResponseEntity<String>> then) {
    var early = pages.tooFast(call, word);
    if (early.isPresent()) {
      return early.get();
    }
    var request = links.find(word);
    return request.isPresent() ? then.apply(request.get()) : pages.gone(call);
  }

  private static String field(HttpServletRequest form, String name) {
    return Optional.ofNullable(form.getParameter(name)).orElse("");
  }

  private Language language(UUID request, HttpServletRequest call) {
    return Language.of(call, requests.wishes(request).language());
  }
}
