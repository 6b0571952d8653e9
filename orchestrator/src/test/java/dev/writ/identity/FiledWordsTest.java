package dev.writ.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.identity.FiledWords.ToProve;
import dev.writ.identity.FiledWords.Vouched;
import dev.writ.security.Role;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiledWordsTest {
  @ParameterizedTest
  @CsvSource({
    "OFFICER_ATTESTED, OFFICER, OFFICER_ATTESTED",
    "OFFICER_ATTESTED, INTEGRATOR, CALLER_ASSERTED",
    "checked in person, OFFICER, OFFICER_ATTESTED",
    "single sign-on, INTEGRATOR, CALLER_ASSERTED",
    "SIGNED_IN_SESSION, OFFICER, SIGNED_IN_SESSION",
    "signed in session, INTEGRATOR, SIGNED_IN_SESSION"
  })
  void a_text_that_names_no_proof_is_the_word_of_whoever_files(
      String words, Role by, IdentityMethod method) {
    assertThat(FiledWords.read(words, Optional.of(by)))
        .isInstanceOfSatisfying(
            Vouched.class, vouched -> assertThat(vouched.method()).isEqualTo(method));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNVERIFIED",
        "ONE_TIME_CODE",
        "one-time code",
        " Matched Data Points ",
        "unverified"
      })
  void a_proof_however_it_is_written_is_still_to_be_given(String words) {
    assertThat(FiledWords.read(words, Optional.of(Role.OFFICER)))
        .isEqualTo(new ToProve(false, false));
  }

  @Test
  void a_link_is_sent_at_once_and_an_agent_needs_a_permission() {
    assertThat(FiledWords.read("One-Time-Link", Optional.of(Role.INTEGRATOR)))
        .isEqualTo(new ToProve(false, true));
    assertThat(FiledWords.read("authorized agent", Optional.of(Role.OFFICER)))
        .isEqualTo(new ToProve(true, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFFICER_ATTESTED", "SIGNED_IN_SESSION", "anything"})
  void nobodys_word_is_worth_nothing(String words) {
    assertThat(FiledWords.read(words, Optional.empty())).isEqualTo(new ToProve(false, false));
  }
}
