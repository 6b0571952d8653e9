package dev.writ.subject;

import dev.writ.identity.SubjectPace;
import dev.writ.request.ReleasedPackages;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
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
  private final StatusHtml pages;
  private final SubjectPace pace;

  PackagePage(
      StatusLinks links,
      PackageCodes codes,
      ReleasedPackages packages,
      PackageHtml html,
      StatusHtml pages,
      SubjectPace pace) {
    this.links = links;
    this.codes = codes;
    this.packages = packages;
    this.html = html;
    this.pages = pages;
    this.pace = pace;
  }

  @PostMapping(path = StatusPage.PATH + "{word}", params = "do=package")
  ResponseEntity<StreamingResponseBody> ask(@PathVariable String word, HttpServletRequest form) {
    var tongue = StatusPage.tongue(form);
    return early(word, form)
        .orElseGet(
            () ->
                links
                    .find(word)
                    .map(id -> codes.ask(id) ? html.code(tongue, false) : html.none(tongue))
                    .map(PackagePage::page)
                    .orElseGet(() -> page(pages.gone(tongue))));
  }

  @PostMapping(path = StatusPage.PATH + "{word}", params = "do=fetch")
  ResponseEntity<StreamingResponseBody> fetch(@PathVariable String word, HttpServletRequest form) {
    return early(word, form)
        .orElseGet(
            () ->
                links
                    .find(word)
                    .map(id -> fetched(id, form))
                    .orElseGet(() -> page(pages.gone(StatusPage.tongue(form)))));
  }

  private ResponseEntity<StreamingResponseBody> fetched(UUID id, HttpServletRequest form) {
    // People copy codes with blanks in them.
    var code = Optional.ofNullable(form.getParameter("code")).orElse("").replaceAll("\\s", "");
    var tongue = StatusPage.tongue(form);
    return switch (codes.take(id, code)) {
      case RIGHT ->
          ResponseEntity.ok()
              .header("Content-Type", "application/zip")
              .header("Content-Disposition", "attachment; filename=\"your-data.zip\"")
              .header("Cache-Control", "no-store")
              .body(out -> packages.write(id, out));
      case WRONG -> page(html.code(tongue, true));
      case GONE -> page(html.none(tongue));
    };
  }

  private Optional<ResponseEntity<StreamingResponseBody>> early(
      String word, HttpServletRequest call) {
    int wait = pace.take(call.getRemoteAddr(), word);
    return wait == 0
        ? Optional.empty()
        : Optional.of(page(pages.wait(StatusPage.tongue(call), wait)));
  }

  private static ResponseEntity<StreamingResponseBody> page(ResponseEntity<String> page) {
    var body = Optional.ofNullable(page.getBody()).orElse("").getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.status(page.getStatusCode())
        .headers(page.getHeaders())
        .body(out -> out.write(body));
  }
}
