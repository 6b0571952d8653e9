package dev.writ.manualtask;

import dev.writ.leg.ByHand;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.page.Language;
import dev.writ.page.Page;
import dev.writ.page.Pages;
import dev.writ.request.Correspondence;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page behind a person's one-time link. Reading it changes nothing, because mail scanners read
 * links too; pressing one of its buttons closes the task and ends the link. It names nobody:
 * whoever finds the link learns the vendor's public steps and nothing else.
 */
@RestController
class SubjectPage {
  static final String PATH = "/subject/tasks";

  private final TaskLinks links;
  private final ManualTasks service;
  private final Correspondence requests;
  private final Pages pages;

  SubjectPage(TaskLinks links, ManualTasks service, Correspondence requests, Pages pages) {
    this.links = links;
    this.service = service;
    this.requests = requests;
    this.pages = pages;
  }

  @GetMapping(path = PATH + "/{link}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(@PathVariable String link, HttpServletRequest call) {
    return pages
        .tooFast(call, link)
        .orElseGet(
            () ->
                links
                    .find(link)
                    .map(task -> steps(task, call, 200))
                    .orElseGet(() -> pages.gone(call)));
  }

  @PostMapping(path = PATH + "/{link}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> answer(@PathVariable String link, HttpServletRequest form) {
    return pages
        .tooFast(form, link)
        .orElseGet(
            () ->
                links
                    .find(link)
                    .map(task -> answered(task, form))
                    .orElseGet(() -> pages.gone(form)));
  }

  private ResponseEntity<String> answered(ManualTask task, HttpServletRequest form) {
    var result =
        switch (String.valueOf(form.getParameter("answer"))) {
          case "done" -> Optional.of(ByHand.Result.DONE);
          case "no-account" -> Optional.of(ByHand.Result.NOT_FOUND);
          case "refused" -> Optional.of(ByHand.Result.REFUSED);
          default -> Optional.<ByHand.Result>empty();
        };
    if (result.isEmpty()) {
      return steps(task, form, 400);
    }
    try {
      service.closeBySubject(task, result.get());
      return pages.note(language(task, form), 200, "task.thanks");
    } catch (StaleVersion secondClick) {
      return pages.gone(form);
    }
  }

  private Language language(ManualTask task, HttpServletRequest call) {
    var own = task.owner().findRequest().flatMap(id -> requests.wishes(id).language());
    return Language.of(call, own);
  }

  private ResponseEntity<String> steps(ManualTask task, HttpServletRequest call, int status) {
    var language = language(task, call);
    var words = service.described(task, service.sealer(task)).wordsIn(language.tag());
    var page = pages.titled(language, words.title()).translated().paragraph("task.page");
    var steps =
        words.steps().stream()
            .map(step -> "<li>" + Page.escaped(step) + "</li>")
            .collect(Collectors.joining("\n", "<ol>", "</ol>"));
    return page.add(steps)
        .paragraph("task.once")
        .form(
            page.button("answer", "done", "task.done")
                + page.quietButton("answer", "no-account", "task.no-account")
                + page.quietButton("answer", "refused", "task.refused"))
        .answer(status);
  }
}
