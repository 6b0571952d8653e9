package dev.writ.vendor.catalogue;

import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Every adapter and simulator that stands where the SPI's own classes stand; test classes stand
 * elsewhere.
 */
final class VendorsOnClassPath {
  private static final String VENDOR_PACKAGES = "dev/writ/vendor";
  private static final String CLASS = ".class";

  private VendorsOnClassPath() {}

  /** By their ids. */
  static List<VendorAdapter> all() throws IOException, URISyntaxException {
    return made(VendorAdapter.class).stream()
        .sorted(Comparator.comparing((VendorAdapter adapter) -> adapter.descriptor().id()))
        .toList();
  }

  /** Of the packages that have one. */
  static List<VendorSimulator> simulators() throws IOException, URISyntaxException {
    return made(VendorSimulator.class);
  }

  private static <T> List<T> made(Class<T> type) throws IOException, URISyntaxException {
    var source = Objects.requireNonNull(VendorAdapter.class.getProtectionDomain().getCodeSource());
    var classes = Path.of(source.getLocation().toURI());
    try (var files = Files.walk(classes.resolve(VENDOR_PACKAGES))) {
      return files
          .filter(file -> file.toString().endsWith(CLASS))
          .map(file -> load(classes.relativize(file)))
          .filter(found -> isOne(found, type))
          .map(found -> type.cast(instance(found)))
          .toList();
    }
  }

  private static Class<?> load(Path file) {
    var path = file.toString().replace(file.getFileSystem().getSeparator(), ".");
    try {
      var name = path.substring(0, path.length() - CLASS.length());
      return Class.forName(name, false, VendorAdapter.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isOne(Class<?> type, Class<?> wanted) {
    return wanted.isAssignableFrom(type)
        && !type.isInterface()
        && !Modifier.isAbstract(type.getModifiers());
  }

  private static Object instance(Class<?> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " needs a public no-argument constructor", e);
    }
  }
}
