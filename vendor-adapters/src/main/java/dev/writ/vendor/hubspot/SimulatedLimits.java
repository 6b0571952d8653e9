package dev.writ.vendor.hubspot;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/**
 * The headers in which HubSpot tells a private app of its limits (usage guidelines, as quoted on
 * 2026-08-27): calls in ten seconds and in a day, by the smallest plan. Answers of a search carry
 * none. They are told here and not enforced: that is a misbehaviour's.
 */
final class SimulatedLimits {
  private static final String HEADER = "X-HubSpot-RateLimit-";
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int IN_WINDOW = 100;
  private static final int IN_A_DAY = 250_000;

  private final InstantSource clock;
  private Instant begun = Instant.MIN;
  private int inWindow;
  private int today;

  SimulatedLimits(InstantSource clock) {
    this.clock = clock;
  }

  void reset() {
    begun = Instant.MIN;
    today = 0;
  }

  SimulatedResponse told(SimulatedRequest request, SimulatedResponse answer) {
    if (request.path().endsWith("/search")) {
      return answer;
    }
    var now = clock.instant();
    if (begun.isBefore(now.minus(WINDOW))) {
      begun = now;
      inWindow = 0;
    }
    inWindow++;
    today++;
    var headers = new LinkedHashMap<>(answer.headers());
    headers.put(HEADER + "Max", Integer.toString(IN_WINDOW));
    headers.put(HEADER + "Remaining", Integer.toString(Math.max(0, IN_WINDOW - inWindow)));
    headers.put(HEADER + "Interval-Milliseconds", Long.toString(WINDOW.toMillis()));
    headers.put(HEADER + "Daily", Integer.toString(IN_A_DAY));
    headers.put(HEADER + "Daily-Remaining", Integer.toString(Math.max(0, IN_A_DAY - today)));
    return new SimulatedResponse(answer.status(), headers, answer.body());
  }
}
