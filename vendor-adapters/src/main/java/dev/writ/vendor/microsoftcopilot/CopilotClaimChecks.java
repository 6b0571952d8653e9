package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.answered;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.pages;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/**
 * What Graph shows of retention: the labels, which govern mail and documents and so prove nothing
 * of Copilot's messages, and the dates in the control user's history.
 */
final class CopilotClaimChecks implements ClaimChecks {
  private static final String NOT_SHOWN = "The application's rights do not show it.";

  private final GraphAccess access;

  CopilotClaimChecks(GraphAccess access) {
    this.access = access;
  }

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    return List.of(labels(connection), history(connection, promised));
  }

  private Observation labels(VendorConnection connection) {
    return observation("RETENTION_LABELS", Standing.UNCLEAR, labelValue(connection));
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

  private Observation history(VendorConnection connection, Promised promised) {
    var code = "OLDEST_INTERACTION";
    var user = MicrosoftCopilotSettings.of(connection).controlUser();
    if (user.isEmpty()) {
      return observation(
          code, Standing.UNCLEAR, "No control user is set whose history may be read.");
    }
    var tooOld = new AtomicBoolean();
    var any = new AtomicBoolean();
    try {
      read(connection, user.get(), promised, tooOld, any);
    } catch (VendorFailure refused) {
      if (refused.status() == 403 || refused.status() == 404) {
        return observation(code, Standing.UNCLEAR, NOT_SHOWN);
      }
      throw refused;
    }
    if (promised.retention().isEmpty()) {
      return observation(
          code, Standing.UNCLEAR, "No retention is promised to hold the dates against.");
    }
    if (!any.get()) {
      return observation(
          code, Standing.UNCLEAR, "The control user's history is empty, and shows no period.");
    }
    var period = "P" + promised.retention().get().toDays() + "D";
    return tooOld.get()
        ? observation(
            code, Standing.NOT_AS_PROMISED, "Something older than " + period + " is listed.")
        : observation(code, Standing.AS_PROMISED, "Nothing older than " + period + " is listed.");
  }

  private void read(
      VendorConnection connection,
      String user,
      Promised promised,
      AtomicBoolean tooOld,
      AtomicBoolean any) {
    var api = access.client(DirectoryApi.class, connection);
    pages(
        new GraphLinks(connection),
        api.interactions(user),
        api::interactions,
        interactions -> {
          any.compareAndSet(false, !interactions.isEmpty());
          for (var one : interactions) {
            var made = made(one);
            promised
                .retention()
                .filter(period -> made.toInstant().isBefore(promised.now().minus(period)))
                .ifPresent(period -> tooOld.set(true));
          }
          return tooOld.get();
        });
  }

  private static OffsetDateTime made(JsonNode interaction) {
    try {
      return OffsetDateTime.parse(answered(interaction).path("createdDateTime").asString(""));
    } catch (DateTimeException unreadable) {
      throw GraphAnswers.malformed();
    }
  }

  private static Observation observation(String code, Standing standing, String value) {
    var source =
        code.equals("RETENTION_LABELS")
            ? "GET /security/labels/retentionLabels"
            : "GET /copilot/users/{id}/interactionHistory/getAllEnterpriseInteractions";
    return new Observation(Promise.RETENTION, code, standing, value, source);
  }
}
