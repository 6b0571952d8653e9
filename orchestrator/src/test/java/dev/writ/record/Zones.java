package dev.writ.record;

import dev.writ.settings.WritSettings;
import dev.writ.web.RunningWrit;
import java.time.ZoneId;

/** The running service's settings, elsewhere. */
final class Zones {
  private Zones() {}

  static WritSettings in(String zone) {
    var s = RunningWrit.bean(WritSettings.class);
    return new WritSettings(
        s.home(),
        s.roles(),
        s.temporal(),
        s.database(),
        s.sandbox(),
        s.approval(),
        s.calls(),
        s.sweep(),
        s.undoWindow(),
        s.blastRadius(),
        s.publicUrl(),
        s.feeds(),
        s.looks(),
        new WritSettings.Clock(
            ZoneId.of(zone), s.clock().jurisdiction(), s.clock().alarms(), s.clock().horizon()),
        s.suppression(),
        s.drills(),
        s.offboarding(),
        s.claims(),
        s.identity(),
        s.subject(),
        s.webhooks());
  }
}
