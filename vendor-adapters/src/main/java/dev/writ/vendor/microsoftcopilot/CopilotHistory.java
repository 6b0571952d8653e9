package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.pages;

import dev.writ.vendor.microsoftcopilot.GraphWire.Page;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A living user's interaction history. A link to a further page is followed as it is: where a page
 * is too large to be held, the walk begins anew with fewer rows a page.
 */
final class CopilotHistory {
  private static final int ROWS = 100;

  private final DirectoryApi api;
  private final GraphLinks links;
  private final MicrosoftCopilotSettings settings;

  CopilotHistory(DirectoryApi api, GraphLinks links, MicrosoftCopilotSettings settings) {
    this.api = api;
    this.links = links;
    this.settings = settings;
  }

  /** What a look at a living user's history shows. */
  enum Sight {
    SHOWN,
    EMPTY,
    /** Not shown for want of rights or licence: it may be there. */
    HIDDEN
  }

  Sight look(String user) {
    var any = new AtomicBoolean();
    boolean shown =
        walk(
            user,
            interactions -> {
              any.set(!interactions.isEmpty());
              return any.get();
            });
    return shown ? any.get() ? Sight.SHOWN : Sight.EMPTY : Sight.HIDDEN;
  }

  /**
   * Gives every interaction as Graph has it, with the attachments: an answer's text may stand in
   * their {@code content} alone, which is JSON in a string. One that comes again in a walk that was
   * begun anew is not given twice.
   *
   * @return false when it is hidden
   */
  boolean export(String user, RecordSink sink) {
    var given = new HashSet<ByteBuffer>();
    return walk(
        user,
        interactions -> {
          for (var interaction : interactions) {
            Answers.require(interaction.isObject());
            var row = VendorHttp.JSON.writeValueAsString(interaction);
            if (given.add(digest(row))) {
              sink.accept(CopilotKind.INTERACTIONS.word(), row);
            }
          }
          return false;
        });
  }

  /** An id alone is not known to be unique. */
  private static ByteBuffer digest(String row) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha256.digest(row.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private boolean walk(String user, Predicate<List<JsonNode>> enough) {
    return walk(rows -> first(user, rows), enough);
  }

  private boolean walk(
      IntFunction<Optional<Page<JsonNode>>> first, Predicate<List<JsonNode>> enough) {
    for (int rows = ROWS; ; rows /= 10) {
      try {
        var page = first.apply(rows);
        page.ifPresent(shown -> pages(links, shown, api::interactions, enough));
        return page.isPresent();
      } catch (VendorFailure failure) {
        boolean tooLarge = failure.kind() == Kind.REJECTED && failure.status() == 200;
        if (!tooLarge || rows == 1) {
          throw failure;
        }
      }
    }
  }

  /** Empty when it is hidden. A 404 for a living user is no absence. */
  private Optional<Page<JsonNode>> first(String user, int rows) {
    @Nullable Page<JsonNode> page;
    try {
      page = api.interactions(user, rows);
    } catch (VendorFailure refused) {
      if (refused.status() == 404 || (refused.status() == 403 && othersAreShown(user))) {
        return Optional.empty();
      }
      throw refused;
    }
    return Optional.of(Answers.answered(page));
  }

  private boolean othersAreShown(String than) {
    return settings.controlUser().filter(id -> !id.equalsIgnoreCase(than)).isPresent()
        && controlled();
  }

  /** Whether the control user's history shows something; true when there is no such user. */
  boolean controlled() {
    return settings
        .controlUser()
        .map(
            id -> {
              var any = new AtomicBoolean();
              walk(
                  rows -> Optional.of(Answers.answered(api.interactions(id, rows))),
                  interactions -> {
                    any.set(!interactions.isEmpty());
                    return any.get();
                  });
              return any.get();
            })
        .orElse(true);
  }
}
