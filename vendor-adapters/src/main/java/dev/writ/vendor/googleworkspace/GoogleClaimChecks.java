package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.googleworkspace.PolicyApi.Policies;
import dev.writ.vendor.googleworkspace.PolicyApi.Policy;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What Google shows of how Gemini is set: policies that were set explicitly, and changes in the
 * admin audit log. Neither says how long the history is kept, so that nothing is concluded; another
 * value at a later look is worth a question.
 */
final class GoogleClaimChecks implements ClaimChecks {
  private static final String FILTER = "setting.type.matches('^settings/gemini_app\\\\..*$')";
  private static final Pattern SETTING = Pattern.compile("settings/([a-z0-9_.]{1,60})");
  private static final Pattern STATE = Pattern.compile("[A-Z_]{1,20}");
  private static final int LONGEST = 200;

  private final Function<VendorConnection, GoogleAccess> accesses;

  GoogleClaimChecks(Function<VendorConnection, GoogleAccess> accesses) {
    this.accesses = accesses;
  }

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var access = accesses.apply(connection);
    return List.of(
        unclear(
            "GEMINI_HISTORY_SETTING",
            "No confirmed setting of the Policy API shows how long Gemini's history is kept.",
            "Cloud Identity discovery document, rev. 20260923 (absence)"),
        unclear(
            "GEMINI_SERVICE_STATUS",
            seen(access, () -> policies(access.policies())),
            "GET /v1/policies, settings/gemini_app"),
        unclear(
            "GEMINI_SETTING_CHANGES",
            seen(access, () -> new GeminiChanges(access.reports()).since(promised.now())),
            "GET /admin/reports/v1/activity/users/all/applications/admin"));
  }

  private static Observation unclear(String code, String value, String source) {
    return new Observation(Promise.RETENTION, code, Standing.UNCLEAR, value, source);
  }

  /** A scope that the delegation lacks is no failure, as long as the credentials open the rest. */
  private static String seen(GoogleAccess access, Supplier<String> look) {
    try {
      return look.get();
    } catch (VendorFailure refused) {
      if (refused.kind() != Kind.AUTHENTICATION) {
        throw refused;
      }
      if (refused.status() != 403) {
        answered(access.directory().anybody());
      }
      return "The connection's rights do not show it.";
    }
  }

  private static String policies(PolicyApi api) {
    var states = new TreeSet<String>();
    pages(
        page -> api.policies(FILTER, page),
        Policies::nextPageToken,
        page -> listed(page.policies()).forEach(policy -> states.add(state(policy))));
    if (states.isEmpty()) {
      return "No explicit policy: Google's default holds.";
    }
    var value = "Explicit policies: " + String.join("; ", states);
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 3) + "...";
  }

  /** Of whatever unit, which is not named. */
  private static String state(Policy policy) {
    var setting = answered(policy.setting());
    var type = SETTING.matcher(answered(setting.type()));
    require(type.matches());
    var value = answered(setting.value()).path("serviceState").asString("");
    return type.group(1)
        + " "
        + (STATE.matcher(value).matches() ? value : "set")
        + ("SYSTEM".equals(policy.type()) ? " by Google" : " by an administrator");
  }
}
