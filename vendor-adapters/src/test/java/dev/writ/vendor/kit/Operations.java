package dev.writ.vendor.kit;

import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Every operation of an adapter as a call, by name. */
final class Operations {
  private Operations() {}

  /** Each on one object of each kind that is declared to support it; erases come last. */
  static Map<String, ThrowingCallable> of(
      ContractBench bench, VendorConnection with, Subject subject, List<VendorObject> located) {
    var adapter = bench.adapter();
    var operations = new LinkedHashMap<String, ThrowingCallable>();
    operations.put("check", () -> adapter.check(with));
    operations.put("control", () -> adapter.control(with));
    operations.put("locate", () -> adapter.locate(with, subject));
    var samples = ContractBench.oneOfEach(located);
    for (var object : samples) {
      if (bench.readable(object)) {
        operations.put("read " + object.kind(), () -> adapter.read(with, object));
      }
      if (bench.exportable(object)) {
        operations.put(
            "export " + object.kind(), () -> adapter.export(with, object, (kind, json) -> {}));
      }
    }
    for (var object : samples) {
      if (bench.erasable(object)) {
        operations.put("erase " + object.kind(), () -> adapter.erase(with, object));
      }
    }
    return operations;
  }
}
