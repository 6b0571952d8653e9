package dev.writ.vendor.salesforce;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of objects in erase order: what a profile or a record leads to goes before it, and the CRM
 * goes before Data 360, which takes its data in again from there.
 */
enum SalesforceKind {
  AI_REQUEST("ai_request", Patterns.ROW),
  AI_GENERATION("ai_generation", Patterns.ROW),
  AGENT_SESSION("agent_session", Patterns.ROW),
  /** Its id names the object type: {@code Case.500…}. */
  RELATED_RECORD("related_record", Patterns.TYPED_RECORD),
  CONTACT("contact", Patterns.RECORD),
  LEAD("lead", Patterns.RECORD),
  CRM_INDIVIDUAL("crm_individual", Patterns.RECORD),
  INDIVIDUAL("individual", Patterns.INDIVIDUAL);

  /** What an id may look like. */
  static final class Patterns {
    static final String RECORD = "(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})";
    static final String TYPE = "[A-Za-z][A-Za-z0-9_]{0,79}";
    static final String TYPED_RECORD = TYPE + "\\." + RECORD;
    static final String ROW = "[A-Za-z0-9][A-Za-z0-9_-]{0,254}";

    /** A value of whatever field an org has mapped to the Individual Id, so a wide one. */
    static final String INDIVIDUAL = "[A-Za-z0-9][A-Za-z0-9_.:@+|-]{0,254}";

    private Patterns() {}
  }

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // a Pattern does not change
  private final Pattern id;

  SalesforceKind(String word, String id) {
    this.word = word;
    this.id = Pattern.compile(id);
  }

  /** Our word, in {@code VendorObject.kind}. */
  String word() {
    return word;
  }

  /** Whether the text can be an id of this kind, and cannot bend a path or a statement. */
  boolean fits(String text) {
    return id.matcher(text).matches();
  }

  /** A record of the org, in whatever object type. */
  boolean record() {
    return switch (this) {
      case RELATED_RECORD, CONTACT, LEAD, CRM_INDIVIDUAL -> true;
      case AI_REQUEST, AI_GENERATION, AGENT_SESSION, INDIVIDUAL -> false;
    };
  }

  static Optional<SalesforceKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
