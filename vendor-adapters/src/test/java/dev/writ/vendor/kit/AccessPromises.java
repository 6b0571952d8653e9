package dev.writ.vendor.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.spi.AccessRights;
import dev.writ.vendor.spi.AccessRights.AccessRight;
import dev.writ.vendor.spi.AccessRights.Probe;
import dev.writ.vendor.spi.AccessRights.Revocation;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rights are taken away in a safe order, and a credential that lost its right opens nothing. */
interface AccessPromises extends Promises {

  @Test
  default void rights_are_listed_with_our_own_at_the_end_and_nothing_changes() {
    var access = access();
    bench().plantAll(SandboxPeople.ADA);
    int held = bench().held(SandboxPeople.ADA);
    var rights = rights(access);
    assertThat(rights).doesNotHaveDuplicates();
    assertThat(rights.stream().map(AccessRight::own).toList()).as("own ones last").isSorted();
    for (var right : rights) {
      assertThat(right.kind()).isNotBlank();
      assertThat(right.id().length()).as("length of an id").isBetween(1, 512);
      bench().assertKeptBy(right.toString());
    }
    assertThat(rights(access)).isEqualTo(rights);
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    assertThat(bench().sandbox().erases(bench().descriptor().id())).isEmpty();
  }

  @Test
  default void each_right_is_revoked_once_and_the_rest_stays_in_sight() {
    var access = access();
    var left = new ArrayList<>(rights(access));
    assumeThat(left).as("rights that the API shows").isNotEmpty();
    while (!left.isEmpty()) {
      var right = left.removeFirst();
      boolean byHand = revoke(access, right) instanceof Revocation.ByHand;
      if (left.isEmpty()) {
        break;
      }
      var seen = rights(access);
      if (!byHand) {
        assertThat(seen).as("after a %s", right).doesNotContain(right);
        assertThat(again(access, right)).isEqualTo(new Revocation.AlreadyGone());
      }
      left.retainAll(seen);
    }
  }

  /** One that went with another is gone as well. */
  private Revocation revoke(AccessRights access, AccessRight right) {
    var revocation = access.revoke(bench().connection(), right);
    switch (revocation) {
      case Revocation.Revoked revoked -> {}
      case Revocation.ByHand hand -> bench().assertDescribed(hand.work());
      case Revocation.AlreadyGone gone ->
          throw new AssertionError("a listed " + right + " was gone already");
    }
    return revocation;
  }

  private Revocation again(AccessRights access, AccessRight right) {
    try {
      return access.revoke(bench().connection(), right);
    } catch (VendorFailure refused) {
      assertThat(right.own()).as("only our own credential refuses us").isTrue();
      assertThat(refused.kind()).isEqualTo(Kind.AUTHENTICATION);
      return new Revocation.AlreadyGone();
    }
  }

  @Test
  default void a_revocation_whose_answer_is_lost_was_carried_out_and_may_be_repeated() {
    var access = access();
    var others = rights(access).stream().filter(right -> !right.own()).toList();
    assumeThat(others).as("rights that are not our own").isNotEmpty();
    for (var right : others) {
      if (!rights(access).contains(right)) {
        continue;
      }
      bench().misbehave(Misbehaviour.ANSWER_LOST);
      boolean lost = lost(access, right);
      bench().behave();
      if (lost) {
        assertThat(access.revoke(bench().connection(), right))
            .as("%s, again", right)
            .isEqualTo(new Revocation.AlreadyGone());
      }
    }
  }

  private boolean lost(AccessRights access, AccessRight right) {
    try {
      assertThat(access.revoke(bench().connection(), right))
          .as("%s, without an answer", right)
          .isInstanceOf(Revocation.ByHand.class);
      return false;
    } catch (VendorFailure lost) {
      assertThat(lost.kind()).isEqualTo(Kind.UNAVAILABLE);
      return true;
    }
  }

  @Test
  default void a_probe_finds_every_credential_open_and_changes_nothing() {
    var access = access();
    bench().plantAll(SandboxPeople.ADA);
    int held = bench().held(SandboxPeople.ADA);
    var rights = rights(access);
    assertThat(probe(access)).isNotEmpty().allSatisfy(this::open);
    assertThat(bench().held(SandboxPeople.ADA)).isEqualTo(held);
    assertThat(rights(access)).isEqualTo(rights);
    assertThat(bench().sandbox().erases(bench().descriptor().id())).isEmpty();
  }

  @Test
  default void after_our_own_rights_are_revoked_every_probe_is_refused() {
    var access = access();
    var rights = rights(access);
    assumeThat(rights.stream().anyMatch(AccessRight::own)).as("own rights").isTrue();
    boolean byApi = true;
    for (var right : rights) {
      if (right.own() || rights(access).contains(right)) {
        var revocation = access.revoke(bench().connection(), right);
        byApi &= !(right.own() && revocation instanceof Revocation.ByHand);
      }
    }
    assumeThat(byApi).as("all of them by API").isTrue();
    assertThat(probe(access))
        .allSatisfy((name, seen) -> assertThat(seen).as(name).isEqualTo(Probe.REFUSED));
    var failure = bench().failure(() -> bench().adapter().check(bench().connection()));
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    bench().sandbox().reset();
    assertThat(probe(access)).as("after a reset").allSatisfy(this::open);
  }

  private void open(String name, Probe seen) {
    assertThat(seen).as(name).isEqualTo(Probe.OPEN);
  }

  @ParameterizedTest
  @EnumSource
  default void a_probe_tells_a_refusal_from_a_vendor_that_does_not_answer(Fault fault) {
    var access = access();
    var names = probe(access).keySet();
    fault.strike(bench());
    var seen = probe(access);
    assertThat(seen.keySet()).isEqualTo(names);
    for (var one : seen.values()) {
      switch (fault) {
        case TOKEN_EXPIRED, FORBIDDEN -> assertThat(one).isEqualTo(Probe.REFUSED);
        case RATE_LIMITED, RATE_LIMITED_BARE, DOWN, CONNECTION_RESET ->
            assertThat(one).isEqualTo(Probe.UNCLEAR);
        case MALFORMED -> assertThat(one).isNotEqualTo(Probe.REFUSED);
      }
    }
  }

  @Test
  default void a_wrong_credential_is_not_open() {
    var seen = access().probe(bench().connectionWith("wrong-credential"));
    assertThat(seen).isNotEmpty();
    assertThat(seen.values()).doesNotContain(Probe.OPEN);
  }

  @ParameterizedTest
  @EnumSource
  default void rights_of_a_vendor_that_fails_are_no_empty_list(Fault fault) {
    var access = access();
    assumeThat(rights(access)).as("rights that the API shows").isNotEmpty();
    fault.strike(bench());
    try {
      assertThat(rights(access))
          .as("what a human takes away where the list is not shown")
          .isNotEmpty()
          .allMatch(right -> right.own() && fault == Fault.FORBIDDEN);
    } catch (VendorFailure failure) {
      assertThat(failure.kind()).isEqualTo(fault.kind());
    }
  }

  @ParameterizedTest
  @EnumSource
  default void a_right_is_not_said_to_be_revoked_by_a_vendor_that_fails(Fault fault) {
    var access = access();
    var rights = rights(access);
    assumeThat(rights).as("rights that the API shows").isNotEmpty();
    fault.strike(bench());
    rights.forEach(right -> assertNotRevoked(access, right, fault));
    bench().behave();
    if (!fault.acts()) {
      assertThat(rights(access)).isEqualTo(rights);
    }
  }

  /** Only our own credential may be taken to be gone when it is refused; the probe tells. */
  private void assertNotRevoked(AccessRights access, AccessRight right, Fault fault) {
    try {
      switch (access.revoke(bench().connection(), right)) {
        case Revocation.Revoked said -> throw new AssertionError(right + " was said to be revoked");
        case Revocation.ByHand hand -> bench().assertDescribed(hand.work());
        case Revocation.AlreadyGone gone ->
            assertThat(right.own() && fault == Fault.TOKEN_EXPIRED).as("%s", right).isTrue();
      }
    } catch (VendorFailure failure) {
      assertThat(failure.kind()).as("%s", right).isEqualTo(fault.kind());
    }
  }

  @Test
  default void a_right_that_could_not_be_one_is_refused_without_a_call() {
    var access = access();
    var bent = new ArrayList<AccessRight>();
    bent.add(new AccessRight("no-such-kind", "x", "", false));
    for (var right : rights(access)) {
      for (var id : Misfits.IDS) {
        bent.add(new AccessRight(right.kind(), id, right.scope(), right.own()));
        if (!right.scope().isEmpty()) {
          bent.add(new AccessRight(right.kind(), right.id(), id, right.own()));
        }
      }
    }
    long calls = bench().calls();
    for (var right : bent) {
      if (!byHand(access, right)) {
        assertThat(bench().failure(() -> access.revoke(bench().connection(), right)).kind())
            .isEqualTo(Kind.REJECTED);
      }
    }
    assertThat(bench().calls()).isEqualTo(calls);
  }

  /** What a human takes away gets into no path. */
  private boolean byHand(AccessRights access, AccessRight right) {
    try {
      return access.revoke(bench().connection(), right) instanceof Revocation.ByHand;
    } catch (VendorFailure refused) {
      return false;
    }
  }

  private List<AccessRight> rights(AccessRights access) {
    var rights = access.list(bench().connection());
    bench().learnWords(rights.stream().flatMap(r -> Stream.of(r.id(), r.scope())).toList());
    return rights;
  }

  private Map<String, Probe> probe(AccessRights access) {
    var seen = access.probe(bench().connection());
    assertThat(seen.keySet())
        .as("names of the descriptor")
        .isSubsetOf(bench().connection().credentials().keySet());
    return seen;
  }

  private AccessRights access() {
    var access = bench().adapter().access();
    assumeThat(access).as("access rights").isPresent();
    return access.orElseThrow();
  }
}
