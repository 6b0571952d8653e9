package dev.writ.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How events are signed. */
class SecretTest {

  /** The vector of the reference libraries of standard-webhooks, read on 2026-11-29. */
  @Test
  void signs_the_vector_of_the_reference_libraries() {
    var secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var signature =
        secret.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330L),
            "{\"test\": 2432232314}");
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void the_verifier_of_these_tests_takes_the_vector_and_nothing_else() {
    var secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    var id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    var body = "{\"test\": 2432232314}";
    var good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    assertThat(Verifier.genuine(secret, id, "1614265330", good, body)).isTrue();
    assertThat(Verifier.genuine(secret, id, "1614265330", "v1,AAAA v2,x " + good, body)).isTrue();
    assertThat(Verifier.genuine(secret, id, "1614265331", good, body)).isFalse();
    assertThat(Verifier.genuine(secret, id + "x", "1614265330", good, body)).isFalse();
    assertThat(Verifier.genuine(secret, id, "1614265330", good, body + " ")).isFalse();
    assertThat(Verifier.genuine(secret, id, "1614265330", good.replace("v1", "v2"), body))
        .isFalse();
  }

  @Test
  void each_is_of_thirty_two_random_bytes_and_says_nothing_of_itself() {
    var texts = Stream.generate(Secret::random).limit(50).map(Secret::text).toList();
    assertThat(texts).doesNotHaveDuplicates().allMatch(text -> text.startsWith("whsec_"));
    assertThat(Base64.getDecoder().decode(texts.getFirst().substring(6))).hasSize(32);
    assertThat(Secret.random().toString()).isEqualTo("***");
    assertThatThrownBy(() -> Secret.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("MfKQ");
  }
}
