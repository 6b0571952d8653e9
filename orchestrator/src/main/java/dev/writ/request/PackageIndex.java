package dev.writ.request;

import static dev.writ.page.Page.escaped;

import dev.writ.page.Language;
import dev.writ.page.Phrases;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The page in an access package that leads to its files; it stands alone, without any style. */
@Component
class PackageIndex {
  private final Phrases phrases;

  PackageIndex(Phrases phrases) {
    this.phrases = phrases;
  }

  /**
   * One file of the package.
   *
   * @param objects null where the file is as the service handed it out
   * @param records the same
   */
  record Entry(String service, String file, @Nullable Object objects, @Nullable Object records) {}

  /**
   * What is in none of the files.
   *
   * @param objects so many were found; 0 where the service was not searched to its end
   * @param reason the record's, in English; empty where it has none
   */
  record Left(String service, int objects, String reason) {}

  String of(
      UUID request,
      Language language,
      List<Entry> entries,
      List<Left> missing,
      List<String> searched) {
    return """
    <!doctype html><html lang="%s"><meta charset="utf-8"><title>%s</title>
    <h1>%2$s</h1><p>%s</p>
    <table><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr>%s</table>
    %s%s</html>
    """
        .formatted(
            language.tag(),
            said(language, "index.title"),
            escaped(phrases.of(language, "index.about", request.toString())),
            said(language, "index.service"),
            said(language, "index.file"),
            said(language, "index.items"),
            said(language, "index.records"),
            rows(language, entries),
            missing.isEmpty() ? "" : missing(language, missing),
            searched.isEmpty() ? "" : searched(language, searched));
  }

  private String rows(Language language, List<Entry> entries) {
    var rows = new StringBuilder();
    for (var entry : entries) {
      rows.append(
          "<tr><td>%s</td><td><a href=\"%s\">%2$s</a></td><td>%s</td><td>%s</td></tr>"
              .formatted(
                  escaped(entry.service()),
                  escaped(entry.file()),
                  entry.objects() == null ? "" : entry.objects(),
                  entry.records() == null ? said(language, "index.whole") : entry.records()));
    }
    return rows.toString();
  }

  private String missing(Language language, List<Left> missing) {
    var lines = new StringBuilder();
    for (var left : missing) {
      lines.append("<li>").append(escaped(left.service())).append(": ");
      lines.append(
          left.objects() > 0
              ? escaped(phrases.of(language, "index.unread", Integer.toString(left.objects())))
              : said(language, "index.unsearched"));
      if (!left.reason().isEmpty()) {
        lines.append(" <span lang=\"en\">(%s)</span>".formatted(escaped(left.reason())));
      }
      lines.append("</li>");
    }
    return "<h2>%s</h2><ul>%s</ul>".formatted(said(language, "index.missing"), lines);
  }

  private String searched(Language language, List<String> searched) {
    return "<h2>%s</h2><p>%s</p>"
        .formatted(said(language, "index.searched"), escaped(String.join(", ", searched)));
  }

  private String said(Language language, String key) {
    return escaped(phrases.of(language, key));
  }
}
