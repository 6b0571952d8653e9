package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.ReadOnly;
import feign.Body;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import org.jspecify.annotations.Nullable;

/** The token endpoint; an assertion is safe in a form as it stands. */
interface TokenApi {
  @ReadOnly
  @RequestLine("POST /token")
  @Headers({"Accept: application/json", "Content-Type: application/x-www-form-urlencoded"})
  @Body("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion={assertion}")
  Granted token(@Param("assertion") String assertion);

  /** What was granted; any field may be missing. */
  record Granted(@Nullable String access_token, @Nullable Long expires_in) {
    @Override
    public String toString() {
      return "Granted[***]";
    }
  }
}
