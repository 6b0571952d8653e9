package dev.writ.connection;

import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;

/** Every vendor package on the class path, found by its adapter; nothing has to be registered. */
@Component
public class VendorCatalogue {
  private static final String VENDOR_PACKAGES = "dev.writ.vendor";
  private final Map<String, VendorAdapter> adapters = new TreeMap<>();

  VendorCatalogue() {
    for (var adapter : instances(VendorAdapter.class)) {
      adapters.put(adapter.descriptor().id(), adapter);
    }
  }

  public Collection<VendorAdapter> all() {
    return adapters.values();
  }

  public Optional<VendorAdapter> find(String vendor) {
    return Optional.ofNullable(adapters.get(vendor));
  }

  public VendorAdapter require(String vendor) {
    return find(vendor).orElseThrow(() -> new IllegalStateException("no vendor package " + vendor));
  }

  /** The simulators that stand beside the adapters. */
  public static List<VendorSimulator> simulators() {
    return instances(VendorSimulator.class);
  }

  private static <T> List<T> instances(Class<T> type) {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(type));
    return scanner.findCandidateComponents(VENDOR_PACKAGES).stream()
        .map(
            found -> {
              try {
                return type.cast(
                    Class.forName(found.getBeanClassName()).getDeclaredConstructor().newInstance());
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                    found.getBeanClassName() + " needs a public no-argument constructor", e);
              }
            })
        .toList();
  }
}
