package dev.writ.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.vendor.spi.Admission;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.web.Problem;
import dev.writ.web.ProblemType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses as numbers, and names that need not be asked for, so that no name has to be looked up.
 */
class EgressTest {
  private static final String SANDBOX = "sandbox.internal";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://8.8.8.8",
        "https://8.8.8.8/v1",
        "https://[2001:4860:4860::8888]",
        "http://127.0.0.1:8090/openai",
        "https://[::1]:8090",
        "http://localhost:8090/openai",
        "http://[::1]:8090/openai",
        "https://[64:ff9b::8.8.8.8]",
        "http://sandbox.internal:8090/openai"
      })
  void lets_https_out_and_plain_http_to_this_machine_and_the_sandbox(String url) {
    assertThatCode(() -> Egress.check(URI.create(url), SANDBOX)).doesNotThrowAnyException();
  }

  @Test
  void a_name_that_leads_nowhere_is_kept_and_not_called() {
    var nowhere = URI.create("https://" + "n".repeat(64) + ".example.com");
    assertThat(Egress.check(nowhere, SANDBOX)).isFalse();
    assertThat(Egress.check(URI.create("https://8.8.8.8"), SANDBOX)).isTrue();
    var entered = new ArrayList<String>();
    var door =
        new Admission() {
          @Override
          public void enter() {
            entered.add("");
          }

          @Override
          public void enter(String family) {
            entered.add(family);
          }

          @Override
          public void leave(@Nullable VendorFailure failure) {}
        };
    for (var address : List.of(nowhere, URI.create("https://10.0.0.1"))) {
      var judged = new JudgedAddress(address, SANDBOX, door);
      for (Runnable call : List.<Runnable>of(judged::enter, () -> judged.enter("exports"))) {
        assertThatThrownBy(call::run)
            .isInstanceOfSatisfying(
                VendorFailure.class,
                failure -> assertThat(failure.kind()).isEqualTo(VendorFailure.Kind.UNAVAILABLE));
      }
    }
    assertThat(entered).isEmpty();
    new JudgedAddress(URI.create("http://127.0.0.1:9"), SANDBOX, door).enter("exports");
    assertThat(entered).containsExactly("exports");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://8.8.8.8",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "https://10.0.0.1",
        "https://172.16.0.1",
        "https://192.168.1.1",
        "https://169.254.169.254/latest",
        "https://100.64.0.1",
        "https://0.0.0.0",
        "https://224.0.0.1",
        "https://0.1.2.3",
        "https://192.0.0.8",
        "https://198.18.0.1",
        "https://198.19.255.255",
        "https://240.0.0.1",
        "https://255.255.255.255",
        "https://[64:ff9b::10.0.0.1]",
        "https://[64:ff9b::127.0.0.1]",
        "https://[64:ff9b:1::1]",
        "https://[2002:a00:1::]",
        "https://[2001::1]",
        "https://[::10.0.0.1]",
        "https://[fec0::1]",
        "https://[fd00::1]",
        "https://[fe80::1]",
        "https://[::ffff:10.0.0.1]",
        "https://user:secret@8.8.8.8",
        "https://8.8.8.8?x=1",
        "https://8.8.8.8#x",
        "https://8.8.8.8:65536",
        "http://127.0.0.1:0",
        "https://[fe80::1%25eth0]",
        "ftp://sandbox.internal",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://this-machine:8090",
        "http://2130706433",
        "mailto:ada@example.com",
        "relative/path"
      })
  void keeps_everything_else_in(String url) {
    assertThatThrownBy(() -> Egress.check(URI.create(url), SANDBOX))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.EGRESS_REFUSED);
              assertThat(problem.detail()).doesNotContain("secret", "ada");
            });
  }
}
