package dev.writ.vendor.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a log of calls by the law of read-before-resend: an erase whose answer was lost is sent
 * again only after a read of that object, and an erase that was answered with success is not sent
 * again at all, unless a read showed the object to be there still. An erase that was answered with
 * a failure may be sent again. What is an erase, and of which object, the simulators say.
 */
public final class ResendLaw {
  private ResendLaw() {}

  /** How the law was broken. */
  public enum Breach {
    /** The earlier erase was answered with success and no read has shown the object since. */
    SENT_AGAIN_AFTER_SUCCESS,
    /** The earlier erase was not answered, and no read has been answered since. */
    SENT_AGAIN_UNREAD
  }

  /**
   * One breach.
   *
   * @param earlier the erase that should have been heeded
   * @param again the erase that should not have been sent
   */
  public record Violation(Breach breach, SeenCall earlier, SeenCall again) {}

  private record Subject(String vendor, String object) {}

  private record Standing(Breach ifSentAgain, SeenCall erase) {}

  /**
   * Every breach in the log, in order.
   *
   * @param calls in order of arrival, as {@link Sandbox#log()} has them
   */
  public static List<Violation> violations(List<SeenCall> calls) {
    var standing = new HashMap<Subject, Standing>();
    var violations = new ArrayList<Violation>();
    for (var call : calls) {
      if (call.object().isEmpty()) {
        continue;
      }
      var subject = new Subject(call.vendor(), call.object());
      switch (call.effect()) {
        case READ -> read(standing, subject, call);
        case CHANGE -> {}
        case ERASE -> {
          var before = standing.get(subject);
          if (before != null) {
            violations.add(new Violation(before.ifSentAgain(), before.erase(), call));
          }
          erase(standing, subject, call);
        }
      }
    }
    return List.copyOf(violations);
  }

  private static void read(Map<Subject, Standing> standing, Subject subject, SeenCall read) {
    var before = standing.get(subject);
    if (before == null || !read.acted() || !read.answered()) {
      return;
    }
    boolean decides =
        switch (before.ifSentAgain()) {
          case SENT_AGAIN_AFTER_SUCCESS -> success(read);
          case SENT_AGAIN_UNREAD -> success(read) || absent(read);
        };
    if (decides) {
      standing.remove(subject);
    }
  }

  /** A failure that was answered leaves standing what stood before. */
  private static void erase(Map<Subject, Standing> standing, Subject subject, SeenCall erase) {
    if (!erase.answered()) {
      standing.put(subject, new Standing(Breach.SENT_AGAIN_UNREAD, erase));
    } else if (success(erase)) {
      standing.put(subject, new Standing(Breach.SENT_AGAIN_AFTER_SUCCESS, erase));
    } else if (erase.acted() && absent(erase)) {
      standing.remove(subject);
    }
  }

  private static boolean success(SeenCall call) {
    return call.status() >= 200 && call.status() < 300;
  }

  private static boolean absent(SeenCall call) {
    return call.status() == 404 || call.status() == 410;
  }
}
