package dev.writ.clock;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Days that the library's lists lack or have too many, e.g. a day of mourning, each with a reason.
 *
 * @param version of the library's lists and of this one
 */
record HolidayCorrections(String version, List<Correction> corrections) {
  HolidayCorrections {
    corrections = List.copyOf(corrections);
  }

  /** One day of one calendar: off or not, whatever the list says. */
  record Correction(String calendar, LocalDate day, boolean off, String name, String reason) {}

  /** Throws {@link RuleMistake}, which names file and field. */
  static HolidayCorrections read(String file, String yaml, String libraryVersion) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      var fields = Fields.of(file, new Yaml(new SafeConstructor(options)).load(yaml));
      var version = libraryVersion + ", corrections " + fields.number("version");
      var corrections = fields.parts("corrections", HolidayCorrections::correction);
      fields.end();
      return new HolidayCorrections(version, corrections);
    } catch (YAMLException unreadable) {
      throw new RuleMistake(file + ": " + unreadable.getMessage());
    }
  }

  /** With these before all others; the version tells of the newest. */
  HolidayCorrections with(List<Correction> newer, long edition) {
    return newer.isEmpty()
        ? this
        : new HolidayCorrections(
            version + ", own " + edition,
            Stream.concat(newer.stream(), corrections.stream()).toList());
  }

  Optional<Correction> find(String calendar, LocalDate day) {
    return corrections.stream()
        .filter(correction -> correction.calendar().equals(calendar))
        .filter(correction -> correction.day().equals(day))
        .findFirst();
  }

  private static Correction correction(Fields fields) {
    return new Correction(
        fields.text("calendar"),
        fields.day("day"),
        fields.flag("dayOff"),
        fields.text("name"),
        fields.text("reason"));
  }
}
