package dev.writ.vendor.openai;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.ClaimChecks;
import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Whether anything is listed past an end of its own: a file past its {@code expires_at}, a vector
 * store past the same that does not call itself expired, a container idle for longer than its
 * {@code expires_after} (openapi.json, 2026-08-21). Whatever else is listed stays until it is
 * deleted, by the guide "Your data", and however old it is it breaks no promise.
 */
final class OpenAiEnds {

  /** A vector store's and a container's words for one that has ended, and may be listed as such. */
  private static final Set<String> OVER = Set.of("expired", "deleted");

  /**
   * One list.
   *
   * @param end of a row, empty when it has none
   */
  private record Ending(
      String list, OpenAiListing listing, Function<JsonNode, Optional<Instant>> end) {}

  private static final List<Ending> LISTS =
      List.of(
          new Ending("files", OpenAiListing.FILES, OpenAiEnds::expiry),
          new Ending("vector_stores", OpenAiListing.ORDERED, OpenAiEnds::expiry),
          new Ending("containers", OpenAiListing.ORDERED, OpenAiEnds::idleUntil));

  private final OpenAiAccount account;

  OpenAiEnds(OpenAiAccount account) {
    this.account = account;
  }

  Observation observe(Promised promised) {
    var past = new ArrayList<String>();
    boolean hidden = false;
    for (var list : LISTS) {
      var shown = OpenAiClaimChecks.visible(() -> anyPast(list, promised.now()));
      hidden |= shown.isEmpty();
      if (shown.orElse(false)) {
        past.add(list.list());
      }
    }
    return new Observation(
        Promise.RETENTION,
        "LISTED_PAST_ITS_END",
        !past.isEmpty() ? Standing.NOT_AS_PROMISED : hidden ? Standing.UNCLEAR : Standing.UNBROKEN,
        value(past, hidden),
        "GET /files, /vector_stores and /containers: expires_at, expires_after");
  }

  /** The same whether or not anything has an end: objects come and go, and are no drift. */
  private static String value(List<String> past, boolean hidden) {
    var lists =
        past.isEmpty()
            ? "nothing is listed past its end"
            : "listed past its end: " + String.join(", ", past);
    return hidden ? lists + "; not every list is shown" : lists;
  }

  /** An end that is still to come says nothing of whether it will be kept. */
  private boolean anyPast(Ending list, Instant now) {
    var latest = now.minus(ClaimChecks.GRACE);
    var past = new AtomicBoolean();
    account.pages(
        list.list(),
        list.listing(),
        Map.of(),
        row -> list.end().apply(row).filter(latest::isAfter).ifPresent(end -> past.set(true)));
    return past.get();
  }

  private static Optional<Instant> expiry(JsonNode row) {
    return over(row) ? Optional.empty() : seconds(row.path("expires_at"));
  }

  private static Optional<Instant> idleUntil(JsonNode row) {
    var minutes = row.path("expires_after").path("minutes");
    return over(row) || !minutes.isNumber()
        ? Optional.empty()
        : seconds(row.path("last_active_at"))
            .map(active -> active.plus(Duration.ofMinutes(minutes.asLong())));
  }

  private static boolean over(JsonNode row) {
    return OVER.contains(row.path("status").asString(""));
  }

  /** Null and absent are no time; a time is not negative. */
  private static Optional<Instant> seconds(JsonNode time) {
    if (time.isNull() || time.isMissingNode()) {
      return Optional.empty();
    }
    Answers.require(time.isIntegralNumber() && time.asLong() >= 0);
    return Optional.of(Instant.ofEpochSecond(time.asLong()));
  }
}
