package dev.writ;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Writ, the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class WritApplication {
  public static void main(String[] args) {
    SpringApplication.run(WritApplication.class, args);
  }
}
