package dev.writ.vendor.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * The answer to a call that nobody could read, a broken escape in its address for one. Whose it
 * would have been is not known, so it is no vendor's envelope; it repeats nothing.
 */
final class Unreadable extends ErrorHandler {

  @Override
  public @Nullable ByteBuffer badMessageError(
      int status, @Nullable String reason, HttpFields.Mutable fields) {
    var answer = answer(status);
    fields.put(HttpHeader.CONTENT_TYPE, answer.headers().get("Content-Type"));
    return ByteBuffer.wrap(answer.body());
  }

  @Override
  public void handle(
      String target, Request call, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean slip =
        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IllegalArgumentException;
    var answer = answer(slip ? 400 : response.getStatus());
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.getOutputStream().write(answer.body());
    call.setHandled(true);
  }

  private static SimulatedResponse answer(int status) {
    return SimulatedResponse.json(status, Map.of("sandbox", "the call cannot be read"));
  }
}
