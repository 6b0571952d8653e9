package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.require;
import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The retention in force by the organizations' settings, and whether anything listed is older than
 * was promised. The vendor counts a retention from the last change of an object, and ends it at the
 * midnight that follows.
 */
final class ComplianceClaimChecks implements ClaimChecks {
  private static final String NOTHING_PROMISED =
      "no retention is promised to hold the list against";
  private static final String WITHHELD = "the account does not let this list be seen";
  private static final Duration MIDNIGHT = Duration.ofDays(1);

  /** One list whose rows have an age, and that is read whole. */
  private record Walked(String code, String path) {}

  private static final List<Walked> WALKED =
      List.of(
          new Walked("PROJECTS_LISTED_AGE", "apps/projects"),
          new Walked("CODE_ARTIFACTS_LISTED_AGE", "apps/code/artifacts"),
          new Walked("REMOTE_SESSIONS_LISTED_AGE", "apps/sessions/remote"),
          new Walked("LOCAL_SESSIONS_LISTED_AGE", "apps/sessions/local"));

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var account = new ComplianceAccount(connection);
    var settings = ClaudeEnterpriseSettings.of(connection);
    var seen = new ArrayList<Observation>();
    seen.add(inForce(new ComplianceSettings(account, settings), promised));
    seen.add(
        age(
            "CHATS_LISTED_AGE",
            "apps/chats",
            promised,
            oldest -> olderChat(account, settings, oldest)));
    for (var list : WALKED) {
      seen.add(
          age(
              list.code(),
              list.path(),
              promised,
              oldest -> older(account, settings, list.path(), oldest)));
    }
    return List.copyOf(seen);
  }

  private static Observation inForce(ComplianceSettings settings, Promised promised) {
    var periods = new CompliancePeriods();
    for (var organization : settings.organizations()) {
      settings.visible(organization).ifPresentOrElse(periods::add, periods::addUnseen);
    }
    return new Observation(
        Promise.RETENTION,
        "EFFECTIVE_RETENTION",
        periods.standing(promised.retention()),
        periods.shown(),
        "GET /organizations/{uuid}/settings, data_retention_periods");
  }

  /** Whether a list shows something that is older. */
  private interface Older {
    boolean than(Instant oldest);
  }

  private static Observation age(String code, String path, Promised promised, Older older) {
    if (promised.retention().isEmpty()) {
      return age(code, path, Standing.UNCLEAR, NOTHING_PROMISED);
    }
    var oldest =
        promised
            .now()
            .minus(promised.retention().get())
            .minus(MIDNIGHT)
            .truncatedTo(ChronoUnit.SECONDS);
    try {
      return older.than(oldest)
          ? age(code, path, Standing.NOT_AS_PROMISED, "objects older than promised are listed")
          : age(code, path, Standing.AS_PROMISED, "no object older than promised is listed");
    } catch (VendorFailure failure) {
      if (ComplianceSettings.withheld(failure) || failure.status() == 404) {
        return age(code, path, Standing.UNCLEAR, WITHHELD);
      }
      throw failure;
    }
  }

  private static Observation age(String code, String path, Standing standing, String value) {
    return new Observation(Promise.RETENTION, code, standing, value, "GET /" + path);
  }

  /** Chats are many, and their list can be asked for old ones. */
  private static boolean olderChat(
      ComplianceAccount account, ClaudeEnterpriseSettings settings, Instant oldest) {
    var query = new LinkedHashMap<String, Object>();
    query.put("limit", 1);
    query.put("order_by", "updated_at");
    query.put("updated_at.lt", oldest.toString());
    settings.organization().ifPresent(uuid -> query.put("organization_ids[]", List.of(uuid)));
    var rows = account.page("apps/chats", query).path("data");
    require(rows.isArray());
    rows.forEach(row -> require(changed(row).isBefore(oldest))); // the filter was heeded
    return !rows.isEmpty();
  }

  private static boolean older(
      ComplianceAccount account, ClaudeEnterpriseSettings settings, String path, Instant oldest) {
    var found = new boolean[1];
    account
        .lists()
        .byToken(
            path,
            Map.of("limit", 100),
            row -> found[0] |= settings.includes(row) && changed(row).isBefore(oldest));
    return found[0];
  }

  private static Instant changed(JsonNode row) {
    var changed = text(row, "updated_at");
    try {
      return OffsetDateTime.parse(changed.isEmpty() ? text(row, "created_at") : changed)
          .toInstant();
    } catch (DateTimeException none) {
      require(false);
      throw none;
    }
  }
}
