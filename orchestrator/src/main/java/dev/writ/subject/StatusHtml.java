package dev.writ.subject;

import dev.writ.leg.Stopping.Stopped;
import dev.writ.subject.Status.Asked;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How the pages behind a status link look. */
@Component
class StatusHtml {
  private final Phrases phrases;
  private final Forms forms;

  StatusHtml(Phrases phrases, Forms forms) {
    this.phrases = phrases;
    this.forms = forms;
  }

  ResponseEntity<String> status(Tongue tongue, Status status) {
    var page = new Page(phrases, tongue, "status.title");
    page.paragraph("kind." + status.kind())
        .add("<p>" + page.said("status.received", tongue.day(status.receivedOn())) + "</p>")
        .add("<p><strong>" + page.said(status.standing().phrase()) + "</strong></p>");
    if (status.due() != null) {
      page.add("<p>" + page.said("status.due", tongue.day(status.due())) + "</p>");
    }
    asked(page, tongue, status);
    letters(page, tongue, status);
    if (status.fetchable()) {
      PackageHtml.add(page, tongue);
    }
    if (status.withdrawable()) {
      page.add("<h2>" + page.said("withdraw.heading") + "</h2>").paragraph("withdraw.hint");
      button(page, tongue, "withdraw", "withdraw.button");
    }
    complaint(page, tongue, status);
    return page.add(languages(tongue)).answer(200);
  }

  private static void asked(Page page, Tongue tongue, Status status) {
    if (status.asked().contains(Asked.IDENTITY)) {
      page.add("<h2>" + page.said("asked.heading") + "</h2>").paragraph("asked.identity");
    }
    if (status.asked().contains(Asked.IDENTITY_EVIDENCE)) {
      document(page, tongue, "document.IDENTITY_EVIDENCE");
    }
    if (status.asked().contains(Asked.AGENT_PERMISSION)) {
      document(page, tongue, "document.AGENT_PERMISSION");
    }
    if (status.asked().contains(Asked.TASK)) {
      page.add("<h2>" + page.said("task.heading") + "</h2>").paragraph("task.hint");
      button(page, tongue, "task", "task.button");
    }
  }

  private static void document(Page page, Tongue tongue, String which) {
    page.add("<h2>" + page.said("document.heading") + "</h2>")
        .paragraph(which)
        .add(
            """
            <form method="post" enctype="multipart/form-data" action="?do=document&amp;lang=%s">
            <p id="document-hint">%s</p><p><label for="file">%s</label>
            <input type="file" id="file" name="file" accept=".pdf,.png,.jpg,.jpeg" aria-describedby="document-hint" required></p>
            <p><button>%s</button></p></form>\
            """
                .formatted(
                    tongue.tag(),
                    page.said("document.hint"),
                    page.said("document.label"),
                    page.said("document.button")));
  }

  private static void letters(Page page, Tongue tongue, Status status) {
    if (!status.letters().isEmpty()) {
      page.add("<h2>" + page.said("letters.heading") + "</h2><ul>");
      status
          .letters()
          .forEach(
              sent ->
                  page.add(
                      "<li>%s, %s</li>"
                          .formatted(
                              page.said("letter." + sent.kind()),
                              Page.escaped(tongue.day(sent.on())))));
      page.add("</ul>");
    }
  }

  private static void button(Page page, Tongue tongue, String action, String key) {
    page.add(
        "<form method=\"post\">%s<p><button name=\"do\" value=\"%s\">%s</button></p></form>"
            .formatted(lang(tongue), action, page.said(key)));
  }

  private void complaint(Page page, Tongue tongue, Status status) {
    var appeal =
        status.appealable()
            ? "<p><button name=\"do\" value=\"appeal\">%s</button></p>"
                .formatted(page.said("appeal.button"))
            : "";
    page.add("<h2>" + page.said("complain.heading") + "</h2>")
        .add(
            """
            <form method="post">%s<input type="hidden" name="form" value="%s">
            <p><label for="said">%s</label><textarea id="said" name="said" rows="5" maxlength="%d" required></textarea></p>
            <p><button name="do" value="complain">%s</button></p>%s</form>\
            """
                .formatted(
                    lang(tongue),
                    forms.newWord(),
                    page.said("complain.label"),
                    Appeal.LONGEST,
                    page.said("complain.button"),
                    appeal));
  }

  /** What could be stopped, and what could not. */
  ResponseEntity<String> withdrawn(Tongue tongue, Optional<Stopped> stopped) {
    var page = new Page(phrases, tongue, "withdraw.done.title").paragraph("withdraw.done");
    stopped.ifPresent(
        legs ->
            page.add("<p>" + page.said("withdraw.stopped", count(legs.cancelled().size())) + "</p>")
                .add("<p>" + page.said("withdraw.late", count(legs.tooLate().size())) + "</p>"));
    return page.answer(200);
  }

  private static String count(int legs) {
    return Integer.toString(legs);
  }

  /** One answer for every word that leads nowhere. */
  ResponseEntity<String> gone(Tongue tongue) {
    return note(tongue, 404, "gone.title", "gone");
  }

  ResponseEntity<String> wait(Tongue tongue, int seconds) {
    return new Page(phrases, tongue, "wait.title")
        .paragraph("wait")
        .answer(ResponseEntity.status(429).header("Retry-After", Integer.toString(seconds)));
  }

  ResponseEntity<String> note(Tongue tongue, int status, String title, String text) {
    return new Page(phrases, tongue, title).paragraph(text).answer(status);
  }

  static String lang(Tongue tongue) {
    return "<input type=\"hidden\" name=\"lang\" value=\"" + tongue.tag() + "\">";
  }

  /** The same page in the other languages, each named in itself. */
  static String languages(Tongue now) {
    return Arrays.stream(Tongue.values())
        .filter(tongue -> tongue != now)
        .map(
            tongue ->
                "<a href=\"?lang=%1$s\" lang=\"%1$s\" hreflang=\"%1$s\">%2$s</a>"
                    .formatted(tongue.tag(), Page.escaped(tongue.itsName())))
        .collect(Collectors.joining(" | ", "<p>", "</p>"));
  }
}
