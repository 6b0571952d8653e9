package dev.writ.web;

import java.io.IOException;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The API description, and a page to read and try it; everything comes from this machine. */
@RestController
class DocsPage {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private final Map<String, byte[]> files;
  private final byte[] description;

  DocsPage() throws IOException {
    description = read("openapi.yaml");
    files =
        Map.of(
            "index.html",
            read("docs/index.html"),
            "page.js",
            read("docs/page.js"),
            "page.css",
            read("docs/page.css"),
            "swagger-ui.css",
            webjar("swagger-ui.css"),
            "swagger-ui-bundle.js",
            webjar("swagger-ui-bundle.js"),
            "favicon-32x32.png",
            webjar("favicon-32x32.png"));
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<byte[]> description() {
    return ResponseEntity.ok().header("Content-Type", "application/yaml").body(description);
  }

  @GetMapping("/docs")
  ResponseEntity<Void> withoutSlash() {
    return ResponseEntity.status(308).header("Location", "/docs/").build();
  }

  @GetMapping("/docs/")
  ResponseEntity<byte[]> page() {
    return file("index.html");
  }

  @GetMapping("/docs/{name}")
  ResponseEntity<byte[]> file(@PathVariable("name") String name) {
    var file = files.get(name);
    if (file == null) {
      throw Problem.notFound(ProblemType.NOT_FOUND.advice());
    }
    return ResponseEntity.ok()
        .header("Content-Security-Policy", POLICY)
        .contentType(type(name))
        .body(file);
  }

  private static MediaType type(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".html" -> MediaType.parseMediaType("text/html;charset=UTF-8");
      case ".css" -> MediaType.parseMediaType("text/css;charset=UTF-8");
      case ".js" -> MediaType.parseMediaType("text/javascript;charset=UTF-8");
      default -> MediaType.IMAGE_PNG;
    };
  }

  private static byte[] read(String name) throws IOException {
    return new ClassPathResource(name).getContentAsByteArray();
  }

  /** The webjar's folder is named after its version. */
  private static byte[] webjar(String name) throws IOException {
    var found =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/" + name);
    if (found.length != 1) {
      throw new IllegalStateException("the webjar swagger-ui lacks " + name);
    }
    return found[0].getContentAsByteArray();
  }
}
