package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.pages;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * What Graph shows of retention: the labels, which govern mail and documents and so prove nothing
 * of Copilot's messages. How old these are proves nothing either: they stay until a policy of the
 * tenant's ends them, which Graph does not show.
 */
final class CopilotClaimChecks implements ClaimChecks {
  private static final String NOT_SHOWN = "The application's rights do not show it.";

  private final GraphAccess access;

  CopilotClaimChecks(GraphAccess access) {
    this.access = access;
  }

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    return List.of(labels(connection));
  }

  private Observation labels(VendorConnection connection) {
    return new Observation(
        Promise.RETENTION,
        "RETENTION_LABELS",
        Standing.UNCLEAR,
        labelValue(connection),
        "GET /security/labels/retentionLabels");
  }

  private String labelValue(VendorConnection connection) {
    var api = access.client(ApplicationApi.class, connection);
    var labels = new ArrayList<JsonNode>();
    try {
      pages(
          new GraphLinks(connection),
          api.labels(),
          api::labels,
          page -> {
            labels.addAll(page);
            return false;
          });
    } catch (VendorFailure refused) {
      if (refused.status() == 403) {
        return NOT_SHOWN;
      }
      throw refused;
    }
    long used = labels.stream().filter(label -> label.path("isInUse").asBoolean(false)).count();
    var longest = labels.stream().mapToLong(CopilotClaimChecks::days).max();
    return "%d labels, %d in use, the longest of %s; they govern no Copilot messages"
        .formatted(labels.size(), used, period(longest));
  }

  /** A number, or a number as text; unlimited and unknown durations have none. */
  private static long days(JsonNode label) {
    var days = label.path("retentionDuration").path("days").asString("");
    return days.matches("[0-9]{1,9}") ? Long.parseLong(days) : 0;
  }

  private static String period(OptionalLong days) {
    return days.isPresent() && days.getAsLong() > 0 ? "P" + days.getAsLong() + "D" : "no period";
  }
}
