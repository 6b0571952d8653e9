package dev.writ.subject;

import dev.writ.leg.Stopping.Stopped;
import dev.writ.page.Language;
import dev.writ.page.Page;
import dev.writ.page.Pages;
import dev.writ.subject.Status.Asked;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How the pages behind a status link look. */
@Component
class StatusHtml {
  private final Pages pages;
  private final Forms forms;

  StatusHtml(Pages pages, Forms forms) {
    this.pages = pages;
    this.forms = forms;
  }

  ResponseEntity<String> status(Language language, Status status) {
    var page = pages.page(language, "status").translated();
    page.paragraph("kind." + status.kind())
        .add("<p>" + page.said("status.received", language.day(status.receivedOn())) + "</p>")
        .add("<p class=\"standing\">" + page.said(status.standing().phrase()) + "</p>");
    if (status.due() != null) {
      page.add("<p>" + page.said("status.due", language.day(status.due())) + "</p>");
    }
    asked(page, status);
    letters(page, status);
    if (status.fetchable()) {
      PackageHtml.add(page);
    }
    if (status.withdrawable()) {
      section(page, "withdraw.heading")
          .paragraph("withdraw.hint")
          .form(page.quietButton("do", "withdraw", "withdraw.button"))
          .add("</section>");
    }
    complaint(page, status);
    return page.answer(200);
  }

  static Page section(Page page, String heading) {
    return page.add("<section>").heading(heading);
  }

  private static void asked(Page page, Status status) {
    if (status.asked().contains(Asked.IDENTITY)) {
      section(page, "asked.heading").paragraph("asked.identity").add("</section>");
    }
    if (status.asked().contains(Asked.IDENTITY_EVIDENCE)) {
      document(page, "document.IDENTITY_EVIDENCE");
    }
    if (status.asked().contains(Asked.AGENT_PERMISSION)) {
      document(page, "document.AGENT_PERMISSION");
    }
    if (status.asked().contains(Asked.TASK)) {
      section(page, "task.heading")
          .paragraph("task.hint")
          .form(page.button("do", "task", "task.button"))
          .add("</section>");
    }
  }

  private static void document(Page page, String which) {
    section(page, "document.heading")
        .paragraph(which)
        .add(
            """
            <form method="post" enctype="multipart/form-data" action="%s">
            <p class="label"><label for="file">%s</label> <span class="hint" id="document-hint">%s</span></p>
            <p><input type="file" id="file" name="file" accept=".pdf,.png,.jpg,.jpeg" aria-describedby="document-hint" required></p>
            <p><button>%s</button></p></form></section>\
            """
                .formatted(
                    page.language().at(""),
                    page.said("document.label"),
                    page.said("document.hint"),
                    page.said("document.button")));
  }

  private static void letters(Page page, Status status) {
    if (status.letters().isEmpty()) {
      return;
    }
    section(page, "letters.heading").add("<ul>");
    for (var sent : status.letters()) {
      var on = Page.escaped(page.language().day(sent.on()));
      page.add("<li>%s, %s</li>".formatted(page.said("letter." + sent.kind()), on));
    }
    page.add("</ul></section>");
  }

  private void complaint(Page page, Status status) {
    var appeal = status.appealable() ? page.quietButton("do", "appeal", "appeal.button") : "";
    section(page, "complain.heading")
        .form(
            Forms.field(forms.newWord())
                + """
                <p class="label"><label for="said">%s</label></p>
                <p><textarea id="said" name="said" rows="5" maxlength="%d" required></textarea></p>\
                """
                    .formatted(page.said("complain.label"), Appeal.LONGEST)
                + page.quietButton("do", "complain", "complain.button")
                + appeal)
        .add("</section>");
  }

  /** What could be stopped, and what could not. */
  ResponseEntity<String> withdrawn(Language language, Optional<Stopped> stopped) {
    var page = pages.page(language, "withdraw.done").paragraph("withdraw.done");
    stopped.ifPresent(
        legs ->
            page.add("<p>" + page.said("withdraw.stopped", count(legs.cancelled().size())) + "</p>")
                .add("<p>" + page.said("withdraw.late", count(legs.tooLate().size())) + "</p>"));
    return page.answer(200);
  }

  private static String count(int legs) {
    return Integer.toString(legs);
  }
}
