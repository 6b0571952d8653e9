package dev.writ.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Begins pages, and answers with those that all rooms share. */
@Component
public class Pages {
  private final Phrases phrases;
  private final SubjectPace pace;

  Pages(Phrases phrases, SubjectPace pace) {
    this.phrases = phrases;
    this.pace = pace;
  }

  /** A page whose title is the phrase {@code <name>.title}. */
  public Page page(Language language, String name) {
    return titled(language, phrases.of(language, name + ".title"));
  }

  /** A page whose title is a text from elsewhere. */
  public Page titled(Language language, String title) {
    return new Page(phrases, language, title);
  }

  /** A page of the phrases {@code <name>.title} and {@code <name>}. */
  public ResponseEntity<String> note(Language language, int status, String name) {
    return page(language, name).paragraph(name).answer(status);
  }

  /** The one answer for whatever leads nowhere: unknown, used, ended, replaced, malformed. */
  public ResponseEntity<String> gone(HttpServletRequest call) {
    return note(Language.of(call), 404, "gone");
  }

  /**
   * Takes one call of this address at this link; a page that says to wait where it comes too soon.
   */
  public Optional<ResponseEntity<String>> tooFast(HttpServletRequest call, String link) {
    return waiting(call, pace.take(call.getRemoteAddr(), link));
  }

  /** The same at a page that is everybody's. */
  public Optional<ResponseEntity<String>> tooFast(HttpServletRequest call) {
    return waiting(call, pace.take(call.getRemoteAddr()));
  }

  /** The same for a filing, which sends a letter to whatever address was entered. */
  public Optional<ResponseEntity<String>> tooManyFilings(HttpServletRequest call) {
    return waiting(call, pace.takeFiling(call.getRemoteAddr()));
  }

  /**
   * Takes one call of this address at this link, for those who answer without a page.
   *
   * @return seconds to wait; 0 when the call may go on
   */
  public int take(HttpServletRequest call, String link) {
    return pace.take(call.getRemoteAddr(), link);
  }

  private Optional<ResponseEntity<String>> waiting(HttpServletRequest call, int seconds) {
    return seconds == 0
        ? Optional.empty()
        : Optional.of(
            page(Language.of(call), "wait")
                .paragraph("wait")
                .answer(
                    ResponseEntity.status(429).header("Retry-After", Integer.toString(seconds))));
  }
}
