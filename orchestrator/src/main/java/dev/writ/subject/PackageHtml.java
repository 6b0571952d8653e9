package dev.writ.subject;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How the pages look by which a person fetches a package. */
@Component
class PackageHtml {
  private final Phrases phrases;

  PackageHtml(Phrases phrases) {
    this.phrases = phrases;
  }

  /** The part of the status page that leads there. */
  static void add(Page page, Tongue tongue) {
    page.add("<h2>" + page.said("package.heading") + "</h2>").paragraph("package.hint");
    page.add(
        "<form method=\"post\">%s<p><button name=\"do\" value=\"package\">%s</button></p></form>"
            .formatted(StatusHtml.lang(tongue), page.said("package.button")));
  }

  /** The field for the code; after a wrong one says so. */
  ResponseEntity<String> code(Tongue tongue, boolean wrong) {
    var page = new Page(phrases, tongue, "package.code.title");
    if (wrong) {
      page.add("<p class=\"wrong\" role=\"alert\">" + page.said("package.wrong") + "</p>");
    }
    page.paragraph("package.code")
        .add(
            """
            <form method="post">%s
            <p><label for="code">%s</label><input type="text" id="code" name="code" inputmode="numeric" \
            autocomplete="one-time-code" maxlength="10" required></p>
            <p><button name="do" value="fetch">%s</button></p></form>\
            """
                .formatted(
                    StatusHtml.lang(tongue),
                    page.said("package.code.label"),
                    page.said("package.fetch")));
    return page.answer(wrong ? 400 : 200);
  }

  /** No code was sent, or the one that was leads nowhere any more. */
  ResponseEntity<String> none(Tongue tongue) {
    return new Page(phrases, tongue, "package.none.title").paragraph("package.none").answer(409);
  }
}
