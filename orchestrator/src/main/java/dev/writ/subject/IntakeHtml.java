package dev.writ.subject;

import dev.writ.api.model.RequestKind;
import dev.writ.subject.Places.Place;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * How the form looks. By WCAG 2.2 AA: each field has a label, mistakes are listed first, with links
 * to their fields, and said again at the field; nothing depends on colour, script or a pointer.
 */
@Component
class IntakeHtml {
  private final Phrases phrases;
  private final Places places;
  private final Forms forms;

  IntakeHtml(Phrases phrases, Places places, Forms forms) {
    this.phrases = phrases;
    this.places = places;
    this.forms = forms;
  }

  /** The form; with mistakes, as it was entered. */
  ResponseEntity<String> form(Tongue tongue, IntakeForm form, Map<String, String> mistakes) {
    var page = new Page(phrases, tongue, "intake.title");
    summary(page, mistakes);
    var word = Forms.couldBe(form.word()) ? form.word() : forms.newWord();
    page.paragraph("intake.hint")
        .add("<form method=\"post\" action=\"" + IntakePage.PATH + "\" novalidate>")
        .add(StatusHtml.lang(tongue))
        .add("<input type=\"hidden\" name=\"form\" value=\"" + word + "\">");
    rights(page, form, mistakes);
    place(page, tongue, form, mistakes);
    field(page, "email", "email", form.email(), mistakes, "autocomplete=\"email\" required");
    trap(page);
    page.add("<p><button>" + page.said("intake.button") + "</button></p></form>")
        .add(StatusHtml.languages(tongue));
    return page.answer(mistakes.isEmpty() ? 200 : 422);
  }

  private static void summary(Page page, Map<String, String> mistakes) {
    if (mistakes.isEmpty()) {
      return;
    }
    page.add(
        "<div class=\"summary\" role=\"alert\" tabindex=\"-1\" autofocus><h2>%s</h2><ul>"
            .formatted(page.said("error.heading")));
    mistakes.forEach(
        (field, key) ->
            page.add("<li><a href=\"#" + first(field) + "\">" + page.said(key) + "</a></li>"));
    page.add("</ul></div>");
  }

  /** The id of what takes the focus. */
  private static String first(String field) {
    return field.equals("right") ? "right-" + RequestKind.ERASURE.name() : field;
  }

  private static void rights(Page page, IntakeForm form, Map<String, String> mistakes) {
    page.add(
        "<fieldset" + about("right", mistakes) + "><legend>" + page.said("right") + "</legend>");
    wrong(page, "right", mistakes);
    for (var kind : RequestKind.values()) {
      page.add(
          "<p><input type=\"radio\" id=\"right-%1$s\" name=\"right\" value=\"%1$s\"%2$s required> <label for=\"right-%1$s\">%3$s</label></p>"
              .formatted(
                  kind.name(),
                  form.right().equals(kind.name()) ? " checked" : "",
                  page.said("right." + kind.name())));
    }
    page.add("</fieldset>");
  }

  private void place(Page page, Tongue tongue, IntakeForm form, Map<String, String> mistakes) {
    var options =
        places.inOrder(tongue).stream()
            .map(place -> option(place, tongue, form))
            .collect(Collectors.joining("\n"));
    page.add("<p><label for=\"place\">" + page.said("place") + "</label>")
        .add("<span id=\"place-hint\">" + page.said("place.hint") + "</span></p>");
    wrong(page, "place", mistakes);
    page.add(
        "<p><select id=\"place\" name=\"place\" autocomplete=\"country\" required%s><option value=\"\">%s</option>%s</select></p>"
            .formatted(about("place", mistakes, "place-hint"), page.said("place.choose"), options));
  }

  private String option(Place place, Tongue tongue, IntakeForm form) {
    return "<option value=\"%s\"%s>%s</option>"
        .formatted(
            place.code(),
            form.place().equals(place.code()) ? " selected" : "",
            Page.escaped(places.name(place, tongue)));
  }

  private static void field(
      Page page,
      String name,
      String type,
      String value,
      Map<String, String> mistakes,
      String more) {
    page.add("<p><label for=\"" + name + "\">" + page.said(name) + "</label>")
        .add("<span id=\"" + name + "-hint\">" + page.said(name + ".hint") + "</span></p>");
    wrong(page, name, mistakes);
    page.add(
        "<p><input type=\"%s\" id=\"%s\" name=\"%s\" value=\"%s\" %s%s></p>"
            .formatted(
                type,
                name,
                name,
                Page.escaped(value),
                more,
                about(name, mistakes, name + "-hint")));
  }

  /** Only a machine fills it: it is out of sight, of the tab order and of screen readers. */
  private static void trap(Page page) {
    page.add(
        """
        <div class="away" aria-hidden="true"><label for="website">%s</label>
        <input type="text" id="website" name="website" tabindex="-1" autocomplete="off"></div>\
        """
            .formatted(page.said("trap")));
  }

  private static void wrong(Page page, String field, Map<String, String> mistakes) {
    var key = mistakes.get(field);
    if (key != null) {
      page.add("<p class=\"wrong\" id=\"" + field + "-wrong\">" + page.said(key) + "</p>");
    }
  }

  private static String about(String field, Map<String, String> mistakes, String... hints) {
    boolean bad = mistakes.containsKey(field);
    var ids =
        Stream.concat(Stream.of(hints), bad ? Stream.of(field + "-wrong") : Stream.<String>empty())
            .collect(Collectors.joining(" "));
    return (ids.isEmpty() ? "" : " aria-describedby=\"" + ids + "\"")
        + (bad && hints.length > 0 ? " aria-invalid=\"true\"" : "");
  }

  ResponseEntity<String> thanks(Tongue tongue) {
    return note(tongue, 200, "intake.thanks.title", "intake.thanks");
  }

  ResponseEntity<String> unavailable(Tongue tongue) {
    return note(tongue, 503, "intake.unavailable.title", "intake.unavailable");
  }

  ResponseEntity<String> wait(Tongue tongue, int seconds) {
    return new Page(phrases, tongue, "wait.title")
        .paragraph("wait")
        .answer(ResponseEntity.status(429).header("Retry-After", Integer.toString(seconds)));
  }

  private ResponseEntity<String> note(Tongue tongue, int status, String title, String text) {
    return new Page(phrases, tongue, title).paragraph(text).answer(status);
  }
}
