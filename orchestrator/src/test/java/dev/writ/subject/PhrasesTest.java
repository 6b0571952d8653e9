package dev.writ.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.model.RequestKind;
import dev.writ.letter.LetterKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhrasesTest {
  private final Phrases phrases = new Phrases();

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void each_language_says_everything_with_the_same_places_to_fill(Tongue tongue) {
    assertThat(phrases.keys(tongue)).isEqualTo(phrases.keys(Tongue.EN)).hasSizeGreaterThan(80);
    for (var key : phrases.keys(tongue)) {
      assertThat(phrases.of(tongue, key)).as(key).isNotBlank();
      assertThat(phrases.of(tongue, key).contains("{0}"))
          .as(key)
          .isEqualTo(phrases.of(Tongue.EN, key).contains("{0}"));
    }
  }

  @Test
  void there_are_words_for_each_standing_letter_and_right() {
    assertThat(phrases.keys(Tongue.EN))
        .containsAll(Arrays.stream(Standing.values()).map(Standing::phrase).toList())
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
      String asked, String preferred, Tongue chosen) {
    assertThat(Tongue.choose(asked, preferred)).isEqualTo(chosen);
  }
}
