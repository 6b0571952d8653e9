package dev.writ.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Reads path and query parameters exactly as described. An unknown or repeated one is refused: a
 * misspelt filter must not list everything.
 */
@Configuration(proxyBeanMethods = false)
class Parameters implements WebMvcConfigurer {

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, UUID.class, Parameters::uuid);
    registry.addConverter(String.class, LocalDate.class, Parameters::date);
    registry.addConverter(String.class, Integer.class, Parameters::number);
    registry.addConverterFactory(new Choice());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new KnownOnly()).addPathPatterns("/v1/**");
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

  private static Integer number(String text) {
    if (!text.matches("-?[0-9]{1,9}")) {
      throw new IllegalArgumentException("not a number");
    }
    return Integer.valueOf(text);
  }

  /** Exactly the name of a constant. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static final class Choice implements ConverterFactory<String, Enum> {
    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
      return text -> (T) Enum.valueOf(type, text);
    }
  }

  private static final class KnownOnly implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      var query = request.getQueryString();
      if (query != null && !query.isEmpty() && handler instanceof HandlerMethod method) {
        check(query, known(method));
      }
      return true;
    }

    private static void check(String query, Set<String> known) {
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

    private static String decoded(String name) {
      try {
        return URLDecoder.decode(name, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException malformed) {
        throw Problem.parameter("the query is not percent-encoded");
      }
    }

    private static Set<String> known(HandlerMethod method) {
      return Arrays.stream(method.getMethodParameters())
          .map(parameter -> parameter.getParameterAnnotation(RequestParam.class))
          .filter(annotation -> annotation != null)
          .map(RequestParam::value)
          .collect(Collectors.toSet());
    }
  }
}
