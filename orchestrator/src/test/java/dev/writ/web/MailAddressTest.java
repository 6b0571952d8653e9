package dev.writ.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        " ada@example.com ",
        "ada+writ@mail.example.com",
        "o'hara/x=y@example.museum",
        "ada.@example.photography",
        "\"ada lovelace\"@example.com",
        "\"ada@home\"@example.com",
        "\"a\\\"b\"@example.com",
        "用户@例子.广告",
        "用户@例子。广告",
        "अदा@उदाहरण.भारत",
        "ada@xn--fsqu00a.xn--0zwm56d",
        "ada@[192.0.2.1]",
        "ada@[IPv6:2001:db8::1]"
      })
  void can_be_somebodys(String text) {
    assertThat(MailAddress.possible(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada.example.com",
        "@example.com",
        "ada@",
        "ada@example",
        "ada@example.",
        "ada@.com",
        "ada@example..com",
        "ada@home@example.com",
        "ada lovelace@example.com",
        "ada@exa mple.com",
        "ada@example.com\u00A0",
        "Ada <ada@example.com>",
        "mailto:ada@example.com",
        "ada@example.com, eve@example.com",
        "ada@example.com;eve",
        "\"\"@example.com",
        "\"ada@example.com",
        "ada@[]"
      })
  void can_be_nobodys(String text) {
    assertThat(MailAddress.possible(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada+writ@example.com", "用户@例子.广告"})
  void a_simple_one_goes_into_a_form(String text) {
    assertThat(MailAddress.simple(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ada lovelace\"@example.com", "ada@example.com\n", " ada@example.com"})
  void one_that_needs_care_does_not(String text) {
    assertThat(MailAddress.simple(text)).isFalse();
  }
}
