package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.bare;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHttp;
import feign.TypedResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A user's account, in two steps: deleted it is restorable for 30 days, and only then can it be
 * deleted for good. Each step looks before it deletes.
 */
final class CopilotAccount {
  /** The first step is done. */
  static final String DELETED = "account-deleted";

  private static final Pattern HANDLE = Pattern.compile(DELETED + "\\|([0-9]{1,3})");

  private static final Duration REPLICATED = Duration.ofMinutes(1);
  private static final int MOST_WAITS = 10;

  private final DirectoryApi api;

  CopilotAccount(DirectoryApi api) {
    this.api = api;
  }

  Erasure erase(String id) {
    if (!isLiving(id)) {
      return eraseForGood(id, new Erasure.AlreadyAbsent());
    }
    return attempt(() -> api.deleteUser(id))
        .<Erasure>map(done -> waiting(0))
        .orElse(new Erasure.ByHand(MicrosoftCopilotWork.USER_PERMANENT_DELETE));
  }

  private boolean isLiving(String id) {
    var living = unlessGone(() -> api.user(id, DirectoryApi.SELECTED));
    living.ifPresent(user -> same(user.id(), id));
    return living.isPresent();
  }

  private static Erasure waiting(int waits) {
    return new Erasure.InProgress(DELETED + "|" + waits, REPLICATED);
  }

  /**
   * A deleted user who is not among the deleted ones has not arrived there yet, more likely than
   * not: directories replicate. Only after some looks is the user taken to be gone for good.
   *
   * @param handle as an answer in progress had it
   */
  Erasure poll(String id, String handle) {
    var form = HANDLE.matcher(handle);
    if (!form.matches()) {
      throw GraphAnswers.rejected();
    }
    int waits = Integer.parseInt(form.group(1));
    var whenUnseen = waits < MOST_WAITS ? waiting(waits + 1) : new Erasure.Claimed();
    return eraseForGood(id, whenUnseen);
  }

  private Erasure eraseForGood(String id, Erasure whenGone) {
    var deleted = unlessGone(() -> api.deletedUser(id));
    if (deleted.isEmpty()) {
      return whenGone;
    }
    same(deleted.get().path("id").asString(""), id);
    return attempt(() -> api.deleteForGood(id))
        .<Erasure>map(done -> new Erasure.Claimed())
        .orElse(new Erasure.ByHand(MicrosoftCopilotWork.USER_PERMANENT_DELETE));
  }

  /** Empty when this app may read the account and may not delete it. */
  private static Optional<Boolean> attempt(Supplier<TypedResponse<byte[]>> delete) {
    try {
      unlessGone(delete).ifPresent(answer -> bare(answer, 204));
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
    var content =
        unlessGone(() -> api.userContent(id)).or(() -> unlessGone(() -> api.deletedUser(id)));
    content.ifPresent(user -> same(user.path("id").asString(""), id));
    return content;
  }

  private static void same(@Nullable String answered, String asked) {
    Answers.require(GraphAnswers.requiredObjectId(answered).equalsIgnoreCase(asked));
  }
}
