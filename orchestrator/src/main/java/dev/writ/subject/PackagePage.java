package dev.writ.subject;

import dev.writ.page.Language;
import dev.writ.request.ReleasedPackages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * How a person fetches a released package, from the page behind a status link: a code is sent, and
 * the form with the right code is answered with the package itself. So no address leads to it that
 * could be kept, passed on, or read by a scanner.
 */
@Component
class PackagePage {
  private final PackageCodes codes;
  private final ReleasedPackages packages;
  private final PackageHtml html;

  PackagePage(PackageCodes codes, ReleasedPackages packages, PackageHtml html) {
    this.codes = codes;
    this.packages = packages;
    this.html = html;
  }

  /** Sends a code, and answers with the field for it. */
  ResponseEntity<String> ask(UUID id, Language language) {
    return codes.ask(id) ? html.code(language, false) : html.none(language);
  }

  /** A page, or null where the package itself was the answer. */
  @Nullable ResponseEntity<String> fetch(
      UUID id, Language language, HttpServletRequest form, HttpServletResponse answer) {
    // People copy codes with blanks in them.
    var code = Optional.ofNullable(form.getParameter("code")).orElse("").replaceAll("\\s", "");
    return switch (codes.take(id, code)) {
      case RIGHT -> {
        handOut(id, answer);
        yield null;
      }
      case WRONG -> html.code(language, true);
      case GONE -> html.none(language);
    };
  }

  private void handOut(UUID id, HttpServletResponse answer) {
    answer.setContentType("application/zip");
    answer.setHeader("Content-Disposition", "attachment; filename=\"your-data.zip\"");
    answer.setHeader("Cache-Control", "no-store");
    try {
      packages.write(id, answer.getOutputStream());
    } catch (IOException brokenOff) {
      codes.brokenOff(id);
      throw new UncheckedIOException(brokenOff);
    } catch (RuntimeException brokenOff) {
      codes.brokenOff(id);
      throw brokenOff;
    }
  }
}
