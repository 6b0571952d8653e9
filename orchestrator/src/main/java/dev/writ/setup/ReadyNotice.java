package dev.writ.setup;

import dev.writ.settings.WritSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a newcomer on the terminal where things are. */
@Component
class ReadyNotice {
  private final WritSettings settings;
  private final int port;

  ReadyNotice(WritSettings settings, @Value("${server.port}") int port) {
    this.settings = settings;
    this.port = port;
  }

  @EventListener(ApplicationReadyEvent.class)
  void print() {
    var home = settings.home().toAbsolutePath();
    System.out.printf(
        """

        Writ is ready on http://127.0.0.1:%d
          API description   http://127.0.0.1:%d/openapi.yaml  (needs a token)
          tokens            %s/tokens/{officer,approver,auditor,integrator,admin}
          a first request   curl -s -X POST http://127.0.0.1:%d/v1/requests -H "Authorization: Bearer $(cat %s/tokens/officer)" \\
            -H 'Content-Type: application/json' -d '{"kind":"ERASURE","regime":"GDPR","receivedOn":"2026-11-02","subject":{"identifiers":[{"type":"EMAIL","value":"ada@example.com"}]},"identity":{"method":"OFFICER_ATTESTED"}}'

        """,
        port, port, home, port, home);
  }
}
