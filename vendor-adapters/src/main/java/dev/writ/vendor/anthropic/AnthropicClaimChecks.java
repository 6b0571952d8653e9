package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.Promise;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What the API shows of the promises: whether anything is listed past an end of its own, and where
 * workspaces store their data. The retention of inputs and outputs themselves no call shows, and
 * sessions, memories, profiles and files without an expiry stay until they are deleted.
 */
final class AnthropicClaimChecks implements ClaimChecks {
  private static final String NO_SIGHT = "the account does not let this list be seen";

  /**
   * One list whose rows may have an end of their own.
   *
   * @param end when a row is not there any more; empty for a row without an end
   */
  private record Ending(
      String code, AnthropicKind kind, Function<JsonNode, Optional<Instant>> end) {}

  private static final List<Ending> LISTS =
      List.of(
          new Ending("FILES_LISTED_PAST_END", AnthropicKind.FILE, AnthropicClaimChecks::described),
          new Ending(
              "MESSAGE_BATCH_CONTENT_PAST_END",
              AnthropicKind.MESSAGE_BATCH,
              AnthropicClaimChecks::answered));

  @Override
  public List<Observation> observe(VendorConnection connection, Promised promised) {
    var account = new AnthropicAccount(connection);
    var seen = new ArrayList<Observation>();
    for (var list : LISTS) {
      seen.add(ends(account, list, promised));
    }
    seen.add(region(account, promised));
    return List.copyOf(seen);
  }

  /**
   * The value is the same whether or not anything has an end: objects come and go. An end that is
   * still to come says nothing of whether it will be kept.
   */
  private static Observation ends(AnthropicAccount account, Ending list, Promised promised) {
    var latest = promised.now().minus(GRACE);
    var kind = list.kind();
    try {
      boolean past =
          account.any(
              kind.list(),
              kind.paging(),
              kind.everything(),
              row -> list.end().apply(row).filter(latest::isAfter).isPresent());
      if (past) {
        return ends(list, Standing.NOT_AS_PROMISED, "something is listed past its end");
      }
    } catch (VendorFailure failure) {
      if (hidden(failure)) {
        return ends(list, Standing.UNCLEAR, NO_SIGHT);
      }
      throw failure;
    }
    return ends(list, Standing.UNBROKEN, "nothing is listed past its end");
  }

  private static Observation ends(Ending list, Standing standing, String value) {
    return new Observation(
        Promise.RETENTION, list.code(), standing, value, "GET /" + list.kind().list());
  }

  /** An expired file can be read about for up to 30 days (docs, "Files API", 2026-08-21). */
  private static Optional<Instant> described(JsonNode file) {
    return text(file, "expires_at").isEmpty()
        ? Optional.empty()
        : Optional.of(at(file, "expires_at").plus(Duration.ofDays(30)));
  }

  /**
   * What was asked and answered is kept for 29 days from the batch's making; the entry stays and is
   * archived then (docs, "Message Batches", 2026-08-21).
   */
  private static Optional<Instant> answered(JsonNode batch) {
    return text(batch, "archived_at").isEmpty()
        ? Optional.of(at(batch, "created_at").plus(Duration.ofDays(29)))
        : Optional.empty();
  }

  /** A right that the key lacks, or a beta that the organization does not have. */
  private static boolean hidden(VendorFailure failure) {
    return (failure.kind() == Kind.AUTHENTICATION && failure.status() == 403)
        || (failure.kind() == Kind.REJECTED && failure.status() == 404);
  }

  private static Instant at(JsonNode row, String field) {
    try {
      return OffsetDateTime.parse(text(row, field)).toInstant();
    } catch (DateTimeException none) {
      throw Answers.malformed();
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
