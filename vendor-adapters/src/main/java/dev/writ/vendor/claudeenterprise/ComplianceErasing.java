package dev.writ.vendor.claudeenterprise;

import static dev.writ.vendor.claudeenterprise.ComplianceAnswers.text;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Erases single objects, and leaves in place what other people work with. */
final class ComplianceErasing {
  static final String WITH_ITS_CHAT =
      "no call erases it by itself; it goes when its chat is deleted";
  static final String SESSION =
      "sessions cannot be deleted through the API; the vendor keeps their transcripts for 6 years";
  private static final String SHARED_FILE =
      "left in place: the file also sits in further chats, and the setting eraseShared is off";
  private static final String SHARED_PROJECT =
      "left in place: other people can work with the project, and the setting eraseShared is off";
  private static final String ATTACHED =
      "the project stays: chats that are not the person's are attached to it, and the vendor"
          + " deletes no project with chats; they must be moved out of it or deleted first";

  /** After these the claim stands as it is, and the looks that follow decide. */
  private static final int MOST_ASKS = 9;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

  /** Prefixes are not documented as closed: whatever is no chat may be a project. */
  private static final String CHAT = "claude_chat_";

  private final ComplianceAccount account;
  private final ClaudeEnterpriseSettings settings;
  private final ComplianceLook look;

  ComplianceErasing(ComplianceAccount account, ClaudeEnterpriseSettings settings) {
    this.account = account;
    this.settings = settings;
    this.look = new ComplianceLook(account);
  }

  Erasure erase(ComplianceKind kind, VendorObject object) {
    return switch (kind) {
      case CHAT -> delete(kind, object.id());
      case FILE -> file(object);
      case PROJECT_DOCUMENT ->
          shared(object.parent()) ? new Erasure.Partial(SHARED_PROJECT) : delete(kind, object.id());
      case PROJECT -> project(object.id());
      case CODE_ARTIFACT -> codeArtifact(object.id());
      case GENERATED_FILE, ARTIFACT -> unerasable(kind, object, WITH_ITS_CHAT);
      case REMOTE_SESSION, LOCAL_SESSION -> unerasable(kind, object, SESSION);
    };
  }

  private Erasure delete(ComplianceKind kind, String id) {
    return account.delete(kind, id) ? new Erasure.Claimed() : new Erasure.AlreadyAbsent();
  }

  /** What went with its chat is seen to be gone. */
  private Erasure unerasable(ComplianceKind kind, VendorObject object, String reason) {
    return look.at(kind, object) instanceof Presence.Absent
        ? new Erasure.AlreadyAbsent()
        : new Erasure.Impossible(reason);
  }

  /** The delete itself says whether the file is there. */
  private Erasure file(VendorObject object) {
    if (!settings.eraseShared()) {
      if (inFurtherChats(object)) {
        return new Erasure.Partial(SHARED_FILE);
      }
      if (!object.parent().startsWith(CHAT) && shared(object.parent())) {
        return new Erasure.Partial(SHARED_PROJECT);
      }
    }
    return delete(ComplianceKind.FILE, object.id());
  }

  /** The person's other chats are deleted before, so that further ones are somebody's to judge. */
  private boolean inFurtherChats(VendorObject object) {
    var file = account.find(ComplianceKind.FILE.path(object.id()), "id", object.id());
    if (file.isPresent()) {
      for (var chat : file.get().path("claude_chat_ids")) {
        if (!chat.asString("").equals(object.parent())) {
          return true;
        }
      }
    }
    return false;
  }

  private Erasure project(String id) {
    var project = look.project(id);
    if (project.isPresent() && shared(project.get())) {
      return new Erasure.Partial(SHARED_PROJECT);
    }
    try {
      return delete(ComplianceKind.PROJECT, id);
    } catch (VendorFailure failure) {
      if (failure.status() != 409 || project.isEmpty() || ownChats(project.get())) {
        throw failure;
      }
      return new Erasure.Partial(ATTACHED);
    }
  }

  /** The person's own chats are to be erased before; while they stand, the refusal is no end. */
  private boolean ownChats(JsonNode project) {
    var owner = text(project.path("user"), "id");
    if (owner.isEmpty()) {
      return false;
    }
    var query =
        Map.<String, Object>of(
            "limit",
            1,
            "user_ids[]",
            List.of(owner),
            "project_ids[]",
            List.of(text(project, "id")));
    return !account.page("apps/chats", query).path("data").isEmpty();
  }

  /** A project that is not known, or gone, is shared with nobody. */
  private boolean shared(String project) {
    return !settings.eraseShared()
        && !project.isEmpty()
        && look.project(project).map(this::shared).orElse(false);
  }

  private boolean shared(JsonNode project) {
    if (settings.eraseShared()) {
      return false;
    }
    if (!project.path("is_private").asBoolean(false)) {
      return true;
    }
    var owner = text(project.path("user"), "id");
    var others = new boolean[1];
    look.within(
        text(project, "id"),
        "/collaborators",
        row -> others[0] |= owner.isEmpty() || !owner.equals(text(row, "user_id")));
    return others[0];
  }

  /** 200 means that the deletion has begun; a repeated one is 404 while the content still goes. */
  private Erasure codeArtifact(String id) {
    if (account.delete(ComplianceKind.CODE_ARTIFACT, id) || look.codeArtifact(id)) {
      return asked(id, 0);
    }
    return new Erasure.AlreadyAbsent();
  }

  Erasure poll(ComplianceKind kind, VendorObject object, String handle) {
    if (kind != ComplianceKind.CODE_ARTIFACT) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    int asks = asks(object.id(), handle).orElseThrow(() -> new VendorFailure(Kind.REJECTED, 0));
    return asks == MOST_ASKS || !look.codeArtifact(object.id())
        ? new Erasure.Claimed()
        : asked(object.id(), asks);
  }

  private static Erasure asked(String id, int asks) {
    return new Erasure.InProgress(
        "asked-" + (asks + 1) + " " + id, FIRST_WAIT.multipliedBy(1L << asks));
  }

  /** A handle names its object, so that no poll answers for another one. */
  private static Optional<Integer> asks(String id, String handle) {
    return IntStream.rangeClosed(1, MOST_ASKS)
        .boxed()
        .filter(asks -> handle.equals("asked-" + asks + " " + id))
        .findFirst();
  }
}
