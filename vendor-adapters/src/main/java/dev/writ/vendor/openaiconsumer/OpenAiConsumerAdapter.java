package dev.writ.vendor.openaiconsumer;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * OpenAI's consumer accounts. Nothing here calls OpenAI: what is located is where an account may
 * be, everything else is a human's work, and no observation is ever claimed.
 */
public final class OpenAiConsumerAdapter implements VendorAdapter {

  @Override
  public VendorDescriptor descriptor() {
    return OpenAiConsumerDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return ConsumerAccount.accepts(object);
  }

  /** There are no credentials to prove; only the settings can be wrong. */
  @Override
  public void check(VendorConnection connection) {
    AskedBy.of(connection);
  }

  /**
   * True without a look: the control guards the word "absent", which {@link #read} never says, and
   * there are no rights to lose.
   */
  @Override
  public boolean control(VendorConnection connection) {
    return true;
  }

  /** One possible account for each e-mail address and phone number. */
  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    AskedBy.of(connection);
    var possible =
        subject.identifiers().stream().map(ConsumerAccount::of).flatMap(Optional::stream);
    var recorded = subject.ledgered().stream().filter(this::accepts);
    return new Location(Stream.concat(possible, recorded).distinct().toList(), false);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    known(object);
    return new Export.ByHand(AskedBy.of(connection).exportWork());
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    known(object);
    return new Erasure.ByHand(AskedBy.of(connection).eraseWork());
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    known(object);
    return new Presence.Unobservable(OpenAiConsumerDescriptor.UNSEEN);
  }

  private void known(VendorObject object) {
    if (!accepts(object)) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
  }
}
