package dev.writ.vendor.spi;

import feign.Contract;
import feign.DefaultContract;
import feign.MethodMetadata;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Feign's reading of an interface's annotations, done once per interface: a client is made for each
 * connection and call, and what is read is always the same. Feign copies what it changes.
 */
final class RememberedContract implements Contract {
  private final Contract reading = new DefaultContract();
  private final Map<Class<?>, List<MethodMetadata>> known = new ConcurrentHashMap<>();

  @Override
  public List<MethodMetadata> parseAndValidateMetadata(Class<?> api) {
    return known.computeIfAbsent(api, reading::parseAndValidateMetadata);
  }
}
