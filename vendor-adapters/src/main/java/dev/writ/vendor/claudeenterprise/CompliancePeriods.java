package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;

import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.ClaimChecks.Standing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Retention periods of several organizations: for each kind of data the longest. */
final class CompliancePeriods {
  private static final String ROW = "data_retention_periods";
  private static final String ALL = "all";
  private static final String CHAT = "chat";
  private static final int LONGEST_TEXT = 200;

  /** In days; a month is 30, as the vendor counts. */
  private static final Map<String, Integer> SCALES = Map.of("day", 1, "month", 30);

  private static final long INDEFINITE = Long.MAX_VALUE;

  /** The period of what stays until it is deleted. */
  static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

  private final TreeMap<String, Long> days = new TreeMap<>();
  private boolean unseen;
  private boolean unset;
  private boolean unsetForAll;
  private boolean unknown;

  void addUnseen() {
    unseen = true;
  }

  /** A row that is not there is one the administrator cannot decide on; it is not switched off. */
  void add(JsonNode settings) {
    boolean decided = false;
    boolean forAll = false;
    for (var row : settings.path("settings")) {
      if (text(row, "name").equals(ROW)) {
        var periods = row.path("value");
        forAll = periods.has(ALL);
        decided = forAll || periods.has(CHAT);
        periods.properties().forEach(period -> add(period.getKey(), period.getValue()));
      }
    }
    unset |= !decided;
    unsetForAll |= !forAll;
  }

  private void add(String name, JsonNode period) {
    var scale = SCALES.get(text(period, "timescale"));
    if (!name.matches("[a-z_]{1,30}")) {
      unknown = true;
    } else if (text(period, "type").equals("indefinite")) {
      days.put(name, INDEFINITE);
    } else if (text(period, "type").equals("fixed")
        && scale != null
        && period.path("duration").isIntegralNumber()) {
      days.merge(name, period.path("duration").asLong() * scale, Math::max);
    } else {
      unknown = true;
    }
  }

  /**
   * How long what nobody deletes stays is the administrator's choice, and the vendor's promise
   * speaks of what is deleted (privacy.anthropic.com 7996866): a period longer than the promise
   * does not break it, unless a contract speaks of what nobody has used.
   */
  Standing standing(Promised promised) {
    if (promised.retention().isEmpty() || days.isEmpty() || unseen || unset || unknown) {
      return Standing.UNCLEAR;
    }
    long most = promised.retention().get().toDays();
    if (days.values().stream().allMatch(kept -> kept <= most)) {
      return Standing.AS_PROMISED;
    }
    return promised.idle().isPresent() ? Standing.NOT_AS_PROMISED : Standing.UNBROKEN;
  }

  /**
   * When a chat ends by the settings: where no period is set nothing shown ends it. Empty when the
   * settings cannot be seen or read.
   */
  Optional<Duration> chats() {
    long longest = Math.max(days.getOrDefault(ALL, 0L), days.getOrDefault(CHAT, 0L));
    return longest(false, unset ? INDEFINITE : longest);
  }

  /**
   * When a local session ends: by the organization's period where it is finite, whatever is set for
   * chats alone; empty when that cannot be told.
   *
   * @param otherwise where it is not finite
   */
  Optional<Duration> localSessions(Duration otherwise) {
    return longest(unsetForAll, days.getOrDefault(ALL, 0L))
        .map(period -> period.equals(ENDLESS) ? otherwise : period);
  }

  private Optional<Duration> longest(boolean anyUnset, long longest) {
    return unseen || anyUnset || unknown || longest == 0
        ? Optional.empty()
        : Optional.of(longest == INDEFINITE ? ENDLESS : Duration.ofDays(longest));
  }

  String shown() {
    var text =
        days.entrySet().stream()
            .map(period -> period.getKey() + " " + shown(period.getValue()))
            .collect(Collectors.joining(", "));
    if (unset) {
      text += (text.isEmpty() ? "" : "; ") + "no period for chats is set somewhere";
    }
    if (unknown) {
      text += (text.isEmpty() ? "" : "; ") + "a period in a form that is not documented";
    }
    if (unseen || text.isEmpty()) {
      text += (text.isEmpty() ? "" : "; ") + "settings are withheld";
    }
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private static String shown(long kept) {
    return kept == INDEFINITE ? "indefinite" : "P" + kept + "D";
  }
}
