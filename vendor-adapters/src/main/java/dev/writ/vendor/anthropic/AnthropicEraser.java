package dev.writ.vendor.anthropic;

import static dev.writ.vendor.anthropic.AnthropicAnswers.refused;
import static dev.writ.vendor.anthropic.AnthropicAnswers.text;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Erases one object, or says who has to. */
final class AnthropicEraser {
  private static final Erasure GONE = new Erasure.AlreadyAbsent();

  private final AnthropicAccount account;
  private final AnthropicSettings settings;

  AnthropicEraser(AnthropicAccount account, AnthropicSettings settings) {
    this.account = account;
    this.settings = settings;
  }

  Erasure erase(AnthropicKind kind, VendorObject object) {
    return switch (kind) {
      case FILE, MEMORY_STORE, USER_PROFILE -> delete(kind, object);
      case MEMORY -> new AnthropicMemories(account, object).erase();
      case SESSION ->
          account
              .read(kind, object)
              .map(new AnthropicUnfinished(account, kind, object)::erase)
              .orElse(GONE);
      case MESSAGE_BATCH ->
          account.read(kind, object).map(seen -> eraseBatch(object, seen)).orElse(GONE);
      case INVITE -> account.read(kind, object).map(seen -> eraseInvite(object, seen)).orElse(GONE);
      case USER -> account.read(kind, object).map(seen -> eraseMember(object, seen)).orElse(GONE);
    };
  }

  private Erasure delete(AnthropicKind kind, VendorObject object) {
    return account.delete(kind, object).isPresent() ? new Erasure.Claimed() : GONE;
  }

  private Erasure eraseBatch(VendorObject batch, JsonNode seen) {
    return settings.batchesOfOnePerson() || requests(seen) == 1
        ? new AnthropicUnfinished(account, AnthropicKind.MESSAGE_BATCH, batch).erase(seen)
        : new Erasure.ByHand(AnthropicDescriptor.SHARED_BATCH);
  }

  /** In whatever state; 0 when the vendor does not say. */
  static long requests(JsonNode batch) {
    long requests = 0;
    for (var count : batch.path("request_counts")) {
      requests += count.asLong(0);
    }
    return requests;
  }

  /** Only a pending one can be deleted. */
  private Erasure eraseInvite(VendorObject invite, JsonNode seen) {
    String status = text(seen, "status");
    return switch (status) {
      case "pending" -> delete(AnthropicKind.INVITE, invite);
      case "deleted" -> GONE;
      case "accepted", "expired" ->
          new Erasure.Impossible(
              "An invite that was accepted or has expired cannot be deleted; the address stays in"
                  + " it.");
      default -> throw Answers.malformed();
    };
  }

  private Erasure eraseMember(VendorObject member, JsonNode seen) {
    if (!settings.removeMembers() || text(seen, "role").equals("admin")) {
      return new Erasure.ByHand(AnthropicDescriptor.REMOVE_MEMBER);
    }
    int keys = usableKeys(member.id());
    try {
      if (account.delete(AnthropicKind.USER, member).isEmpty()) {
        return GONE;
      }
    } catch (VendorFailure failure) {
      if (refused(failure)) { // the identity provider manages the members
        return new Erasure.ByHand(AnthropicDescriptor.REMOVE_MEMBER);
      }
      throw failure;
    }
    return keys == 0
        ? new Erasure.Claimed()
        : new Erasure.Partial(
            "The member is removed, but API keys that this person created stay usable ("
                + keys
                + "): deactivate them in the Claude Console. No API deletes a key, or its record of"
                + " who created it.");
  }

  private int usableKeys(String member) {
    var keys = new AtomicInteger();
    AnthropicExport.keysOf(
        account,
        member,
        key -> {
          require(!text(key, "status").isEmpty());
          if (text(key, "status").equals("active")) {
            keys.incrementAndGet();
          }
        });
    return keys.get();
  }
}
