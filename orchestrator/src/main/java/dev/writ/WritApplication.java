package dev.writ;

import dev.writ.setup.StartChecks;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Writ, the service. */
@SpringBootApplication
@ConfigurationPropertiesScan({"dev.writ.settings", "dev.writ.letter"})
@EnableScheduling
public class WritApplication {
  public static void main(String[] args) {
    var application = new SpringApplication(WritApplication.class);
    application.addListeners(new StartChecks());
    // A failed start is told once, at its end: by StartFailures, or with its stack trace.
    application.setDefaultProperties(
        Map.of(
            "logging.level." + AnnotationConfigServletWebServerApplicationContext.class.getName(),
            "error"));
    try {
      application.run(args);
    } catch (RuntimeException | LinkageError failed) {
      // Spring has told it. What had been started by then must not keep the process and its ports.
      System.exit(1);
    }
  }
}
