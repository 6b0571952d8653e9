package dev.writ.vendor.googleworkspace;

import static dev.writ.vendor.googleworkspace.GoogleAnswers.listed;
import static dev.writ.vendor.googleworkspace.GoogleAnswers.pages;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.googleworkspace.ReportsApi.Activities;
import dev.writ.vendor.googleworkspace.ReportsApi.Activity;
import dev.writ.vendor.googleworkspace.ReportsApi.Event;
import dev.writ.vendor.googleworkspace.ReportsApi.Parameter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last change of a setting of Gemini's, by the admin audit log. */
final class GeminiChanges {
  private static final List<String> EVENTS =
      List.of(
          "CREATE_APPLICATION_SETTING", "CHANGE_APPLICATION_SETTING", "DELETE_APPLICATION_SETTING");
  private static final Duration KEPT = Duration.ofDays(180);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 _.:-]{1,80}");

  private final ReportsApi api;
  private final TreeMap<Instant, String> changes = new TreeMap<>();

  GeminiChanges(ReportsApi api) {
    this.api = api;
  }

  /** A log that begins later shows what it has. */
  String since(Instant now) {
    var from = now.minus(KEPT).truncatedTo(ChronoUnit.SECONDS).toString();
    for (var event : EVENTS) {
      pages(
          page -> api.changes(event, from, page),
          Activities::nextPageToken,
          page -> {
            require(page.items() != null || page.kind() != null);
            listed(page.items()).forEach(this::take);
          });
    }
    return Optional.ofNullable(changes.lastEntry())
        .map(GeminiChanges::told)
        .orElse("No setting of Gemini's was changed in the last 180 days.");
  }

  private static String told(Map.Entry<Instant, String> last) {
    return "Last change of a setting of Gemini's: "
        + last.getValue()
        + ", "
        + last.getKey().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
  }

  private void take(Activity activity) {
    for (var event : listed(activity.events())) {
      var application = value(event, "APPLICATION_NAME");
      var setting = value(event, "SETTING_NAME");
      if ((application + " " + setting).toLowerCase(Locale.ROOT).contains("gemini")) {
        changes.put(
            time(activity), NAME.matcher(setting).matches() ? setting : "a setting without name");
      }
    }
  }

  private static String value(Event event, String name) {
    return listed(event.parameters()).stream()
        .filter(parameter -> name.equals(parameter.name()))
        .map(Parameter::value)
        .map(GeminiChanges::text)
        .findFirst()
        .orElse("");
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static Instant time(Activity activity) {
    try {
      return OffsetDateTime.parse(text(answered(activity.id()).time())).toInstant();
    } catch (DateTimeException unreadable) {
      throw malformed();
    }
  }
}
