package dev.writ.vendor.openai;

import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import dev.writ.vendor.spi.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Whether the oldest row of any list that begins with it is older than was promised. */
final class OpenAiAges {
  private static final List<String> LISTS =
      List.of(
          "files",
          "vector_stores",
          "containers",
          "evals",
          "chat/completions",
          "chatkit/threads",
          "skills");

  private final OpenAiAccount account;

  OpenAiAges(OpenAiAccount account) {
    this.account = account;
  }

  Observation observe(Promised promised) {
    var older = new ArrayList<String>();
    int hidden = 0;
    for (var list : LISTS) {
      var oldest = OpenAiClaimChecks.visible(() -> oldest(list));
      if (oldest.isEmpty()) {
        hidden++;
      } else if (promised
          .retention()
          .filter(kept -> oldest.get().isBefore(promised.now().minus(kept)))
          .isPresent()) {
        older.add(list);
      }
    }
    return new Observation(
        Promise.RETENTION,
        "OLDER_THAN_RETENTION",
        standing(promised, older, hidden),
        value(promised, older, hidden),
        "GET /files and other lists with order=asc");
  }

  private static Standing standing(Promised promised, List<String> older, int hidden) {
    if (!older.isEmpty()) {
      return Standing.NOT_AS_PROMISED;
    }
    return promised.retention().isEmpty() || hidden > 0 ? Standing.UNCLEAR : Standing.AS_PROMISED;
  }

  private static String value(Promised promised, List<String> older, int hidden) {
    if (promised.retention().isEmpty()) {
      return "no retention was promised";
    }
    var lists = older.isEmpty() ? "no older objects listed" : "older: " + String.join(", ", older);
    return hidden == 0 ? lists : lists + "; lists not shown: " + hidden;
  }

  /** When the oldest row was made; the end of time for an empty list. */
  private Instant oldest(String list) {
    return account.page(list, OpenAiListing.OLDEST, Map.of(), null).rows().stream()
        .findFirst()
        .map(OpenAiAges::made)
        .orElse(Instant.MAX);
  }

  private static Instant made(JsonNode row) {
    long made = row.path("created_at").asLong(row.path("created").asLong(-1));
    OpenAiAccount.require(made >= 0);
    return Instant.ofEpochSecond(made);
  }
}
