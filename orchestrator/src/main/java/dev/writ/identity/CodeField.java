package dev.writ.identity;

import dev.writ.page.Page;

/** Where six digits are entered, as a part of a form. */
public final class CodeField {
  private CodeField() {}

  /**
   * The field and its button.
   *
   * @param wrong whether another code was entered before
   */
  public static String on(Page page, boolean wrong) {
    return on(page, wrong, "<p><button>" + page.said("identity.code.button") + "</button></p>");
  }

  /**
   * The field with a button of its own.
   *
   * @param wrong whether another code was entered before
   */
  public static String on(Page page, boolean wrong, String button) {
    return """
    <p class="label"><label for="code">%s</label></p>%s
    <p><input type="text" class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="10" required%s></p>
    %s\
    """
        .formatted(
            page.said("identity.code.label"),
            wrong
                ? "<p class=\"wrong\" id=\"code-wrong\" role=\"alert\">"
                    + page.said("identity.code.wrong")
                    + "</p>"
                : "",
            wrong ? " aria-invalid=\"true\" aria-describedby=\"code-wrong\" autofocus" : "",
            button);
  }
}
