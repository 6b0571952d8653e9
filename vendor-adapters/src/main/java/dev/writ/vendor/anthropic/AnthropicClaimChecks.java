package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.require;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;

import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What the API shows of the promises: whether anything listed is older than it may be, and where
 * workspaces store their data. The retention of inputs and outputs themselves no call shows.
 */
final class AnthropicClaimChecks implements ClaimChecks {
  private static final String NOTHING_PROMISED =
      "no retention is promised to hold the list against";
  private static final String NO_SIGHT = "the account does not let this list be seen";

  /**
   * One list whose rows have an age.
   *
   * @param subject whether a row holds data of the kind that ages
   */
  private record Aging(String code, AnthropicKind kind, Predicate<JsonNode> subject) {}

  /** The vendor empties a batch after 29 days, and marks it as archived then. */
  private static final List<Aging> LISTS =
      List.of(
          new Aging("FILES_LISTED_AGE", AnthropicKind.FILE, row -> true),
          new Aging(
              "MESSAGE_BATCH_CONTENT_AGE",
              AnthropicKind.MESSAGE_BATCH,
              row -> text(row, "archived_at").isEmpty()),
          new Aging("SESSIONS_LISTED_AGE", AnthropicKind.SESSION, row -> true),
          new Aging("MEMORY_STORES_LISTED_AGE", AnthropicKind.MEMORY_STORE, row -> true),
          new Aging("USER_PROFILES_LISTED_AGE", AnthropicKind.USER_PROFILE, row -> true));

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var account = new AnthropicAccount(connection);
    var seen = new ArrayList<Observation>();
    for (var list : LISTS) {
      seen.add(age(account, list, promised));
    }
    seen.add(region(account, promised));
    return List.copyOf(seen);
  }

  private static Observation age(AnthropicAccount account, Aging list, Promised promised) {
    if (promised.retention().isEmpty()) {
      return age(list, Standing.UNCLEAR, NOTHING_PROMISED);
    }
    var oldest = promised.now().minus(promised.retention().get());
    try {
      var kind = list.kind();
      boolean older =
          account.any(
              kind.list(),
              kind.paging(),
              kind.everything(),
              row -> list.subject().test(row) && created(row).isBefore(oldest));
      return older
          ? age(list, Standing.NOT_AS_PROMISED, "objects older than promised are listed")
          : age(list, Standing.AS_PROMISED, "no object older than promised is listed");
    } catch (VendorFailure failure) {
      if (hidden(failure)) {
        return age(list, Standing.UNCLEAR, NO_SIGHT);
      }
      throw failure;
    }
  }

  private static Observation age(Aging list, Standing standing, String value) {
    return new Observation(
        Promise.RETENTION, list.code(), standing, value, "GET /" + list.kind().list());
  }

  /** A right that the key lacks, or a beta that the organization does not have. */
  private static boolean hidden(VendorFailure failure) {
    return (failure.kind() == Kind.AUTHENTICATION && failure.status() == 403)
        || (failure.kind() == Kind.REJECTED && failure.status() == 404);
  }

  private static Instant created(JsonNode row) {
    try {
      return OffsetDateTime.parse(text(row, "created_at")).toInstant();
    } catch (DateTimeException none) {
      throw AnthropicAnswers.malformed();
    }
  }

  /** Of the workspaces in use; which of them the key belongs to is told in part only. */
  private static Observation region(AnthropicAccount account, Promised promised) {
    if (!account.administers()) {
      return region(Standing.UNCLEAR, "only an admin key shows where workspaces store their data");
    }
    var places = new TreeSet<String>();
    try {
      account.pages(
          "v1/organizations/workspaces",
          AnthropicPaging.CURSOR,
          AnthropicKind.USER.everything(),
          row -> {
            if (text(row, "archived_at").isEmpty()) {
              places.add(place(row));
            }
          });
    } catch (VendorFailure failure) {
      if (hidden(failure)) {
        return region(Standing.UNCLEAR, NO_SIGHT);
      }
      throw failure;
    }
    if (places.isEmpty() || places.contains("")) {
      return region(Standing.UNCLEAR, "the vendor names no place for some or all workspaces");
    }
    var value = String.join(", ", places);
    if (promised.region().isEmpty()) {
      return region(Standing.UNCLEAR, value);
    }
    boolean kept = places.stream().allMatch(promised.region().get()::equalsIgnoreCase);
    return region(kept ? Standing.AS_PROMISED : Standing.NOT_AS_PROMISED, value);
  }

  private static String place(JsonNode workspace) {
    var place = text(workspace.path("data_residency"), "workspace_geo");
    require(place.matches("[A-Za-z0-9_-]{0,40}"));
    return place;
  }

  private static Observation region(Standing standing, String value) {
    return new Observation(
        Promise.REGION,
        "WORKSPACE_GEO",
        standing,
        value.length() > 200 ? value.substring(0, 200) : value,
        "GET /v1/organizations/workspaces, data_residency.workspace_geo");
  }
}
