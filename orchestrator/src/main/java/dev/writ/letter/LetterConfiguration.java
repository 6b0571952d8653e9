package dev.writ.letter;

import dev.writ.settings.WritSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A mail server where one is set, else the outbox. */
@Configuration(proxyBeanMethods = false)
class LetterConfiguration {

  @Bean
  Post post(LetterSettings settings, WritSettings writ) {
    return settings.smtp().used() ? new MailServer(settings.smtp()) : new Outbox(writ.home());
  }
}
