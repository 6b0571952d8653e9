package dev.writ.web;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads bodies exactly as described: no unknown or doubled fields, no nulls, nothing turned into
 * another type, no text that a database cannot hold, nothing deep or endless.
 */
@Configuration(proxyBeanMethods = false)
class StrictJson {

  @Bean
  JsonFactoryBuilderCustomizer bounds() {
    return factory ->
        factory
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(20_000)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build());
  }

  @Bean
  JsonMapperBuilderCustomizer strictness() {
    return mapper ->
        mapper
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // A model's shorter constructors would turn absent fields into nulls, and a text into
            // an object.
            .changeDefaultVisibility(
                visible -> visible.withCreatorVisibility(JsonAutoDetect.Visibility.NONE))
            .changeDefaultNullHandling(
                nulls -> JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .withCoercionConfigDefaults(
                shapes -> shapes.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .addModule(texts());
  }

  private static SimpleModule texts() {
    return new SimpleModule("strict texts")
        .addDeserializer(String.class, new Text<>(String.class, text -> text))
        .addDeserializer(UUID.class, new Text<>(UUID.class, Parameters::uuid))
        .addDeserializer(LocalDate.class, new Text<>(LocalDate.class, Parameters::date))
        .addDeserializer(
            OffsetDateTime.class, new Text<>(OffsetDateTime.class, OffsetDateTime::parse))
        .addDeserializer(URI.class, new Text<>(URI.class, URI::create))
        .addKeyDeserializer(String.class, new Key());
  }

  /** A value that is written as text and nothing else. */
  private static final class Text<T> extends StdDeserializer<T> {
    private final Class<T> type;
    private final Function<String, T> parse;

    Text(Class<T> type, Function<String, T> parse) {
      super(type);
      this.type = type;
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.hasToken(JsonToken.VALUE_STRING)) {
        var text = parser.getString();
        if (Texts.wellFormed(text)) {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException | DateTimeException unreadable) {
            // refused below, without its words
          }
        }
      }
      return context.reportInputMismatch(type, "not a text of the documented form");
    }
  }

  private static final class Key extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return Texts.wellFormed(key)
          ? key
          : context.reportInputMismatch(String.class, "not a well-formed key");
    }
  }
}
