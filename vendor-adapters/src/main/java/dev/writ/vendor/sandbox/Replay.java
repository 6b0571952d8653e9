package dev.writ.vendor.sandbox;

import java.util.Map;

/** Takes the journal's entries, one after the other, to the vendors they are about. */
final class Replay {
  private final Map<String, HostedVendor> vendors;
  private long entries;
  private long deviating;

  private Replay(Map<String, HostedVendor> vendors) {
    this.vendors = vendors;
  }

  static Sandbox.Replayed of(SandboxJournal journal, Map<String, HostedVendor> vendors) {
    var replay = new Replay(vendors);
    journal.replay(replay::take);
    return new Sandbox.Replayed(replay.entries, replay.deviating);
  }

  private void take(byte[] bytes) {
    entries++;
    if (!again(JournalEntry.of(bytes))) {
      deviating++;
    }
  }

  private boolean again(JournalEntry entry) {
    var vendor = vendors.get(entry.vendor());
    if (vendor == null) {
      return false;
    }
    return switch (entry) {
      case JournalEntry.Call call -> vendor.replay(call);
      case JournalEntry.Planting planting -> {
        vendor.plant(planting.person());
        yield true;
      }
      case JournalEntry.ByHand byHand -> {
        vendor.simulator().byHand(byHand.object());
        yield true;
      }
    };
  }
}
