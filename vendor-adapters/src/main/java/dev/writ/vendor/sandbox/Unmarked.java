package dev.writ.vendor.sandbox;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/** Takes out the header in which WireMock names its stub: no vendor sends it. */
final class Unmarked implements ResponseTransformerV2 {
  private static final String MARK = "Matched-Stub-Id";

  @Override
  public String getName() {
    return "writ-unmarked";
  }

  @Override
  public Response transform(Response response, ServeEvent event) {
    var kept =
        response.getHeaders().all().stream()
            .filter(header -> !header.keyEquals(MARK))
            .toArray(HttpHeader[]::new);
    return Response.Builder.like(response).but().headers(new HttpHeaders(kept)).build();
  }
}
