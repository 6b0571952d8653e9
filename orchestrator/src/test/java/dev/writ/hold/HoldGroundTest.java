package dev.writ.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each law has the exemptions it has, and none twice. */
class HoldGroundTest {
  @Test
  void the_gdpr_has_its_five_letters() {
    assertThat(articles(Law.GDPR))
        .containsExactlyInAnyOrder(
            "Art. 17(3)(a) GDPR",
            "Art. 17(3)(b) GDPR",
            "Art. 17(3)(c) GDPR",
            "Art. 17(3)(d) GDPR",
            "Art. 17(3)(e) GDPR");
    assertThat(articles(Law.UK_GDPR)).hasSize(5).allMatch(name -> name.endsWith(" UK GDPR"));
  }

  @Test
  void california_has_eight_and_not_the_nine_of_2018() {
    assertThat(articles(Law.CCPA))
        .containsExactlyInAnyOrder(
            Stream.of(1, 2, 3, 4, 5, 6, 7, 8)
                .map(number -> "Cal. Civ. Code 1798.105(d)(" + number + ")")
                .toArray(String[]::new));
  }

  @Test
  void brazil_has_those_that_keep_data_as_it_is_and_canada_none() {
    assertThat(articles(Law.LGPD)).containsExactly("Art. 16, I LGPD", "Art. 16, II LGPD");
    assertThat(articles(Law.PIPEDA)).isEmpty();
  }

  private static Stream<String> articles(Law law) {
    return Arrays.stream(HoldGround.values())
        .map(ground -> ground.findArticle(law))
        .flatMap(Optional::stream);
  }
}
