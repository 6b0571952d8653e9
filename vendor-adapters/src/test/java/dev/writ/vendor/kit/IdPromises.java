package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Ids are checked before anything is called with them. */
interface IdPromises extends Promises {

  @Test
  default void accepts_what_it_locates_and_refuses_what_could_not_exist() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    long calls = bench().calls();
    assertThat(located).isNotEmpty().allMatch(bench().adapter()::accepts);
    assertThat(misshapen(located)).noneMatch(bench().adapter()::accepts);
    for (var kind : List.of("no-such-kind", "", " ", "../x")) {
      assertThat(bench().adapter().accepts(new VendorObject(kind, located.getFirst().id())))
          .as("kind <%s>", kind)
          .isFalse();
    }
    assertThat(bench().calls()).as("accepting calls nothing").isEqualTo(calls);
  }

  @Test
  default void an_id_that_could_bend_a_path_is_refused_without_a_call() {
    var located = bench().locate(bench().plantAll(SandboxPeople.ADA));
    var wrong = new ArrayList<>(misshapen(located));
    wrong.add(new VendorObject("no-such-kind", located.getFirst().id()));
    long calls = bench().calls();
    var adapter = bench().adapter();
    var connection = bench().connection();
    for (var object : wrong) {
      for (var call :
          List.<ThrowingCallable>of(
              () -> adapter.read(connection, object),
              () -> adapter.export(connection, object, (kind, json) -> {}),
              () -> adapter.pollExport(connection, object, "handle", (kind, json) -> {}),
              () -> adapter.pollErasure(connection, object, "handle"))) {
        assertThat(bench().failure(call).kind()).isEqualTo(Kind.REJECTED);
      }
      bench().assertRefused(object);
    }
    assertThat(bench().calls()).isEqualTo(calls);
  }

  /** Each kind with every bent id, and with every bent parent where it has one. */
  private static List<VendorObject> misshapen(List<VendorObject> located) {
    var misshapen = new ArrayList<VendorObject>();
    for (var object : ContractBench.oneOfEach(located)) {
      for (var bent : Misfits.IDS) {
        misshapen.add(new VendorObject(object.kind(), bent, object.parent()));
        if (!object.parent().isEmpty()) {
          misshapen.add(new VendorObject(object.kind(), object.id(), bent));
        }
      }
    }
    return misshapen;
  }
}
