package dev.writ.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * A page in one language: no script, no cookie, nothing fetched from elsewhere, kept nowhere. All
 * text is escaped on its way in.
 */
public final class Page {
  private final Phrases phrases;
  private final Language language;
  private final String title;
  private final StringBuilder body = new StringBuilder();
  private boolean translated;

  /**
   * An empty page.
   *
   * @param title text, escaped here
   */
  Page(Phrases phrases, Language language, String title) {
    this.phrases = phrases;
    this.language = language;
    this.title = escaped(title);
  }

  public static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  public Language language() {
    return language;
  }

  /** A phrase as markup. */
  public String said(String key) {
    return escaped(phrases.of(language, key));
  }

  /** A phrase as markup, with this text where it says {@code {0}}. */
  public String said(String key, String with) {
    return escaped(phrases.of(language, key, with));
  }

  /** Markup, with what is text in it escaped. */
  public Page add(String markup) {
    body.append(markup).append('\n');
    return this;
  }

  public Page heading(String key) {
    return add("<h2>" + said(key) + "</h2>");
  }

  public Page paragraph(String key) {
    return add("<p>" + said(key) + "</p>");
  }

  /** A button that says {@code name=value}, as a part of a form. */
  public String button(String name, String value, String key) {
    return "<p><button name=\"%s\" value=\"%s\">%s</button></p>".formatted(name, value, said(key));
  }

  /** The same where pressing it gives something up. */
  public String quietButton(String name, String value, String key) {
    return button(name, value, key).replaceFirst("<button", "<button class=\"quiet\"");
  }

  /** A form that is sent to the address of the page, which answers in the same language. */
  public Page form(String parts) {
    return add("<form method=\"post\">" + lang() + parts + "</form>");
  }

  /** The same for another address. */
  public Page form(String action, String parts) {
    return add(
        "<form method=\"post\" action=\"" + action + "\" novalidate>" + lang() + parts + "</form>");
  }

  private String lang() {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(Language.PARAMETER, language.tag());
  }

  /** With links to the same address in the other languages, each named in itself. */
  public Page translated() {
    translated = true;
    return this;
  }

  public ResponseEntity<String> answer(int status) {
    return answer(ResponseEntity.status(status));
  }

  public ResponseEntity<String> answer(ResponseEntity.BodyBuilder answer) {
    return answer
        .header("Content-Security-Policy", Look.POLICY)
        .header("Cache-Control", "no-store")
        .header("Vary", "Accept, Accept-Language")
        .header("Content-Language", language.tag())
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(html());
  }

  private String html() {
    return """
    <!doctype html><html lang="%1$s"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
    <title>%2$s</title><style>%3$s</style></head><body>%4$s<main><h1>%2$s</h1>
    %5$s</main></body></html>
    """
        .formatted(language.tag(), title, Look.STYLE, translated ? languages() : "", body);
  }

  private String languages() {
    return Arrays.stream(Language.values())
        .filter(other -> other != language)
        .map(
            other ->
                "<a href=\"%1$s\" lang=\"%2$s\" hreflang=\"%2$s\">%3$s</a>"
                    .formatted(other.at(""), other.tag(), escaped(other.itsName())))
        .collect(
            Collectors.joining(" ", "<nav aria-label=\"" + said("languages") + "\">", "</nav>"));
  }
}
