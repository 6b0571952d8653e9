package dev.writ.request;

import dev.writ.web.Texts;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What people write about a request and what is kept in the clear: it must name nobody. */
@Component
public class ClearText {
  private final RequestKeys keys;

  ClearText(RequestKeys keys) {
    this.keys = keys;
  }

  /**
   * The text, which holds no e-mail address and none of the request's identifiers. When the
   * request's key was destroyed nobody knows these any more.
   *
   * @throws dev.writ.web.Problem unprocessable, naming the field alone
   */
  public String require(UUID request, String text, String field) {
    var known =
        keys.findOpened(request).map(RequestKeys.Opened::identifiers).orElse(List.of()).stream();
    return Texts.impersonal(text, field, known.map(SubjectIdentifierLine::value).toList());
  }
}
