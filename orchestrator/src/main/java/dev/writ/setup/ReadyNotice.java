package dev.writ.setup;

import dev.writ.settings.WritSettings;
import dev.writ.settings.WritSettings.Role;
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
    System.out.print(text());
  }

  /** In the words of the README, which goes on from here. */
  String text() {
    if (!settings.roles().contains(Role.API)) {
      return "\nWrit works; its API is another process's\n\n";
    }
    var tokens = settings.home().toAbsolutePath().normalize().resolve("tokens");
    var sandbox = settings.sandbox();
    var switches =
        sandbox.enabled()
            ? "\n  vendor sandbox    http://127.0.0.1:%d/_sandbox".formatted(sandbox.port())
            : "";
    return """

    Writ is ready on http://127.0.0.1:%1$d
      read and try      http://127.0.0.1:%1$d/docs/  (any user name, a token as the password)
      tokens            %2$s/{officer,approver,auditor,integrator,admin}%3$s
      a first request   curl -s http://127.0.0.1:%1$d/v1/requests -H "Authorization: Bearer $(cat '%2$s/officer')" \\
        -H 'Content-Type: application/json' -d '{"kind":"ERASURE","regime":"GDPR","receivedOn":"'$(date +%%F)'",
        "subject":{"identifiers":[{"type":"EMAIL","value":"ada@example.com"}]},"identity":{"method":"OFFICER_ATTESTED","note":"Called back on the number in the contract"}}'

    """
        .formatted(port, tokens, switches);
  }
}
