package dev.writ.setup;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.ConfigurableEnvironment;

/** Words for a setting that cannot be read; the value is not repeated, it may be a secret. */
final class WrongSetting {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(WRIT_[A-Z_]+)[:}].*");

  private WrongSetting() {}

  static String told(BindException wrong, ConfigurableEnvironment environment) {
    for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && cause.getMessage().contains("(WRIT_")) {
        return cause.getMessage();
      }
    }
    var property = wrong.getName().toString().replaceAll("\\[.*", "");
    return variable(property, environment) + ": " + expected(wrong);
  }

  /** The environment variable of a property, as application.yaml has it; else the property. */
  private static String variable(String property, ConfigurableEnvironment environment) {
    for (var source : environment.getPropertySources()) {
      var name = named(source.getProperty(property));
      if (name != null) {
        return name;
      }
    }
    return property;
  }

  private static @Nullable String named(@Nullable Object value) {
    var match = PLACEHOLDER.matcher(String.valueOf(value));
    return match.matches() ? match.group(1) : null;
  }

  private static String expected(BindException wrong) {
    var type = wrong.getTarget().getType();
    var elements = type.hasGenerics() ? type.getGeneric(0).resolve() : null;
    var wanted = elements != null ? elements : type.resolve(Object.class);
    if (wanted.isEnum()) {
      return "its value must be "
          + (elements != null ? "some of " : "one of ")
          + Arrays.stream(wanted.getEnumConstants())
              .map(one -> one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
              .collect(Collectors.joining(", "));
    }
    if (wanted == Duration.class) {
      return "its value must be a duration, as PT30S or 30s";
    }
    if (wanted == ZoneId.class) {
      return "its value must be a time zone, as Europe/Berlin";
    }
    if (wanted == int.class || wanted == Integer.class) {
      return "its value must be a whole number";
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
      return "its value must be true or false";
    }
    return "its value cannot be read";
  }
}
