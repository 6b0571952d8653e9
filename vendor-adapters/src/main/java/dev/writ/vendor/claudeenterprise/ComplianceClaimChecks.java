package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

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
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The retention in force by the organizations' settings, and whether anything is listed past the
 * end it has by them. The vendor counts a retention from the last change of an object, and ends it
 * at the midnight that follows (support.claude.com 10440198, read 2026-11-24). Where no period is
 * in force a chat stays until it is deleted, and however old it is it breaks no promise, unless the
 * company's contract ends it sooner; projects and code artifacts have no documented end.
 */
final class ComplianceClaimChecks implements ClaimChecks {
  private static final String NO_END = "nothing in force ends what this list shows";
  private static final String UNKNOWN_END = "what ends that which this list shows cannot be told";
  private static final String WITHHELD = "the account does not let this list be seen";
  private static final Duration MIDNIGHT = Duration.ofDays(1);

  /**
   * Transcripts of sessions; of local ones, where the organization has no finite period of its own
   * (Compliance API, session transcripts, autumn 2026).
   */
  private static final Duration SIX_YEARS = Duration.ofDays(2_192);

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var account = new ComplianceAccount(connection);
    var settings = ClaudeEnterpriseSettings.of(connection);
    var seen = new ArrayList<Observation>();
    var periods = inForce(new ComplianceSettings(account, settings));
    seen.add(
        new Observation(
            Promise.RETENTION,
            "EFFECTIVE_RETENTION",
            periods.standing(promised),
            periods.shown(),
            "GET /organizations/{uuid}/settings, data_retention_periods"));
    Older older = latest -> olderChat(account, settings, latest);
    var chats = ends("CHATS_PAST_PERIOD", "apps/chats", promised, periods.chats(), older);
    seen.add(byContract(chats, promised, older));
    var local = "apps/sessions/local";
    seen.add(
        ends(
            "LOCAL_SESSIONS_PAST_PERIOD",
            local,
            promised,
            periods.localSessions(SIX_YEARS),
            latest -> older(account, settings, local, latest)));
    var remote = "apps/sessions/remote";
    seen.add(
        ends(
            "REMOTE_SESSIONS_PAST_SIX_YEARS",
            remote,
            promised,
            Optional.of(SIX_YEARS),
            latest -> older(account, settings, remote, latest)));
    return List.copyOf(seen);
  }

  private static CompliancePeriods inForce(ComplianceSettings settings) {
    var periods = new CompliancePeriods();
    for (var organization : settings.organizations()) {
      settings.visible(organization).ifPresentOrElse(periods::add, periods::addUnseen);
    }
    return periods;
  }

  /**
   * The same, held against a contract too that ends what nobody has used; the settings in force may
   * keep it for longer, and whoever has set them, the company was promised less. Transcripts of
   * sessions have periods of their own.
   */
  private static Observation byContract(Observation chats, Promised promised, Older older) {
    var kept = promised.idle();
    if (kept.isEmpty()
        || chats.standing() == Standing.NOT_AS_PROMISED
        || chats.value().equals(WITHHELD)) {
      return chats;
    }
    var byContract = ends(chats.code(), "apps/chats", promised, kept, older);
    return byContract.standing() == Standing.NOT_AS_PROMISED
        ? ends(
            chats.code(),
            "apps/chats",
            Standing.NOT_AS_PROMISED,
            "something is listed for longer than the contract says")
        : byContract;
  }

  /** Whether a list shows something that is older. */
  private interface Older {
    boolean than(Instant latest);
  }

  private static Observation ends(
      String code, String path, Promised promised, Optional<Duration> period, Older older) {
    if (period.isEmpty()) {
      return ends(code, path, Standing.UNCLEAR, UNKNOWN_END);
    }
    if (period.get().equals(CompliancePeriods.ENDLESS)) {
      return ends(code, path, Standing.UNBROKEN, NO_END);
    }
    var latest =
        promised
            .now()
            .minus(period.get())
            .minus(MIDNIGHT)
            .minus(GRACE)
            .truncatedTo(ChronoUnit.SECONDS);
    try {
      if (older.than(latest)) {
        return ends(code, path, Standing.NOT_AS_PROMISED, "something is listed past its end");
      }
    } catch (VendorFailure failure) {
      if (ComplianceSettings.withheld(failure) || failure.status() == 404) {
        return ends(code, path, Standing.UNCLEAR, WITHHELD);
      }
      throw failure;
    }
    return ends(code, path, Standing.UNBROKEN, "nothing is listed past its end");
  }

  private static Observation ends(String code, String path, Standing standing, String value) {
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
