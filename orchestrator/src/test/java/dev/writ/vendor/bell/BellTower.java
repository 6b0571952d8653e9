package dev.writ.vendor.bell;

import dev.writ.vendor.spi.ClaimChecks.Observation;
import dev.writ.vendor.spi.ClaimChecks.Promised;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.LedgerFeed.EntrySink;
import dev.writ.vendor.spi.LedgerFeed.Portion;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One account at the bell vendor, known by the key of its connection. */
public final class BellTower {
  private static final Map<String, BellTower> TOWERS = new ConcurrentHashMap<>();

  /** What the account holds. */
  public final Set<VendorObject> held = ConcurrentHashMap.newKeySet();

  /** What it was asked to erase, and is done with. */
  public final Set<VendorObject> finished = ConcurrentHashMap.newKeySet();

  /** An erase is answered when this is open. */
  public volatile CountDownLatch gate = new CountDownLatch(0);

  /** What an erase fails with, when it does. */
  public volatile Optional<VendorFailure.Kind> failing = Optional.empty();

  /** How often it was asked whether it is done. */
  public final AtomicInteger polls = new AtomicInteger();

  /** What happens while it is asked to erase something, before it answers. */
  public volatile Consumer<VendorObject> erasing = object -> {};

  /** What it was asked to erase, in this order. */
  public final List<VendorObject> asked = new CopyOnWriteArrayList<>();

  /** Whether something that must be readable is. */
  public volatile boolean controlled = true;

  /** How often something that must be readable still is, before the rights are lost. */
  public final AtomicInteger controls = new AtomicInteger(Integer.MAX_VALUE);

  /** What else happens while something is read by id. */
  public volatile Runnable onRead = () -> {};

  /** Whether a read by id is answered later, and never. */
  public volatile boolean slow;

  /** What it was told that nobody will ask about again. */
  public final AtomicInteger abandoned = new AtomicInteger();

  /** Whether no read by id shows anything. */
  public volatile boolean blind;

  /** What it names for whoever it is searched for, whether or not it is there. */
  public volatile List<VendorObject> named = List.of();

  /** By what else it says that it knows whoever it is searched for. */
  public volatile List<Identifier> learnt = List.of();

  /** Whether its search leads to more than one person. */
  public volatile boolean ambiguous;

  /** What it says when its record is read. */
  public volatile Script feed = (cursor, sink) -> new Portion(cursor, false);

  /** What it shows of its promises. */
  public volatile Look promises = promised -> List.of();

  /** Plays one look at the promises. */
  public interface Look {
    List<Observation> look(Promised promised);
  }

  /** Plays one read of the record. */
  public interface Script {
    Portion read(String cursor, EntrySink sink);
  }

  private BellTower() {}

  public static BellTower of(String key) {
    return TOWERS.computeIfAbsent(key, k -> new BellTower());
  }

  /** The vendor's signature over address, time in seconds, and body. */
  public static String sign(String key, URI url, String time, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((url + "\n" + time + "\n").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
