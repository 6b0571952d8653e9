package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.microsoftcopilot.GraphAnswers.pages;

import dev.writ.vendor.microsoftcopilot.GraphWire.Page;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorHttp;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A living user's interaction history. */
final class CopilotHistory {
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
   * their {@code content} alone, which is JSON in a string.
   *
   * @return false when it is hidden
   */
  boolean export(String user, RecordSink sink) {
    return walk(
        user,
        interactions -> {
          for (var interaction : interactions) {
            Answers.require(interaction.isObject());
            sink.accept(
                CopilotKind.INTERACTIONS.word(), VendorHttp.JSON.writeValueAsString(interaction));
          }
          return false;
        });
  }

  private boolean walk(String user, Predicate<List<JsonNode>> enough) {
    var first = first(user);
    first.ifPresent(page -> pages(links, page, api::interactions, enough));
    return first.isPresent();
  }

  /** Empty when it is hidden. A 404 for a living user is no absence. */
  private Optional<Page<JsonNode>> first(String user) {
    @Nullable Page<JsonNode> page;
    try {
      page = api.interactions(user);
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
              pages(
                  links,
                  api.interactions(id),
                  api::interactions,
                  interactions -> {
                    any.set(!interactions.isEmpty());
                    return any.get();
                  });
              return any.get();
            })
        .orElse(true);
  }
}
