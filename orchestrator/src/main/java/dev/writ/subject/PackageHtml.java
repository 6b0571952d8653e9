package dev.writ.subject;

import dev.writ.identity.CodeField;
import dev.writ.page.Language;
import dev.writ.page.Page;
import dev.writ.page.Pages;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How the pages look by which a person fetches a package. */
@Component
class PackageHtml {
  private final Pages pages;

  PackageHtml(Pages pages) {
    this.pages = pages;
  }

  /** The part of the status page that leads there. */
  static void add(Page page) {
    StatusHtml.section(page, "package.heading")
        .paragraph("package.hint")
        .form(page.button("do", "package", "package.button"))
        .add("</section>");
  }

  /** The field for the code; after a wrong one says so. */
  ResponseEntity<String> code(Language language, boolean wrong) {
    var page = pages.page(language, "package.code").paragraph("package.code");
    var fetch = page.button("do", "fetch", "package.fetch");
    return page.form(CodeField.on(page, wrong, fetch)).answer(wrong ? 400 : 200);
  }

  /** No code was sent, or the one that was leads nowhere any more. */
  ResponseEntity<String> none(Language language) {
    return pages.note(language, 409, "package.none");
  }
}
