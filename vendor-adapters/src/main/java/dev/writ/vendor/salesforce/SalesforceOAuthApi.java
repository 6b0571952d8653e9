package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SalesforceWire.Grant;
import dev.writ.vendor.spi.ReadOnly;
import feign.Headers;
import feign.RequestLine;
import feign.TypedResponse;

/** The token endpoints; what proves the caller is in the form, put there by the authorization. */
@Headers({"Accept: application/json", "Content-Type: application/x-www-form-urlencoded"})
interface SalesforceOAuthApi {

  @ReadOnly
  @RequestLine("POST /services/oauth2/token")
  Grant token();

  /** 200 without a body; 400 for a token that is none, or none any more. */
  @RequestLine("POST /services/oauth2/revoke")
  byte[] revoke();

  /** With its headers: a refused exchange may be a web page with status 200. */
  @ReadOnly
  @RequestLine("POST /services/a360/token")
  TypedResponse<byte[]> exchange();
}
