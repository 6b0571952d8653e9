package dev.writ.vendor.claudeenterprise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One chat, file, document, project, Code artifact or session of the simulated organizations. */
final class SimulatedObject {
  final String kind;
  final String id;
  final long made;
  final Instant created;
  final SimulatedUser user;
  final Set<String> chats = new LinkedHashSet<>();
  final Set<String> collaborators = new LinkedHashSet<>();
  final List<SimulatedMessage> messages = new ArrayList<>();
  String text = "";
  String status = "active";
  String type = "text/plain";
  @Nullable String project;
  boolean isPrivate = true;

  /** Deleted by the person in claude.ai. */
  boolean softDeleted;

  /** A soft delete as newer documents have it: nothing of the content is shown any more. */
  boolean emptied;

  /** How long after it was made somebody last worked with it. */
  Duration lastWord = Duration.ZERO;

  boolean deleted;
  boolean hidden;
  Instant listedUntil = Instant.MIN;

  /** Reads of the content that are still served after the deletion has begun. */
  int readsLeft;

  /** Objects are made one second after another. */
  SimulatedObject(String kind, String id, Instant opened, long made, SimulatedUser user) {
    this.kind = kind;
    this.id = id;
    this.made = made;
    this.created = opened.plusSeconds(made);
    this.user = user;
  }

  String created() {
    return created.toString();
  }

  /** The person's last word in it. */
  String changed() {
    return created.plus(lastWord).toString();
  }

  /** Whether a read by id still shows it. */
  boolean readable() {
    return !deleted || readsLeft > 0;
  }
}
