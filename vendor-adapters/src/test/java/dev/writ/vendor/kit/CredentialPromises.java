package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Check and control: what good credentials prove, and how bad ones are told. */
interface CredentialPromises extends Promises {

  @Test
  default void good_credentials_pass_check_and_control_and_change_nothing() {
    bench().plantAll(SandboxPeople.ADA);
    int held = bench().held(SandboxPeople.ADA);
    bench().adapter().check(bench().connection());
    assertThat(bench().adapter().control(bench().connection())).isTrue();
    assertThat(bench().calls()).isPositive();
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    assertThat(bench().sandbox().erases(bench().descriptor().id())).isEmpty();
  }

  /** Something is known to exist in every account. */
  @Test
  default void the_control_holds_in_an_account_without_any_data() {
    assertThat(bench().adapter().control(bench().connection())).isTrue();
  }

  /** Empty lists alone are no control: what reads nothing that is known to exist sees nothing. */
  @Test
  default void credentials_that_list_nothing_and_read_nothing_known_are_no_control() {
    assertThat(bench().adapter().control(bench().connection())).isTrue();
    assumeThat(bench().calls()).as("calls of the control").isPositive();
    bench().plantAll(SandboxPeople.ADA);
    bench().simulator().replace((number, request, answer) -> Blind.seen(request, answer));
    assertThat(bench().adapter().control(bench().connection())).isFalse();
  }

  @Test
  default void wrong_credentials_are_an_authentication_failure() {
    assertNotAuthenticated(bench().connectionWith("wrong-credential"));
  }

  @Test
  default void missing_credentials_are_an_authentication_failure() {
    assertNotAuthenticated(bench().connectionWithoutCredentials());
    assertThat(bench().calls()).isZero();
  }

  @Test
  default void credentials_that_fit_no_header_are_an_authentication_failure() {
    for (var unfit : List.of("line\nbreak", "", "t\u00f6ken", "{token}")) {
      assertNotAuthenticated(bench().connectionWith(unfit));
    }
  }

  private void assertNotAuthenticated(VendorConnection connection) {
    var subject = bench().plant(SandboxPeople.ADA);
    for (var call :
        List.<ThrowingCallable>of(
            () -> bench().adapter().check(connection),
            () -> bench().adapter().control(connection),
            () -> bench().adapter().locate(connection, subject))) {
      assertThat(bench().failure(call).kind()).isEqualTo(Kind.AUTHENTICATION);
    }
  }
}
