package dev.writ.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Says where a body breaks its description, in the description's own words: field names and
 * positions, never a value, an unknown name or a key that the caller chose.
 */
public final class BodyMistake {
  private static final String NO_BODY = "send a body as /openapi.yaml describes it";

  private BodyMistake() {}

  /** Why it could not be read. */
  public static String of(@Nullable Throwable cause) {
    if (cause == null) {
      return NO_BODY;
    }
    return switch (cause) {
      case UnrecognizedPropertyException unknown ->
          place(unknown, 1) + ": holds a field the description does not know";
      case InvalidNullException isNull ->
          place(isNull, 0) + ": null; leave an optional field out instead";
      case StreamConstraintsException bound ->
          "the body nests too deeply, or a text or number in it is too long";
      case InputCoercionException number -> "a number in it is larger than any that is taken";
      case StreamReadException broken ->
          "not well-formed JSON in UTF-8, or a key stands twice in one object";
      case ValueInstantiationException value ->
          place(value, 0) + ": " + wanted(value.getType().getRawClass());
      case MismatchedInputException mismatch ->
          place(mismatch, 0) + ": " + wanted(mismatch.getTargetType());
      case JacksonException mismatch -> place(mismatch, 0) + ": " + wanted(null);
      default -> NO_BODY;
    };
  }

  /** What the place takes, in the description's own words. */
  private static String wanted(@Nullable Class<?> type) {
    if (type != null && type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (type == LocalDate.class) {
      return "a day, as 2026-11-02";
    }
    return type == OffsetDateTime.class
        ? "a time, as 2026-11-02T09:30:00Z"
        : "not of the documented form";
  }

  /** The first few fields outside their limits. */
  static String of(BindingResult result) {
    var places = new ArrayList<String>();
    for (var error : result.getFieldErrors()) {
      var missing = "NotNull".equals(error.getCode());
      places.add(known(error.getField()) + (missing ? ": missing" : ": outside its limits"));
    }
    return places.isEmpty()
        ? ProblemType.INVALID_BODY.advice()
        : String.join("; ", places.stream().distinct().sorted().limit(5).toList());
  }

  private static String place(JacksonException mistake, int without) {
    var path = mistake.getPath();
    var text = place(path.subList(0, Math.max(0, path.size() - without)));
    return text.isEmpty() ? "the body" : text;
  }

  private static String place(List<JacksonException.Reference> path) {
    var text = new StringBuilder();
    for (var step : path) {
      if (step.from() instanceof Map || step.from() == Map.class) {
        break;
      }
      if (step.getPropertyName() == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return text.toString();
  }

  /** Cuts the path where a caller's own key begins. */
  private static String known(String field) {
    return field.replaceAll("\\[(?!\\d+]).*", "");
  }
}
