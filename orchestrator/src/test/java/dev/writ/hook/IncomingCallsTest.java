package dev.writ.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.web.Problem;
import dev.writ.web.ProblemType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class IncomingCallsTest {
  private static final String PATH = "/v1/connections/45c48cce-2e2d-4fbd-aa1a-fc51c7c6ad33/webhook";

  @Test
  void the_address_is_the_one_the_vendor_called() {
    var request = request();
    request.setQueryString("tenant=a%3Ab");
    assertThat(new IncomingCalls("").read(request).url())
        .hasToString("http://10.0.0.7:8080" + PATH + "?tenant=a%3Ab");
    assertThat(new IncomingCalls("https://writ.example.com").read(request).url())
        .hasToString("https://writ.example.com" + PATH + "?tenant=a%3Ab");
    assertThat(new IncomingCalls("https://example.com/privacy").read(request).url())
        .hasToString("https://example.com/privacy" + PATH + "?tenant=a%3Ab");
  }

  @Test
  void an_address_that_is_none_is_refused_without_repeating_it() {
    var request = request();
    request.setQueryString("a=%zz");
    assertThatThrownBy(() -> new IncomingCalls("").read(request))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
              assertThat(problem.detail()).doesNotContain("zz");
            });
  }

  @Test
  void headers_have_lower_case_names_and_a_repeated_one_is_a_list() {
    var request = request();
    request.addHeader("X-Signature-V3", "abc=");
    request.addHeader("X-Twice", "one");
    request.addHeader("X-Twice", "two");
    assertThat(new IncomingCalls("").read(request).headers())
        .containsEntry("x-signature-v3", "abc=")
        .containsEntry("x-twice", "one, two");
  }

  @Test
  void the_body_keeps_every_byte_and_ends_at_its_limit() {
    var request = request();
    var bytes = "\r\n{\"é\":1} \0".getBytes(StandardCharsets.UTF_8);
    request.setContent(bytes);
    assertThat(new IncomingCalls("").read(request).body()).isEqualTo(bytes);
    request.setContent(new byte[256 * 1024]);
    assertThat(new IncomingCalls("").read(request).body()).hasSize(256 * 1024);
    request.setContent(new byte[256 * 1024 + 1]);
    assertThatThrownBy(() -> new IncomingCalls("").read(request))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
  }

  private static MockHttpServletRequest request() {
    var request = new MockHttpServletRequest("POST", PATH);
    request.setScheme("http");
    request.setServerName("10.0.0.7");
    request.setServerPort(8080);
    return request;
  }
}
