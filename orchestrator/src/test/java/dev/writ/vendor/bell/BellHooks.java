package dev.writ.vendor.bell;

import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorHooks;
import dev.writ.vendor.spi.VendorObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/** Calls of the bell vendor: one line per event, its id, a blank, and the chime it is about. */
final class BellHooks implements VendorHooks {
  static final String SIGNATURE = "x-bell-signature";
  static final String TIME = "x-bell-time";
  private static final long OLDEST_SECONDS = 300;

  @Override
  public Verdict judge(Map<String, Secret> credentials, Call call, Instant now) {
    var time = call.headers().getOrDefault(TIME, "");
    // A careless parser, as real ones are: this throws on anything but a number.
    long seconds = Long.parseLong(time);
    var expected = BellTower.sign(credentials.get("key").reveal(), call.url(), time, call.body());
    var signature = call.headers().getOrDefault(SIGNATURE, "");
    if (!MessageDigest.isEqual(bytes(expected), bytes(signature))) {
      return new Refused(Reason.FORGED);
    }
    if (seconds < now.getEpochSecond() - OLDEST_SECONDS) {
      return new Refused(Reason.STALE);
    }
    var events = new ArrayList<Event>();
    for (var line : new String(call.body(), StandardCharsets.UTF_8).lines().toList()) {
      var words = line.split(" ");
      if (words.length != 2) {
        return new Refused(Reason.MALFORMED);
      }
      events.add(new Event(words[0], new VendorObject("chime", words[1])));
    }
    return new Genuine(events);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
