package dev.writ.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page where a person confirms a link or enters a code. Reading it changes nothing, because
 * mail scanners read links too. It names nobody, and what is unknown, used, replaced or over is one
 * and the same answer.
 */
@RestController
class IdentityPage {
  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>%1$s</title><h1>%1$s</h1>\
      """;
  private static final String GONE =
      HEAD.formatted("This page has ended")
          + "<p>It was used already, or its time is over. Ask whoever sent it for a new"
          + " one.</p></html>";
  private static final String THANKS =
      HEAD.formatted("Thank you") + "<p>You have confirmed it. You can close this page.</p></html>";
  private static final String WAIT =
      HEAD.formatted("Please wait")
          + "<p>Too many tries at once. Try again in a minute.</p></html>";
  private static final String LINK =
      HEAD.formatted("Is this request yours?")
          + """
          <p>Somebody asked us about the data we hold. If it was you, press the button. If it was not, close this page.</p>
          <form method="post"><p><button name="answer" value="confirm">Yes, it is mine</button></p></form></html>
          """;
  private static final String FIELD =
      """
      <form method="post"><p><label for="code">The six digits we sent you</label>
      <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="10" required></p>
      <p><button>Send</button></p></form></html>
      """;
  private static final String CODE = HEAD.formatted("Enter your code") + FIELD;
  private static final String WRONG =
      HEAD.formatted("Enter your code") + "<p role=\"alert\">That was another code.</p>" + FIELD;

  private final Challenges challenges;
  private final SubjectPace pace;

  IdentityPage(Challenges challenges, SubjectPace pace) {
    this.challenges = challenges;
    this.pace = pace;
  }

  @GetMapping(path = Challenges.PATH + "{word}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> show(@PathVariable String word, HttpServletRequest call) {
    return early(call, word)
        .orElseGet(
            () ->
                challenges
                    .find(word)
                    .map(kind -> html(200, page(kind)))
                    .orElseGet(() -> html(404, GONE)));
  }

  @PostMapping(path = Challenges.PATH + "{word}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> answer(@PathVariable String word, HttpServletRequest form) {
    return early(form, word).orElseGet(() -> answered(word, form));
  }

  private ResponseEntity<String> answered(String word, HttpServletRequest form) {
    return switch (challenges.answer(word, code(form))) {
      case PROVED -> html(200, THANKS);
      case WRONG -> html(400, WRONG);
      case GONE -> html(404, GONE);
    };
  }

  /** People copy codes with blanks in them. */
  private static String code(HttpServletRequest form) {
    return Optional.ofNullable(form.getParameter("code")).orElse("").replaceAll("\\s", "");
  }

  private static String page(Challenges.Kind kind) {
    return switch (kind) {
      case CODE -> CODE;
      case LINK -> LINK;
    };
  }

  private Optional<ResponseEntity<String>> early(HttpServletRequest call, String word) {
    int wait = pace.take(call.getRemoteAddr(), word);
    return wait == 0
        ? Optional.empty()
        : Optional.of(
            page(ResponseEntity.status(429).header("Retry-After", Integer.toString(wait)), WAIT));
  }

  private static ResponseEntity<String> html(int status, String page) {
    return page(ResponseEntity.status(status), page);
  }

  private static ResponseEntity<String> page(ResponseEntity.BodyBuilder answer, String page) {
    return answer
        .header(
            "Content-Security-Policy",
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
        .header("Cache-Control", "no-store")
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(page);
  }
}
