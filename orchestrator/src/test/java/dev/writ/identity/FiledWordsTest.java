package dev.writ.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.identity.FiledWords.ToProve;
import dev.writ.identity.FiledWords.Vouched;
import dev.writ.security.Role;
import dev.writ.web.Problem;
import dev.writ.web.ProblemType;
import java.util.List;
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
  @ValueSource(strings = {"OFFICER_ATTESTED", "officer attested", "checked in person"})
  void an_officer_who_vouches_says_how(String words) {
    var read = FiledWords.read(words, Optional.of(Role.OFFICER));
    assertThatThrownBy(() -> read.check(Optional.empty()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.UNPROCESSABLE);
              assertThat(problem.detail()).contains("identity.note is missing");
            });
    read.check(Optional.of("Called back"));
  }

  @Test
  void an_apps_word_and_a_session_may_go_without_a_note() {
    for (var note : List.of(Optional.<String>empty(), Optional.of("Account 7"))) {
      FiledWords.read("OFFICER_ATTESTED", Optional.of(Role.INTEGRATOR)).check(note);
      FiledWords.read("SIGNED_IN_SESSION", Optional.of(Role.OFFICER)).check(note);
    }
  }

  @Test
  void what_is_still_to_be_proved_has_no_note() {
    var read = FiledWords.read("ONE_TIME_LINK", Optional.of(Role.OFFICER));
    read.check(Optional.empty());
    assertThatThrownBy(() -> read.check(Optional.of("Called back"))).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFFICER_ATTESTED", "SIGNED_IN_SESSION", "anything"})
  void nobodys_word_is_worth_nothing(String words) {
    assertThat(FiledWords.read(words, Optional.empty())).isEqualTo(new ToProve(false, false));
  }
}
