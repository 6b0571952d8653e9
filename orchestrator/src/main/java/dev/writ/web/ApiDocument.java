package dev.writ.web;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the API description itself. */
@RestController
class ApiDocument {
  @GetMapping("/openapi.yaml")
  ResponseEntity<Resource> document() {
    return ResponseEntity.ok()
        .header("Content-Type", "application/yaml")
        .body(new ClassPathResource("openapi.yaml"));
  }
}
