package dev.writ.hook;

import dev.writ.api.HooksApi;
import dev.writ.settings.WritSettings;
import dev.writ.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HookController implements HooksApi {
  private final Hooks hooks;
  private final IncomingCalls calls;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  /**
   * @param request the present one, as Spring's proxy gives it
   * @param response the present one, likewise
   */
  HookController(
      Hooks hooks,
      WritSettings settings,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.hooks = hooks;
    this.calls = new IncomingCalls(settings.publicUrl());
    this.request = request;
    this.response = response;
  }

  // Mapped anew: a vendor is answered whatever types it says it accepts.
  @Override
  @PostMapping(path = PATH_RECEIVE_VENDOR_CALL)
  public ResponseEntity<Void> receiveVendorCall(UUID id) {
    return switch (hooks.receive(id, calls.read(request))) {
      case GENUINE -> ResponseEntity.ok().build();
      case FORGED -> {
        response.setHeader("WWW-Authenticate", "Signature realm=\"Writ\"");
        throw Problem.unsigned();
      }
      case STALE ->
          throw Problem.body("the call is too old to be told from a repeated one: send it anew");
      case MALFORMED -> throw Problem.body("the call is not as the vendor documents it");
    };
  }
}
