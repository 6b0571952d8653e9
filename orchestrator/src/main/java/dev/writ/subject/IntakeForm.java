package dev.writ.subject;

import dev.writ.api.model.RequestKind;
import dev.writ.subject.Places.Place;
import dev.writ.web.MailAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was entered into the form. Personal data; {@code toString} shows none of it. There is no
 * customer number: whoever proves an address has proved nothing about a number.
 *
 * @param trap what stands in the field nobody sees
 * @param word the form's own
 */
record IntakeForm(String right, String place, String email, String trap, String word) {
  static final int LONGEST_EMAIL = 320;

  static IntakeForm empty(String word) {
    return new IntakeForm("", "", "", "", word);
  }

  static IntakeForm of(HttpServletRequest form) {
    return new IntakeForm(
        field(form, "right"),
        field(form, "place"),
        field(form, "email"),
        field(form, "website"),
        field(form, "form"));
  }

  private static String field(HttpServletRequest form, String name) {
    return Optional.ofNullable(form.getParameter(name)).orElse("").strip();
  }

  /** Fields that cannot be taken, in the order of the page, each with the phrase that says why. */
  Map<String, String> mistakes() {
    var mistakes = new LinkedHashMap<String, String>();
    if (kind().isEmpty()) {
      mistakes.put("right", "error.right");
    }
    if (findPlace().isEmpty()) {
      mistakes.put("place", "error.place");
    }
    if (email.length() > LONGEST_EMAIL || !MailAddress.simple(email)) {
      mistakes.put("email", "error.email");
    }
    return mistakes;
  }

  Optional<RequestKind> kind() {
    return Arrays.stream(RequestKind.values())
        .filter(kind -> kind.name().equals(right))
        .findFirst();
  }

  Optional<Place> findPlace() {
    return Places.find(place);
  }

  @Override
  public String toString() {
    return "IntakeForm[***]";
  }
}
