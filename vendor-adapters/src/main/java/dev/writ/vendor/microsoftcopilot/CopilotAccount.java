package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.bare;
import static dev.writ.vendor.microsoftcopilot.GraphAnswers.found;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHttp;
import feign.TypedResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A user's account, in two steps: deleted it is restorable for 30 days, and only then can it be
 * deleted for good. Each step looks before it deletes.
 */
final class CopilotAccount {
  /** The first step is done. */
  static final String DELETED = "account-deleted";

  private static final Duration REPLICATED = Duration.ofMinutes(1);

  private final DirectoryApi api;

  CopilotAccount(DirectoryApi api) {
    this.api = api;
  }

  Erasure erase(String id) {
    if (found(() -> api.user(id, DirectoryApi.SELECTED)).isEmpty()) {
      return eraseForGood(id, new Erasure.AlreadyAbsent());
    }
    return attempt(() -> api.deleteUser(id))
        .<Erasure>map(done -> new Erasure.InProgress(DELETED, REPLICATED))
        .orElse(new Erasure.ByHand(MicrosoftCopilotWork.USER_PERMANENT_DELETE));
  }

  Erasure poll(String id) {
    return eraseForGood(id, new Erasure.Claimed());
  }

  private Erasure eraseForGood(String id, Erasure whenGone) {
    if (found(() -> api.deletedUser(id)).isEmpty()) {
      return whenGone;
    }
    return attempt(() -> api.deleteForGood(id))
        .<Erasure>map(done -> new Erasure.Claimed())
        .orElse(new Erasure.ByHand(MicrosoftCopilotWork.USER_PERMANENT_DELETE));
  }

  /** Empty when this app may read the account and may not delete it. */
  private static Optional<Boolean> attempt(Supplier<TypedResponse<byte[]>> delete) {
    try {
      found(delete).ifPresent(answer -> bare(answer, 204));
      return Optional.of(true);
    } catch (VendorFailure failure) {
      if (failure.status() == 403) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  Presence read(String id) {
    return content(id).isPresent() ? Presence.PRESENT : Presence.ABSENT;
  }

  void export(String id, RecordSink sink) {
    content(id)
        .ifPresent(
            account ->
                sink.accept(
                    CopilotKind.ACCOUNT.word(), VendorHttp.JSON.writeValueAsString(account)));
  }

  private Optional<JsonNode> content(String id) {
    var content = found(() -> api.userContent(id)).or(() -> found(() -> api.deletedUser(id)));
    content.ifPresent(user -> GraphAnswers.requiredObjectId(user.path("id").asString("")));
    return content;
  }
}
