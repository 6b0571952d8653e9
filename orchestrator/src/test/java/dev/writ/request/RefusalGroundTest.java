package dev.writ.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every ground stands in a law, and a person is told only what is confirmed to stand there. */
class RefusalGroundTest {

  @Test
  void the_codes_are_those_of_the_description() {
    assertThat(Arrays.stream(RefusalGround.values()).map(Enum::name))
        .containsExactlyElementsOf(
            Arrays.stream(dev.writ.api.model.RefusalGround.values()).map(Enum::name).toList());
  }

  @Test
  void every_ground_is_cited_with_the_name_of_a_law() {
    for (var ground : RefusalGround.values()) {
      assertThat(
              ground
                  .findArticle("GDPR")
                  .or(() -> ground.findArticle("CCPA"))
                  .or(() -> ground.findArticle("PIPEDA")))
          .as(ground.name())
          .hasValueSatisfying(
              article -> assertThat(article).containsPattern("GDPR|CCR|Cal\\. |PIPEDA"));
      assertThat(ground.findArticle("UK_GDPR"))
          .isEqualTo(ground.findArticle("GDPR").map(cited -> cited.replace("GDPR", "UK GDPR")));
    }
    assertThat(RefusalGround.EXCESSIVE.findArticle("GDPR")).contains("Art. 12(5) GDPR");
    assertThat(RefusalGround.NOT_CONTROLLER.findArticle("LGPD")).contains("Art. 18, § 4 LGPD");
    assertThat(RefusalGround.DEBUG.findArticle("LAW_OF_NOWHERE")).isEmpty();
  }

  @Test
  void what_the_law_does_not_have_cannot_be_said_under_it() {
    assertThat(RefusalGround.DEBUG.knownTo("GDPR")).isFalse();
    assertThat(RefusalGround.LEGAL_CLAIMS.knownTo("CCPA")).isFalse();
    assertThat(RefusalGround.DEBUG.knownTo("LGPD")).isTrue();
    assertThat(RefusalGround.DEBUG.knownTo("LAW_OF_NOWHERE")).isTrue();
  }

  @Test
  void what_is_kept_for_recourse_is_said_in_the_words_of_the_law() {
    assertThat(RefusalGround.ofRecourse(List.of("GDPR", "PIPEDA")))
        .isEqualTo(RefusalGround.RECOURSE_OPEN);
    assertThat(RefusalGround.RECOURSE_OPEN.findConfirmedArticle("PIPEDA", "ERASURE"))
        .contains("s. 8(8) PIPEDA");
    assertThat(RefusalGround.ofRecourse(List.of("CCPA", "UK_GDPR")))
        .isEqualTo(RefusalGround.LEGAL_CLAIMS);
    assertThat(RefusalGround.ofRecourse(List.of("CCPA"))).isEqualTo(RefusalGround.LEGAL_OBLIGATION);
    assertThat(RefusalGround.ofRecourse(List.of("FADP"))).isEqualTo(RefusalGround.RECOURSE_OPEN);
  }

  @Test
  void no_exception_from_erasure_keeps_a_copy_from_the_person() {
    assertThat(RefusalGround.values())
        .filteredOn(RefusalGround::exceptsFromAccess)
        .containsExactly(
            RefusalGround.THIRD_PARTY_RIGHTS,
            RefusalGround.NEVER_DISCLOSE,
            RefusalGround.VENDOR_IMPOSSIBLE)
        .allSatisfy(ground -> assertThat(ground.wholeRequest()).isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IDENTITY_NOT_VERIFIED|CCPA|ERASURE|11 CCR 7022(a)",
        "IDENTITY_NOT_VERIFIED|CCPA|ACCESS|11 CCR 7024(a)",
        "NO_DATA_HELD|GDPR|ERASURE|Art. 12(3) GDPR",
        "NO_DATA_HELD|GDPR|ACCESS|Art. 12(3), 15(1) GDPR",
        "NO_DATA_HELD|CCPA|PORTABILITY|11 CCR 7024",
        "THIRD_PARTY_RIGHTS|UK_GDPR|ACCESS|Art. 15(4) UK GDPR",
        "THIRD_PARTY_RIGHTS|GDPR|PORTABILITY|Art. 20(4) GDPR",
        "VENDOR_IMPOSSIBLE|GDPR|ERASURE|Art. 19 GDPR",
        "VENDOR_IMPOSSIBLE|GDPR|ACCESS|''",
        "VENDOR_IMPOSSIBLE|CCPA|ACCESS|''",
      })
  void a_letter_cites_what_is_about_the_right_that_was_used(
      RefusalGround ground, String regime, String right, String article) {
    assertThat(ground.findConfirmedArticle(regime, right).orElse("")).isEqualTo(article);
  }

  @Test
  void what_keeps_a_copy_back_keeps_nothing_from_erasure() {
    assertThat(RefusalGround.values())
        .filteredOn(ground -> !ground.wholeRequest() && !ground.exceptsFromErasure())
        .containsExactly(RefusalGround.THIRD_PARTY_RIGHTS, RefusalGround.NEVER_DISCLOSE);
  }

  @Test
  void what_nobody_has_read_in_the_law_is_not_cited_to_a_person() {
    assertThat(RefusalGround.EXCESSIVE.findConfirmedArticle("GDPR", "ERASURE"))
        .contains("Art. 12(5) GDPR");
    assertThat(RefusalGround.EXCESSIVE.findArticle("CCPA")).isPresent();
    assertThat(RefusalGround.EXCESSIVE.findConfirmedArticle("CCPA", "ERASURE")).isEmpty();
    assertThat(RefusalGround.LEGAL_OBLIGATION.findConfirmedArticle("CCPA", "ERASURE"))
        .contains("Cal. Civ. Code 1798.105(d)(8)");
    assertThat(RefusalGround.LEGAL_OBLIGATION.findConfirmedArticle("LGPD", "ERASURE")).isEmpty();
  }
}
