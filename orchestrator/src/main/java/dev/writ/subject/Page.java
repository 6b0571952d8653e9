package dev.writ.subject;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * A page in one language: no script, no cookie, nothing fetched from elsewhere, kept nowhere. All
 * text is escaped on its way in.
 */
final class Page {
  // Contrast is 7:1 and more; the width is a reader's, and 320 pixels are enough.
  private static final String STYLE =
      """
      body{font:1.1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:38rem;margin:0 auto;padding:1rem;overflow-wrap:break-word}
      label,legend{font-weight:600}label{display:block}input,select,textarea,button{font:inherit;max-width:100%;box-sizing:border-box;padding:.5rem}
      input[type=text],input[type=email],select,textarea{width:100%;border:2px solid #595959;background:#fff;color:#1a1a1a}
      button{background:#0b3d91;color:#fff;border:2px solid #0b3d91;padding:.6rem 1.2rem}a{color:#0b3d91}
      fieldset{border:0;margin:0;padding:0}fieldset label{display:inline;font-weight:400}
      :focus-visible{outline:3px solid #b35900;outline-offset:2px}
      .wrong{color:#8f0000;font-weight:600}.summary{border:3px solid #8f0000;padding:0 1rem}
      .away{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}\
      """;
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Phrases phrases;
  private final Tongue tongue;
  private final StringBuilder body = new StringBuilder();
  private final String title;

  Page(Phrases phrases, Tongue tongue, String titleKey) {
    this.phrases = phrases;
    this.tongue = tongue;
    this.title = escaped(phrases.of(tongue, titleKey));
  }

  static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  String said(String key) {
    return escaped(phrases.of(tongue, key));
  }

  String said(String key, String with) {
    return escaped(phrases.of(tongue, key, with));
  }

  /** Markup, with what is text in it escaped. */
  Page add(String markup) {
    body.append(markup).append('\n');
    return this;
  }

  Page paragraph(String key) {
    return add("<p>" + said(key) + "</p>");
  }

  ResponseEntity<String> answer(int status) {
    return answer(ResponseEntity.status(status));
  }

  ResponseEntity<String> answer(ResponseEntity.BodyBuilder answer) {
    return answer
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-store")
        .header("Vary", "Accept, Accept-Language")
        .header("Content-Language", tongue.tag())
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(html());
  }

  private String html() {
    return """
    <!doctype html><html lang="%1$s"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
    <title>%2$s</title><style>%3$s</style></head><body><main><h1>%2$s</h1>
    %4$s</main></body></html>
    """
        .formatted(tongue.tag(), title, STYLE, body);
  }

  private static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
