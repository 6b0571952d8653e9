package dev.writ.manualtask;

import dev.writ.leg.ByHand;
import dev.writ.lifecycle.StaleVersion;
import dev.writ.vendor.spi.ManualWork;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * The page behind a person's one-time link. Reading it changes nothing, because mail scanners read
 * links too; pressing one of its buttons closes the task and ends the link. It names nobody:
 * whoever finds the link learns the vendor's public steps and nothing else.
 */
@RestController
class SubjectPage {
  static final String PATH = "/subject/tasks";
  private static final String GONE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>This link has ended</title>
      <h1>This link has ended</h1><p>It was used already, or its time is over. Ask whoever sent it for a new one.</p></html>
      """;
  private static final String THANKS =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Thank you</title>
      <h1>Thank you</h1><p>Your answer has been noted. You can close this page.</p></html>
      """;

  private final TaskLinks links;
  private final ManualTasks service;

  SubjectPage(TaskLinks links, ManualTasks service) {
    this.links = links;
    this.service = service;
  }

  @GetMapping(path = PATH + "/{link}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(@PathVariable String link) {
    return links
        .find(link)
        .map(task -> html(200, page(service.described(task, service.sealer(task)))))
        .orElseGet(() -> html(404, GONE));
  }

  @PostMapping(path = PATH + "/{link}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> answer(@PathVariable String link, HttpServletRequest form) {
    var task = links.find(link);
    if (task.isEmpty()) {
      return html(404, GONE);
    }
    var result =
        switch (String.valueOf(form.getParameter("answer"))) {
          case "done" -> Optional.of(ByHand.Result.DONE);
          case "no-account" -> Optional.of(ByHand.Result.NOT_FOUND);
          case "refused" -> Optional.of(ByHand.Result.REFUSED);
          default -> Optional.<ByHand.Result>empty();
        };
    if (result.isEmpty()) {
      return html(400, page(service.described(task.get(), service.sealer(task.get()))));
    }
    try {
      service.closeBySubject(task.get(), result.get());
      return html(200, THANKS);
    } catch (StaleVersion secondClick) {
      return html(404, GONE);
    }
  }

  private static String page(ManualWork work) {
    var steps = new StringBuilder();
    work.steps().forEach(step -> steps.append("<li>").append(escaped(step)).append("</li>"));
    return """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%1$s</title><h1>%1$s</h1><p>Only you can do this: the account is yours. These are the steps.</p>
        <ol>%2$s</ol><p>When you have finished, press the button. You can do so once.</p>
        <form method="post"><p><button name="answer" value="done">I have done this</button></p>
        <p><button name="answer" value="no-account">I have no such account</button></p>
        <p><button name="answer" value="refused">I do not want this</button></p></form></html>
        """
        .formatted(escaped(work.title()), steps);
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private static ResponseEntity<String> html(int status, String page) {
    return ResponseEntity.status(status)
        .header(
            "Content-Security-Policy",
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
        .header("Cache-Control", "no-store")
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(page);
  }
}
