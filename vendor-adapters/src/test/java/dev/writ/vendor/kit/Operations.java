package dev.writ.vendor.kit;

import dev.writ.vendor.spi.Planter;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.SyntheticPerson;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Every operation of an adapter as a call, by name. */
final class Operations {
  /** Reads everything to its end and keeps nothing. */
  static final RecordSink NOWHERE =
      new RecordSink() {
        @Override
        public void accept(String kind, String json) {}

        @Override
        public void file(String kind, String name, String mediaType, InputStream content)
            throws IOException {
          content.transferTo(OutputStream.nullOutputStream());
        }
      };

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
        operations.put("export " + object.kind(), () -> adapter.export(with, object, NOWHERE));
      }
    }
    adapter
        .inventory()
        .ifPresent(inventory -> operations.put("inventory", () -> inventory.page(with, "")));
    adapter.planter().ifPresent(planter -> planting(operations, planter, with, bench.invent()));
    for (var object : samples) {
      if (bench.erasable(object)) {
        operations.put("erase " + object.kind(), () -> adapter.erase(with, object));
      }
    }
    return operations;
  }

  private static void planting(
      Map<String, ThrowingCallable> operations,
      Planter planter,
      VendorConnection with,
      SyntheticPerson person) {
    operations.put("strays", () -> planter.strays(with, person));
    operations.put("plant", () -> planter.plant(with, person, planted -> {}));
  }
}
