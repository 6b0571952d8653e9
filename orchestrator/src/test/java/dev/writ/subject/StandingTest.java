package dev.writ.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.page.Language;
import dev.writ.page.Phrases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
  @ParameterizedTest
  @EnumSource(Standing.class)
  void there_are_words_for_each_standing(Standing standing) {
    assertThat(new Phrases().of(Language.EN, standing.phrase())).isNotBlank();
  }
}
