package dev.writ.vendor.claudeenterprise;

import java.util.ArrayList;
import java.util.List;

/** One turn of a chat or session, and the ids of what hangs on it. */
final class SimulatedMessage {
  final String id;
  final String role;
  final String text;
  final List<String> files = new ArrayList<>();
  final List<String> generated = new ArrayList<>();
  final List<String> artifacts = new ArrayList<>();

  SimulatedMessage(String id, String role, String text) {
    this.id = id;
    this.role = role;
    this.text = text;
  }
}
