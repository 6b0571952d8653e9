package dev.writ.clock;

import dev.writ.web.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One map of a rule file, read strictly: what is missing, unknown or of another kind is a {@link
 * RuleMistake} that names file and field. Whoever reads calls {@link #end} at last.
 */
final class Fields {
  private static final int EARLIEST = 2000;
  private static final int LATEST = 2200;
  private final String place;
  private final Map<?, ?> values;
  private final Set<Object> read = new HashSet<>();

  private Fields(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
  }

  static Fields of(String file, @Nullable Object document) {
    return of(file + ": ", "", document);
  }

  private static Fields of(String file, String path, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new RuleMistake(file + (path.isEmpty() ? "the file" : path) + ": not a map of fields");
    }
    return new Fields(path.isEmpty() ? file : file + path + ".", map);
  }

  String text(String name) {
    return plain(name, read(name, String.class)).strip();
  }

  int number(String name) {
    return read(name, Integer.class);
  }

  boolean flag(String name) {
    return read(name, Boolean.class);
  }

  LocalDate day(String name) {
    try {
      var day = LocalDate.parse(text(name));
      if (day.getYear() >= EARLIEST && day.getYear() <= LATEST) {
        return day;
      }
    } catch (DateTimeParseException unreadable) {
      // said below, like a day too far away to count from
    }
    throw mistake(name, "not a date in quotes, of the years " + EARLIEST + " to " + LATEST);
  }

  <E extends Enum<E>> E word(String name, Class<E> words) {
    return word(name, text(name), words);
  }

  <E extends Enum<E>> List<E> words(String name, Class<E> words) {
    return texts(name).stream().map(text -> word(name, text, words)).toList();
  }

  /** The same of a field that may be missing; then there are none. */
  <E extends Enum<E>> List<E> findWords(String name, Class<E> words) {
    return values.containsKey(name) ? words(name, words) : List.of();
  }

  List<String> texts(String name) {
    List<?> items = read(name, List.class);
    return items.stream()
        .map(
            item -> {
              if (item instanceof String text) {
                return plain(name, text);
              }
              throw mistake(name, "holds something else than text");
            })
        .toList();
  }

  <T> T part(String name, Function<Fields, T> reader) {
    return part(name, read(name, Object.class), reader);
  }

  /** A part that a regime may not have: its field says {@code none}. */
  <T> Optional<T> findPart(String name, Function<Fields, T> reader) {
    var value = read(name, Object.class);
    return "none".equals(value) ? Optional.empty() : Optional.of(part(name, value, reader));
  }

  Optional<Integer> findNumber(String name) {
    return "none".equals(read(name, Object.class)) ? Optional.empty() : Optional.of(number(name));
  }

  <T> List<T> parts(String name, Function<Fields, T> reader) {
    List<?> items = read(name, List.class);
    return IntStream.range(0, items.size())
        .mapToObj(i -> part(name + "[" + i + "]", items.get(i), reader))
        .toList();
  }

  /** Refuses what nobody has read. */
  void end() {
    for (var name : values.keySet()) {
      if (!read.contains(name)) {
        throw new RuleMistake(place + name + ": unknown", place + " has a field that rules lack");
      }
    }
  }

  private <T> T part(String name, @Nullable Object value, Function<Fields, T> reader) {
    var part = of(place, name, value);
    try {
      var made = reader.apply(part);
      part.end();
      return made;
    } catch (IllegalArgumentException impossible) {
      throw mistake(name, String.valueOf(impossible.getMessage()));
    }
  }

  private <E extends Enum<E>> E word(String name, String text, Class<E> words) {
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> mistake(name, "not one of " + Arrays.toString(words.getEnumConstants())));
  }

  /** What stands in dates and letters: a folded text has line breaks, none has other controls. */
  private String plain(String name, String text) {
    if (!Texts.wellFormed(text)
        || text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw mistake(name, "holds a control character");
    }
    return text;
  }

  private <T> T read(String name, Class<T> type) {
    var value = values.get(name);
    if (value == null) {
      throw mistake(name, "missing");
    }
    if (!type.isInstance(value)) {
      throw mistake(name, "no " + type.getSimpleName().toLowerCase(Locale.ROOT));
    }
    read.add(name);
    return type.cast(value);
  }

  private RuleMistake mistake(String name, String what) {
    return new RuleMistake(place + name + ": " + what);
  }
}
