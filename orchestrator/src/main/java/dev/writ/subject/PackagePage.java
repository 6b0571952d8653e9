package dev.writ.subject;

import dev.writ.page.Language;
import dev.writ.page.Pages;
import dev.writ.request.Correspondence;
import dev.writ.request.ReleasedPackages;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * How a person fetches a released package, from the page behind a status link: a code is sent, and
 * the form with the right code is answered with the package itself. So no address leads to it that
 * could be kept, passed on, or read by a scanner.
 */
@RestController
class PackagePage {
  private final StatusLinks links;
  private final PackageCodes codes;
  private final ReleasedPackages packages;
  private final PackageHtml html;
  private final Correspondence requests;
  private final Pages pages;

  PackagePage(
      StatusLinks links,
      PackageCodes codes,
      ReleasedPackages packages,
      PackageHtml html,
      Correspondence requests,
      Pages pages) {
    this.links = links;
    this.codes = codes;
    this.packages = packages;
    this.html = html;
    this.requests = requests;
    this.pages = pages;
  }

  @PostMapping(path = StatusPage.PATH + "{word}", params = "do=package")
  ResponseEntity<StreamingResponseBody> ask(@PathVariable String word, HttpServletRequest form) {
    return found(word, form, (id, language) -> page(asked(id, language)));
  }

  private ResponseEntity<String> asked(UUID id, Language language) {
    return codes.ask(id) ? html.code(language, false) : html.none(language);
  }

  @PostMapping(path = StatusPage.PATH + "{word}", params = "do=fetch")
  ResponseEntity<StreamingResponseBody> fetch(@PathVariable String word, HttpServletRequest form) {
    // People copy codes with blanks in them.
    var code = Optional.ofNullable(form.getParameter("code")).orElse("").replaceAll("\\s", "");
    return found(word, form, (id, language) -> fetched(id, code, language));
  }

  private ResponseEntity<StreamingResponseBody> fetched(UUID id, String code, Language language) {
    return switch (codes.take(id, code)) {
      case RIGHT ->
          ResponseEntity.ok()
              .header("Content-Type", "application/zip")
              .header("Content-Disposition", "attachment; filename=\"your-data.zip\"")
              .header("Cache-Control", "no-store")
              .body(out -> packages.write(id, out));
      case WRONG -> page(html.code(language, true));
      case GONE -> page(html.none(language));
    };
  }

  private ResponseEntity<StreamingResponseBody> found(
      String word,
      HttpServletRequest call,
      BiFunction<UUID, Language, ResponseEntity<StreamingResponseBody>> then) {
    return pages
        .tooFast(call, word)
        .map(PackagePage::page)
        .orElseGet(
            () ->
                links
                    .find(word)
                    .map(id -> then.apply(id, Language.of(call, requests.wishes(id).language())))
                    .orElseGet(() -> page(pages.gone(call))));
  }

  private static ResponseEntity<StreamingResponseBody> page(ResponseEntity<String> page) {
    var body = Optional.ofNullable(page.getBody()).orElse("").getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.status(page.getStatusCode())
        .headers(page.getHeaders())
        .body(out -> out.write(body));
  }
}
