package dev.writ.vendor.manual;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.ManualWork;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * A vendor that a human asks. A connection whose settings lack an instruction is REJECTED by every
 * method that would hand work to somebody, so that no task is made without steps.
 */
public final class ManualAdapter implements VendorAdapter {

  @Override
  public VendorDescriptor descriptor() {
    return ManualDescriptor.VALUE;
  }

  @Override
  public List<ManualWork> manual(VendorConnection connection) {
    return ManualSettings.of(connection).work();
  }

  @Override
  public boolean accepts(VendorObject object) {
    return ManualObjects.accepts(object);
  }

  /** There are no credentials to prove; only the settings can be wrong. */
  @Override
  public void check(VendorConnection connection) {
    ManualSettings.of(connection);
  }

  /**
   * True without a look: the control guards the word "absent", which {@link #read} never says, and
   * there are no rights to lose.
   */
  @Override
  public boolean control(VendorConnection connection) {
    return true;
  }

  /** What the ledger knows, and the person, whom the vendor may know by any of the identifiers. */
  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    ManualSettings.of(connection);
    var recorded =
        subject.ledgered().stream().filter(this::accepts).sorted(ManualObjects.ERASE_ORDER);
    var person = ManualObjects.person(subject.identifiers()).stream();
    return new Location(Stream.concat(recorded, person).distinct().toList(), false);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    known(object);
    ManualSettings.of(connection);
    return new Export.ByHand(ManualSettings.EXPORT);
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    known(object);
    ManualSettings.of(connection);
    return new Erasure.ByHand(ManualSettings.ERASE);
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    known(object);
    return new Presence.Unobservable(ManualDescriptor.UNSEEN);
  }

  private void known(VendorObject object) {
    if (!accepts(object)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
  }
}
