package dev.writ.vault;

import dev.writ.settings.WritSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The file is the default; a bean of another {@link KeyEncryption} takes its place. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

  @Bean
  @ConditionalOnMissingBean
  KeyEncryption keyEncryption(WritSettings settings) throws IOException, GeneralSecurityException {
    return new FileKeyEncryption(settings.home().resolve("keys/wrapping-key.json"));
  }
}
