package dev.writ.vendor.spi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Calls that a vendor makes to us about objects it holds. */
public interface VendorHooks {
  /**
   * Judges a call by the vendor's own signature; calls nothing.
   *
   * @param credentials of the connection the call came in for
   */
  Verdict judge(Map<String, Secret> credentials, Call call, Instant now);

  /**
   * A call as it came in.
   *
   * @param url the address as the vendor called it, with its query
   * @param headers by lower-case name
   */
  record Call(String method, URI url, Map<String, String> headers, byte[] body) {
    @Override
    public String toString() {
      return method + " ***";
    }
  }

  /** Whether the call is the vendor's. */
  sealed interface Verdict {}

  /** It is; each event once, in the vendor's order. */
  record Genuine(List<Event> events) implements Verdict {
    public Genuine {
      events = List.copyOf(events);
    }
  }

  /** It is not signed as the vendor signs, or too old to be told from a repeated one. */
  record Refused(Reason reason) implements Verdict {}

  /** Why a call is refused. */
  enum Reason {
    FORGED,
    STALE,
    MALFORMED
  }

  /**
   * One event.
   *
   * @param id the vendor's, 1 to 512 characters; the same event may come several times
   * @param about the object it is about
   */
  record Event(String id, VendorObject about) {
    @Override
    public String toString() {
      return "Event[***]";
    }
  }
}
