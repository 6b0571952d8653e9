package dev.writ.vendor.microsoftcopilot;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.writ.vendor.spi.ReadOnly;
import feign.Body;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import org.jspecify.annotations.Nullable;

/** The Microsoft identity platform's token endpoint; a sign-in changes nothing. */
@Headers("Accept: application/json")
interface LoginApi {

  /** The form is URL-encoded already. */
  @ReadOnly
  @RequestLine("POST /{tenant}/oauth2/v2.0/token")
  @Headers("Content-Type: application/x-www-form-urlencoded")
  @Body("{form}")
  Granted token(@Param("tenant") String tenant, @Param("form") String form);

  /** A granted token; {@code expiresIn} are seconds. */
  record Granted(
      @JsonProperty("token_type") @Nullable String type,
      @JsonProperty("expires_in") @Nullable Integer expiresIn,
      @JsonProperty("access_token") @Nullable String token) {
    @Override
    public String toString() {
      return "Granted[***]";
    }
  }
}
