package dev.writ.vendor.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The vendors' published specifications, which may not be copied into the repository: they lie
 * beside it, in {@code ../shared/specs}, or in the folder that WRIT_SPECS names.
 */
public final class Specifications {
  private static final Path BESIDE = Path.of("../../shared/specs");

  private Specifications() {}

  /** A file or folder of them; skips the test, loudly, where it does not lie. */
  public static Path require(String name) {
    var named = System.getenv("WRIT_SPECS");
    var path =
        (named == null || named.isBlank() ? BESIDE : Path.of(named))
            .resolve(name)
            .toAbsolutePath()
            .normalize();
    if (!Files.exists(path)) {
      System.err.println(
          "!!! NOT HELD against the vendor's specification: there is no " + path + " !!!");
      Assumptions.abort("no specification " + name);
    }
    return path;
  }
}
