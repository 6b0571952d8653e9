package dev.writ.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.model.RequestKind;
import dev.writ.letter.LetterKind;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhrasesTest {
  private final Phrases phrases = new Phrases();

  @ParameterizedTest
  @EnumSource(Language.class)
  void each_language_says_everything_with_the_same_places_to_fill(Language language) {
    assertThat(phrases.keys(language)).isEqualTo(phrases.keys(Language.EN)).hasSizeGreaterThan(80);
    for (var key : phrases.keys(language)) {
      assertThat(phrases.of(language, key)).as(key).isNotBlank();
      assertThat(phrases.of(language, key).contains("{0}"))
          .as(key)
          .isEqualTo(phrases.of(Language.EN, key).contains("{0}"));
    }
  }

  @Test
  void there_are_words_for_each_letter_and_right() {
    assertThat(phrases.keys(Language.EN))
        .containsAll(Arrays.stream(LetterKind.values()).map(kind -> "letter." + kind).toList())
        .containsAll(Arrays.stream(RequestKind.values()).map(kind -> "kind." + kind).toList())
        .containsAll(Arrays.stream(RequestKind.values()).map(kind -> "right." + kind).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "de, fr, DE",
    ", 'fr-CA, en;q=0.5', FR",
    "xx, 'xx, es;q=0.1', ES",
    ", , EN",
    ", ';;=', EN",
    ", '', EN",
    ", ';', EN",
    ", ',', EN",
    ", '-', EN",
    ", '*', EN",
    ", 'en;q=', EN",
    ", 'de;q=x', EN",
    ", 'q', EN",
    "DE, , EN"
  })
  void a_language_is_chosen_by_wish_then_by_preference(
      String asked, String preferred, Language chosen) {
    assertThat(Language.choose(asked, Optional.empty(), preferred)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({"es, de, fr, ES", ", de, fr, DE", "xx, de, fr, DE", ", xx, fr, FR", ", pt, xx, EN"})
  void a_requests_own_language_comes_after_the_wish_and_before_the_preference(
      String asked, String own, String preferred, Language chosen) {
    assertThat(Language.choose(asked, Optional.of(own), preferred)).isEqualTo(chosen);
  }
}
