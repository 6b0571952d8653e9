package dev.writ.clock;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A country's or region's public holidays as Jollyday knows them, mended by {@link
 * HolidayCorrections}. Bank holidays and observances of its lists do not count.
 */
final class PublicHolidays implements WorkingDays {
  private final String id;
  private final HolidayManager manager;
  private final String[] region;
  private final HolidayCorrections corrections;
  private final Map<Integer, Map<LocalDate, String>> years = new ConcurrentHashMap<>();

  /** Of {@code de}, or of a region as {@code de-by}. */
  PublicHolidays(String id, HolidayCorrections corrections) {
    var parts = id.split("-", 2);
    this.id = id;
    this.manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    this.region = parts.length == 1 ? new String[0] : new String[] {parts[1]};
    this.corrections = corrections;
  }

  /** Whether the library has lists for this country and region. */
  static boolean has(String id) {
    if (!id.matches("[a-z]{2}(-[a-z]{2,3})?")
        || !HolidayManager.getSupportedCalendarCodes()
            .contains(id.substring(0, 2).toUpperCase(Locale.ROOT))) {
      return false;
    }
    var hierarchy =
        HolidayManager.getInstance(ManagerParameters.create(id.substring(0, 2)))
            .getCalendarHierarchy();
    return id.length() == 2 || hierarchy.getChildren().containsKey(id.substring(3));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String version() {
    return corrections.version();
  }

  @Override
  public Optional<String> findHoliday(LocalDate day) {
    var corrected = corrections.find(id, day);
    if (corrected.isPresent()) {
      return corrected.get().off() ? Optional.of(corrected.get().name()) : Optional.empty();
    }
    @Nullable String name = years.computeIfAbsent(day.getYear(), this::year).get(day);
    return Optional.ofNullable(name);
  }

  /** A holiday of the next year may be kept in this one: 1 January 2028 on 31 December 2027. */
  private Map<LocalDate, String> year(int year) {
    var days = new HashMap<LocalDate, String>();
    for (int of = year - 1; of <= year + 1; of++) {
      for (var holiday : manager.getHolidays(Year.of(of), HolidayType.PUBLIC_HOLIDAY, region)) {
        days.put(holiday.getDate(), holiday.getDescription(Locale.ENGLISH));
      }
    }
    return Map.copyOf(days);
  }
}
