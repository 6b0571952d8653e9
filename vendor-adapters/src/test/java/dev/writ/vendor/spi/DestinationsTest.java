package dev.writ.vendor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  private static final VendorDescriptor VENDOR =
      VendorDescriptor.of("v", "V", URI.create("https://api.vendor.example/v1"))
          .roots(Map.of("login", URI.create("https://login.vendor.example/oauth")))
          .hosts(List.of("files.vendor.example", "*.blobs.example"))
          .read(LocalDate.EPOCH, List.of(), List.of());

  private static boolean allowed(String base, String to) {
    var connection = new VendorConnection(URI.create(base), Map.of(), Map.of());
    return Destinations.allowed(VENDOR, connection, URI.create(to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.vendor.example/other/path?with=query",
        "https://API.vendor.example/v1",
        "https://login.vendor.example/token",
        "https://files.vendor.example/f/1?sig=x",
        "https://FILES.vendor.example/f/1",
        "https://a.blobs.example/1",
        "https://a.b.Blobs.example/1"
      })
  void the_own_host_and_the_described_ones_are_allowed(String to) {
    assertThat(allowed("https://api.vendor.example/v1", to)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/f/1",
        "https://files.vendor.example.evil.example/f/1",
        "https://evilfiles.vendor.example/f/1",
        "https://x.files.vendor.example/f/1",
        "https://files.vendor.example./f/1",
        "https://files-vendor.example/f/1",
        "https://evil.example/files.vendor.example",
        "https://evil.example?files.vendor.example",
        "https://evil.example#files.vendor.example",
        "https://xn--fles-vendor-example.evil/f/1"
      })
  void a_host_that_only_looks_like_a_described_one_is_refused(String to) {
    assertThat(allowed("https://api.vendor.example/v1", to)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://blobs.example/1",
        "https://.blobs.example/1",
        "https://evilblobs.example/1",
        "https://a.blobs.example.evil.example/1",
        "https://*.blobs.example/1",
        "https://a.blobs.exampl/1"
      })
  void a_suffix_wants_a_name_before_it_and_nothing_after_it(String to) {
    assertThat(allowed("https://api.vendor.example/v1", to)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://files.vendor.example@evil.example/f/1",
        "https://user@files.vendor.example/f/1",
        "https://user:word@api.vendor.example/v1",
        "https://@files.vendor.example/f/1"
      })
  void an_address_with_a_user_in_it_is_refused(String to) {
    assertThat(allowed("https://api.vendor.example/v1", to)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.vendor.example/v1",
        "http://files.vendor.example/f/1",
        "ftp://files.vendor.example/f/1",
        "https://files.vendor.example:8443/f/1",
        "https://api.vendor.example:8443/v1",
        "//files.vendor.example/f/1",
        "/f/1",
        "file:///etc/passwd",
        "mailto:files.vendor.example",
        "https:files.vendor.example"
      })
  void another_scheme_or_port_or_no_host_is_refused(String to) {
    assertThat(allowed("https://api.vendor.example/v1", to)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:4000/v/f",
        "http://127.0.0.1:4001/v/f",
        "http://127.0.0.1/v/f",
        "http://localhost:4000/v/f",
        "http://files.vendor.example:4000/f/1"
      })
  void a_sandbox_is_its_own_host_scheme_and_port_and_nothing_beside(String to) {
    assertThat(allowed("http://127.0.0.1:4000/v", "http://127.0.0.1:4000/other")).isTrue();
    assertThat(allowed("http://127.0.0.1:4000/v", to)).isFalse();
  }
}
