package dev.writ.vendor.googleworkspace;

import java.util.List;
import java.util.Map;

/**
 * The bodies of our requests to Vault. Names hold no {@code @} and no {@code :}, which break
 * downloads, and say nothing about anybody. There is no start and no end: Vault would round them to
 * days.
 */
final class VaultRequests {
  private VaultRequests() {}

  /** What an export of Gemini's data is written as. */
  enum Format {
    /** The Gemini app. */
    XML,
    /** Gemini in Workspace, as far as the tenant's Vault covers it. */
    JSON
  }

  static Map<String, Object> matter(String region) {
    return Map.of(
        "name", "Data subject request",
        "description", "Opened by Writ and removed by it",
        "matterRegion", region);
  }

  static Map<String, Object> export(String email, Format format, String region) {
    return Map.of(
        "name",
        "gemini-" + (format == Format.XML ? "xml" : "json"),
        "query",
        query(email),
        "exportOptions",
        Map.of("region", region, "geminiOptions", Map.of("exportFormat", format.name())));
  }

  /** This view tells of accounts that could not be counted. */
  static Map<String, Object> count(String email) {
    return Map.of("query", query(email), "view", "TOTAL_COUNT");
  }

  private static Map<String, Object> query(String email) {
    return Map.of(
        "corpus", "GEMINI",
        "dataScope", "ALL_DATA",
        "method", "ACCOUNT",
        "accountInfo", Map.of("emails", List.of(email)),
        "geminiOptions", Map.of());
  }
}
