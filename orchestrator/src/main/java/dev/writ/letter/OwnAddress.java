package dev.writ.letter;

import dev.writ.settings.WritSettings;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where a person reaches the pages of this service: {@code WRIT_PUBLIC_URL}, or on this machine
 * where that is not set.
 */
@Component
class OwnAddress {
  private final String publicUrl;
  private final Environment environment;

  OwnAddress(WritSettings settings, Environment environment) {
    this.publicUrl = settings.publicUrl();
    this.environment = environment;
  }

  /** The whole address of a path that begins with a slash. */
  String of(String path) {
    return (publicUrl.isEmpty() ? here() : publicUrl) + path;
  }

  private String here() {
    var port =
        environment.getProperty(
            "local.server.port", environment.getProperty("server.port", "8080"));
    return "http://127.0.0.1:" + port;
  }
}
