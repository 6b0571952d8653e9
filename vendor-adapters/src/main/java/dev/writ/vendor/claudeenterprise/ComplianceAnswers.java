package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.spi.Answers.require;

import tools.jackson.databind.JsonNode;

/** How answers are read: 404 is absence, and whatever is undocumented is malformed. */
final class ComplianceAnswers {
  private ComplianceAnswers() {}

  /** An id of the answer that may go into a path. */
  static String id(JsonNode row, String field) {
    var id = text(row, field);
    require(ComplianceKind.isId(id));
    return id;
  }

  /** The text of a field, empty when it is missing, null or something else. */
  static String text(JsonNode row, String field) {
    return row.path(field).asString("");
  }
}
