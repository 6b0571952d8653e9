package dev.writ.web;

import dev.writ.api.model.SubjectIdentifier;

/**
 * What an identifier must be, wherever one comes in: a slip would find nobody, and be believed as
 * "nothing is there".
 */
public final class Identifiers {
  private Identifiers() {}

  /**
   * The identifier's value, as given.
   *
   * @throws Problem unprocessable, naming the field alone
   */
  public static String require(SubjectIdentifier identifier, String field) {
    var value = Texts.require(identifier.getValue(), field);
    switch (identifier.getType()) {
      case EMAIL -> {
        if (!MailAddress.possible(value)) {
          throw Problem.invalid(
              field + " is no e-mail address: mend it, or give what it is another type");
        }
      }
      case PHONE -> {
        if (value.codePoints().noneMatch(Character::isDigit)) {
          throw Problem.invalid(
              field + " is no telephone number: mend it, or give what it is another type");
        }
      }
      case CUSTOMER_ID, VENDOR_USER_ID, EXTERNAL_ID -> {}
    }
    return value;
  }
}
