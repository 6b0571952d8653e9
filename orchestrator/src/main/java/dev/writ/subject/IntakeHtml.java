package dev.writ.subject;

import dev.writ.api.model.RequestKind;
import dev.writ.identity.CodeField;
import dev.writ.page.Language;
import dev.writ.page.Page;
import dev.writ.page.Pages;
import dev.writ.request.SubjectsOwn;
import dev.writ.subject.Places.Place;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * How the form and the pages after it look. By WCAG 2.2 AA: each field has a label, mistakes are
 * listed first, with links to their fields, and said again at the field; nothing depends on colour,
 * script or a pointer.
 */
@Component
class IntakeHtml {
  private final Pages pages;
  private final Places places;
  private final Forms forms;
  private final StatusLinks links;

  IntakeHtml(Pages pages, Places places, Forms forms, StatusLinks links) {
    this.pages = pages;
    this.places = places;
    this.forms = forms;
    this.links = links;
  }

  /** The form; with mistakes, as it was entered. */
  ResponseEntity<String> form(Language language, IntakeForm form, Map<String, String> mistakes) {
    var page = pages.page(language, "intake").translated();
    summary(page, mistakes);
    var word = Forms.couldBe(form.word()) ? form.word() : forms.newWord();
    page.paragraph("intake.hint")
        .form(
            IntakePage.PATH,
            Forms.field(word)
                + rights(page, form, mistakes)
                + place(page, form, mistakes)
                + email(page, form, mistakes)
                + trap(page)
                + "<p><button>"
                + page.said("intake.button")
                + "</button></p>");
    return page.answer(mistakes.isEmpty() ? 200 : 422);
  }

  private static void summary(Page page, Map<String, String> mistakes) {
    if (mistakes.isEmpty()) {
      return;
    }
    page.add("<div class=\"summary\" role=\"alert\" tabindex=\"-1\" autofocus>")
        .heading("error.heading")
        .add("<ul>");
    mistakes.forEach(
        (field, key) ->
            page.add("<li><a href=\"#" + first(field) + "\">" + page.said(key) + "</a></li>"));
    page.add("</ul></div>");
  }

  /** The id of what takes the focus. */
  private static String first(String field) {
    return field.equals("right") ? "right-" + RequestKind.ERASURE.name() : field;
  }

  private static String rights(Page page, IntakeForm form, Map<String, String> mistakes) {
    return Stream.of(RequestKind.values())
        .map(
            kind ->
                "<p class=\"choice\"><input type=\"radio\" id=\"right-%1$s\" name=\"right\" value=\"%1$s\"%2$s required> <label for=\"right-%1$s\">%3$s</label></p>"
                    .formatted(
                        kind.name(),
                        form.right().equals(kind.name()) ? " checked" : "",
                        page.said("right." + kind.name())))
        .collect(
            Collectors.joining(
                "\n",
                "<fieldset%s><legend>%s</legend>%s"
                    .formatted(
                        about("right", mistakes),
                        page.said("right"),
                        wrong(page, "right", mistakes)),
                "</fieldset>"));
  }

  private String place(Page page, IntakeForm form, Map<String, String> mistakes) {
    var options =
        places.inOrder(page.language()).stream()
            .map(place -> option(place, page.language(), form))
            .collect(Collectors.joining("\n"));
    return label(page, "place", mistakes)
        + "<p><select id=\"place\" name=\"place\" autocomplete=\"country\" required%s><option value=\"\">%s</option>%s</select></p>"
            .formatted(about("place", mistakes, "place-hint"), page.said("place.choose"), options);
  }

  private String option(Place place, Language language, IntakeForm form) {
    return "<option value=\"%s\"%s>%s</option>"
        .formatted(
            place.code(),
            form.place().equals(place.code()) ? " selected" : "",
            Page.escaped(places.name(place, language)));
  }

  private static String email(Page page, IntakeForm form, Map<String, String> mistakes) {
    return label(page, "email", mistakes)
        + "<p><input type=\"email\" id=\"email\" name=\"email\" value=\"%s\" autocomplete=\"email\" required%s></p>"
            .formatted(Page.escaped(form.email()), about("email", mistakes, "email-hint"));
  }

  private static String label(Page page, String name, Map<String, String> mistakes) {
    return "<p class=\"label\"><label for=\"%1$s\">%2$s</label><span class=\"hint\" id=\"%1$s-hint\">%3$s</span></p>%4$s"
        .formatted(name, page.said(name), page.said(name + ".hint"), wrong(page, name, mistakes));
  }

  /** Only a machine fills it: it is out of sight, of the tab order and of screen readers. */
  private static String trap(Page page) {
    return """
    <div class="away" aria-hidden="true"><label for="website">%s</label>
    <input type="text" id="website" name="website" tabindex="-1" autocomplete="off"></div>\
    """
        .formatted(page.said("trap"));
  }

  private static String wrong(Page page, String field, Map<String, String> mistakes) {
    var key = mistakes.get(field);
    return key == null
        ? ""
        : "<p class=\"wrong\" id=\"" + field + "-wrong\">" + page.said(key) + "</p>";
  }

  private static String about(String field, Map<String, String> mistakes, String... hints) {
    boolean bad = mistakes.containsKey(field);
    var ids =
        Stream.concat(Stream.of(hints), bad ? Stream.of(field + "-wrong") : Stream.<String>empty())
            .collect(Collectors.joining(" "));
    return (ids.isEmpty() ? "" : " aria-describedby=\"" + ids + "\"")
        + (bad && hints.length > 0 ? " aria-invalid=\"true\"" : "");
  }

  /** The page after the form; the same for everybody but for the form's own word. */
  ResponseEntity<String> code(Language language, String word, boolean wrong) {
    var page = pages.page(language, "intake.thanks").paragraph("intake.thanks");
    return page.form(IntakePage.CODE_PATH, Forms.field(word) + CodeField.on(page, wrong))
        .paragraph("intake.link")
        .answer(wrong ? 400 : 200);
  }

  /** Whoever proved the address may see from now on where the request stands. */
  ResponseEntity<String> proved(Language language, UUID request) {
    var link = links.make(request, SubjectsOwn.ACTOR);
    var page = pages.page(language, "identity.thanks").paragraph("identity.thanks");
    return page.add("<section>")
        .heading("follow.heading")
        .add("<p>" + page.said("follow.hint", links.lastDay(link, language)) + "</p>")
        .add(
            "<p><a href=\"%s\">%s</a></p></section>"
                .formatted(language.at(StatusPage.PATH + link.word()), page.said("follow")))
        .answer(200);
  }
}
