package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.SandboxPeople;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every vendor package promises. A vendor's contract test extends this class and names its
 * adapter and its simulator; the descriptor decides the rest. Each chapter is an interface of its
 * own.
 */
public abstract class AdapterContract
    implements DescriptorPromises,
        CredentialPromises,
        LocatePromises,
        IdPromises,
        ExportPromises,
        ErasePromises,
        DoubtPromises,
        FaultPromises,
        DoorPromises,
        PlantingPromises,
        InventoryPromises,
        AccessPromises,
        ClaimCheckPromises,
        SimulatorPromises {
  private ContractBench bench;

  /** The adapter under test. */
  protected abstract VendorAdapter adapter();

  /** The simulator it talks to; asked once per test, before anything else. */
  protected abstract VendorSimulator simulator();

  /** Settings of the connection, so that optional capabilities are tried as well. */
  protected Map<String, String> settings() {
    return Map.of();
  }

  /**
   * Makes objects of the kinds that {@link VendorSimulator#plant} does not make, and returns what
   * the company's own apps would have entered in the ledger.
   *
   * @param ledger what planting the person returned
   */
  protected List<VendorObject> plantMore(SandboxPerson person, List<VendorObject> ledger) {
    return List.of();
  }

  /**
   * True where the vendor's documents leave no other way than an identifier in the URL; say which
   * document.
   */
  protected boolean mayCarryAnIdentifier(SimulatedRequest request) {
    return false;
  }

  /**
   * How many objects fill two pages at least of every list that the two thousand of {@link
   * SandboxPeople#PROLIFIC} fill two of: a vendor whose pages are shorter is tried with fewer.
   */
  protected int twoPagesOfEachList() {
    return SandboxPeople.PROLIFIC.objects();
  }

  /**
   * How late a slow vendor answers each call. The way out is the same for all, and the toy tries it
   * with as long as SLOW lasts.
   */
  protected Duration slowness() {
    return Duration.ofMillis(100);
  }

  /**
   * Leads an erase, an export or a revocation to the answer that a human has to do this work, where
   * one of each kind of Ada's objects and the rights that the connection shows do not.
   *
   * @return the codes of the work that was asked for
   */
  protected Set<String> askFor(String code) {
    return Set.of();
  }

  /** Kinds that are said to be unlisted, because their list may not answer, and are listed here. */
  protected Set<String> listedWhereTheListAnswers() {
    return Set.of();
  }

  /** How late a backup comes back, and what is purged late goes: after any erase has ended. */
  protected Duration backup() {
    return Duration.ofDays(7);
  }

  /** Lets time pass at a simulator with a clock of its own; others count the polls. */
  protected void pass(Duration time) {}

  @Override
  public final ContractBench bench() {
    return bench;
  }

  @BeforeEach
  final void openBench() {
    bench = new ContractBench(this);
  }

  @AfterEach
  final void closeBench() {
    bench.close();
  }
}
