package dev.writ.vendor.kit;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work that a vendor may take its time with.
 *
 * @param name what is done to which kind
 * @param begin begins it; empty when it is done at once
 * @param ask asks on by a handle; empty when it is done
 */
record SlowWork(String name, Supplier<Optional<Step>> begin, Function<String, Optional<Step>> ask) {

  /** Where it stands. */
  record Step(String handle, Duration again, String shown) {}

  /** Each on one object of each kind that is declared to support it; erases come last. */
  static List<SlowWork> of(ContractBench bench, List<VendorObject> located) {
    var adapter = bench.adapter();
    var works = new ArrayList<SlowWork>();
    var samples = ContractBench.oneOfEach(located);
    for (var object : samples) {
      if (bench.readable(object)) {
        works.add(
            new SlowWork(
                "asking on for a look at " + object.kind(),
                () -> step(adapter.read(bench.connection(), object)),
                handle -> step(adapter.pollRead(bench.connection(), object, handle))));
      }
      if (bench.exportable(object)) {
        works.add(
            new SlowWork(
                "asking on for an export of " + object.kind(),
                () -> step(adapter.export(bench.connection(), object, Operations.NOWHERE)),
                handle ->
                    step(
                        adapter.pollExport(
                            bench.connection(), object, handle, Operations.NOWHERE))));
      }
    }
    for (var object : samples) {
      if (bench.erasable(object)) {
        works.add(
            new SlowWork(
                "asking on for an erase of " + object.kind(),
                () -> step(adapter.erase(bench.connection(), object)),
                handle -> step(adapter.pollErasure(bench.connection(), object, handle))));
      }
    }
    return works;
  }

  private static Optional<Step> step(Presence presence) {
    return presence instanceof Presence.InProgress slow
        ? Optional.of(new Step(slow.handle(), slow.again(), slow.toString()))
        : Optional.empty();
  }

  private static Optional<Step> step(Export export) {
    return export instanceof Export.InProgress slow
        ? Optional.of(new Step(slow.handle(), slow.again(), slow.toString()))
        : Optional.empty();
  }

  private static Optional<Step> step(Erasure erasure) {
    return erasure instanceof Erasure.InProgress slow
        ? Optional.of(new Step(slow.handle(), slow.again(), slow.toString()))
        : Optional.empty();
  }
}
