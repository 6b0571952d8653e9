package dev.writ.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

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
      case JacksonException mismatch -> place(mismatch, 0) + ": not of the documented form";
      default -> NO_BODY;
    };
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
