package dev.writ.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Takes path and query parameters exactly as described. An unknown or repeated one is refused: a
 * misspelt filter must not list everything. Spring's own conversions, which come later, are kinder:
 * they trim, and take hexadecimal numbers and shortened UUIDs.
 */
@Configuration(proxyBeanMethods = false)
class Parameters implements WebMvcConfigurer, HandlerInterceptor {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // What a vendor adds to the address it calls is the vendor's own and part of what it signs.
    registry
        .addInterceptor(this)
        .addPathPatterns("/v1/**")
        .excludePathPatterns("/v1/connections/*/webhook");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      checkNames(request.getQueryString(), method);
      for (var parameter : method.getMethodParameters()) {
        checkForm(request, parameter);
      }
    }
    return true;
  }

  /** A UUID in its one canonical form; {@code UUID.fromString} also takes shorter ones. */
  static UUID uuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("not a UUID");
    }
    return UUID.fromString(text);
  }

  /** A date of the years 0001 to 9999. */
  static LocalDate date(String text) {
    if (text.length() != 10 || text.startsWith("0000")) {
      throw new IllegalArgumentException("not a date");
    }
    return LocalDate.parse(text);
  }

  private static void checkNames(@Nullable String query, HandlerMethod method) {
    if (query == null || query.isEmpty()) {
      return;
    }
    var known = known(method);
    var seen = new HashSet<String>();
    for (var pair : query.split("&", -1)) {
      var name = decoded(pair.split("=", 2)[0]);
      if (!known.contains(name)) {
        throw Problem.parameter("the query holds a parameter the description does not know");
      }
      if (!seen.add(name)) {
        throw Problem.parameter(name + ": stands twice");
      }
    }
  }

  private static Set<String> known(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .map(parameter -> parameter.getParameterAnnotation(RequestParam.class))
        .filter(annotation -> annotation != null)
        .map(RequestParam::value)
        .collect(Collectors.toSet());
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Problem.parameter("the query is not percent-encoded");
    }
  }

  private static void checkForm(HttpServletRequest request, MethodParameter parameter) {
    var query = parameter.getParameterAnnotation(RequestParam.class);
    var path = parameter.getParameterAnnotation(PathVariable.class);
    if (query != null) {
      checkForm(query.value(), request.getParameter(query.value()), parameter.getParameterType());
    } else if (path != null
        && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> parts) {
      checkForm(path.value(), (String) parts.get(path.value()), parameter.getParameterType());
    }
  }

  private static void checkForm(String name, @Nullable String text, Class<?> type) {
    if (text != null && !hasForm(text, type)) {
      throw Problem.parameter(name + ": not as described");
    }
  }

  private static boolean hasForm(String text, Class<?> type) {
    try {
      if (type == UUID.class) {
        uuid(text);
      } else if (type == LocalDate.class) {
        date(text);
      } else if (type == Integer.class) {
        return text.matches("-?[0-9]{1,9}");
      } else if (type.isEnum()) {
        return Arrays.stream(type.getEnumConstants()).anyMatch(c -> c.toString().equals(text));
      }
      return Texts.wellFormed(text);
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return false;
    }
  }
}
