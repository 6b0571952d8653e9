package dev.writ.vendor.openai;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Inventory;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Every list of the project, kind by kind. Whether that of videos still answers nobody says (the
 * Videos API was shut down on 2026-09-24): it is read where it does, and a video is not taken to be
 * gone because it is not. A page goes on behind an object; what a list answers to the name of one
 * that is erased is not documented, so that it is read first, and the list begins anew where it is
 * gone.
 */
final class OpenAiInventory implements Inventory {
  /** A page of what lies in other objects is full with so many. */
  private static final int ENOUGH = 100;

  /** Most containers whose content one page looks for. */
  private static final int MOST_CONTAINERS = 100;

  private static final String WORD = "[A-Za-z0-9_.:-]{0,512}";

  /**
   * Where a kind is listed.
   *
   * @param path of the list, below the container where there is one
   * @param outer the kind of the container, or null
   */
  private record Shelf(
      OpenAiKind kind, String path, OpenAiListing listing, @Nullable OpenAiKind outer) {}

  private static final int FORBIDDEN = 403;

  private static final List<Shelf> SHELVES =
      List.of(
          shelf(OpenAiKind.BATCH, "batches", OpenAiListing.PLAIN),
          shelf(OpenAiKind.FINE_TUNING_JOB, "fine_tuning/jobs", OpenAiListing.PLAIN),
          shelf(OpenAiKind.MODEL, "models", OpenAiListing.PLAIN),
          inner(OpenAiKind.VECTOR_STORE_FILE, "/files", OpenAiKind.VECTOR_STORE),
          shelf(OpenAiKind.VECTOR_STORE, "vector_stores", OpenAiListing.ORDERED),
          inner(OpenAiKind.CONTAINER_FILE, "/files", OpenAiKind.CONTAINER),
          shelf(OpenAiKind.CONTAINER, "containers", OpenAiListing.ORDERED),
          inner(OpenAiKind.EVAL_RUN, "/runs", OpenAiKind.EVAL),
          shelf(OpenAiKind.EVAL, "evals", OpenAiListing.ORDERED),
          shelf(OpenAiKind.FILE, "files", OpenAiListing.FILES),
          shelf(OpenAiKind.CHAT_COMPLETION, "chat/completions", OpenAiListing.ORDERED),
          shelf(OpenAiKind.CHATKIT_THREAD, "chatkit/threads", OpenAiListing.ORDERED),
          shelf(OpenAiKind.SKILL, "skills", OpenAiListing.ORDERED),
          shelf(OpenAiKind.VOICE_CONSENT, "audio/voice_consents", OpenAiListing.PLAIN),
          shelf(OpenAiKind.VIDEO, "videos", OpenAiListing.ORDERED));

  private static Shelf shelf(OpenAiKind kind, String path, OpenAiListing listing) {
    return new Shelf(kind, path, listing, null);
  }

  private static Shelf inner(OpenAiKind kind, String path, OpenAiKind outer) {
    return new Shelf(kind, path, OpenAiListing.ORDERED, outer);
  }

  /**
   * Where a page ended.
   *
   * @param shelf index of the kind
   * @param outer the last container that was read to its end, or empty
   * @param after the last object read, within the container after that one; or empty
   */
  private record Place(int shelf, String outer, String after) {
    static Place of(String cursor) {
      if (cursor.isEmpty()) {
        return start(0);
      }
      var words = cursor.split("\\|", -1);
      require(words.length == 3 && words[0].matches("[0-9]{1,2}"));
      int shelf = Integer.parseInt(words[0]);
      require(shelf < SHELVES.size());
      require(words[1].matches(WORD) && words[2].matches(WORD));
      return new Place(shelf, words[1], words[2]);
    }

    static Place start(int shelf) {
      return new Place(shelf, "", "");
    }

    String cursor() {
      return shelf < SHELVES.size() ? shelf + "|" + outer + "|" + after : "";
    }
  }

  /** Objects, and the place behind them. */
  private record Read(List<VendorObject> objects, Place next) {}

  @Override
  public List<String> unlisted() {
    return Arrays.stream(OpenAiKind.values())
        .filter(
            kind ->
                kind == OpenAiKind.VIDEO
                    || SHELVES.stream().noneMatch(shelf -> shelf.kind() == kind))
        .map(OpenAiKind::word)
        .toList();
  }

  @Override
  public List<String> seenById() {
    return List.of(OpenAiKind.VIDEO.word());
  }

  @Override
  public Page page(VendorConnection connection, String cursor) {
    var account = new OpenAiAccount(connection);
    var place = Place.of(cursor);
    while (place.shelf() < SHELVES.size()) {
      var read = read(account, place);
      boolean readToItsEnd = read.next().shelf() != place.shelf();
      if (!read.objects().isEmpty() || !readToItsEnd) {
        return new Page(read.objects(), read.next().cursor());
      }
      place = read.next();
    }
    return new Page(List.of(), "");
  }

  private static Read read(OpenAiAccount account, Place place) {
    var shelf = SHELVES.get(place.shelf());
    if (shelf.kind() == OpenAiKind.MODEL) {
      return new Read(models(account), Place.start(place.shelf() + 1));
    }
    if (silent(account, shelf.kind())) {
      return new Read(List.of(), Place.start(place.shelf() + 1));
    }
    return shelf.outer() == null
        ? simple(account, shelf, place)
        : nested(account, shelf, shelf.outer(), place);
  }

  /**
   * Whether the kind's list is passed over: its API was shut down, or refuses. What it answers
   * since then is UNCONFIRMED, and its kind is {@link #unlisted()}, so that silence promises
   * nothing.
   */
  private static boolean silent(OpenAiAccount account, OpenAiKind kind) {
    try {
      return OpenAiAdapter.shutDown(account, kind);
    } catch (VendorFailure failure) {
      if (failure.kind() == VendorFailure.Kind.REJECTED || failure.status() == FORBIDDEN) {
        return true;
      }
      throw failure;
    }
  }

  /** OpenAI's own models are nobody's data. */
  private static List<VendorObject> models(OpenAiAccount account) {
    var answer = account.plain("models");
    require(answer.isPresent() && answer.get().path("data").isArray());
    return answer
        .get()
        .path("data")
        .valueStream()
        .map(row -> row.path("id").asString(""))
        .filter(OpenAiKind.MODEL::wellFormed)
        .map(OpenAiKind.MODEL::object)
        .toList();
  }

  private static Read simple(OpenAiAccount account, Shelf shelf, Place place) {
    var after = standing(account, shelf.kind(), place.after(), "");
    var page = account.page(shelf.path(), shelf.listing(), Map.of(), after);
    var objects = page.rows().stream().map(row -> object(shelf.kind(), row, "")).toList();
    return new Read(
        objects,
        page.next() == null
            ? Place.start(place.shelf() + 1)
            : new Place(place.shelf(), "", page.next()));
  }

  private static Read nested(OpenAiAccount account, Shelf shelf, OpenAiKind outer, Place place) {
    var outside = SHELVES.stream().filter(s -> s.kind() == outer).findFirst().orElseThrow();
    var objects = new ArrayList<VendorObject>();
    var done = standing(account, outer, place.outer(), "");
    var after = place.after();
    int visited = 0;
    for (var more = true; more; ) {
      var page = account.page(outside.path(), outside.listing(), Map.of(), done);
      for (var row : page.rows()) {
        var container = object(outer, row, "");
        after = within(account, shelf, container, after, objects);
        if (!after.isEmpty()) {
          return new Read(objects, new Place(place.shelf(), done == null ? "" : done, after));
        }
        done = container.id();
        if (objects.size() >= ENOUGH || ++visited >= MOST_CONTAINERS) {
          return new Read(objects, new Place(place.shelf(), done, ""));
        }
      }
      require(page.next() == null || page.next().equals(done));
      more = page.next() != null;
    }
    return new Read(objects, Place.start(place.shelf() + 1));
  }

  /** Reads on in a container; where it stopped, or empty when it is read to its end. */
  private static String within(
      OpenAiAccount account,
      Shelf shelf,
      VendorObject container,
      String from,
      List<VendorObject> objects) {
    var path = OpenAiAdapter.kind(container).path(container) + shelf.path();
    var after = standing(account, shelf.kind(), from, container.id());
    while (true) {
      var page = account.pageWithin(path, after);
      page.rows().forEach(row -> objects.add(object(shelf.kind(), row, container.id())));
      if (page.next() == null) {
        return "";
      }
      after = page.next();
      if (objects.size() >= ENOUGH) {
        return after;
      }
    }
  }

  /** The id to go on behind; null, which begins anew, where there is none or it is gone. */
  private static @Nullable String standing(
      OpenAiAccount account, OpenAiKind kind, String id, String parent) {
    if (id.isEmpty()) {
      return null;
    }
    require(kind.wellFormed(id));
    return account.read(kind, kind.object(id, parent)).isPresent() ? id : null;
  }

  private static VendorObject object(OpenAiKind kind, JsonNode row, String parent) {
    var id = row.path("id").asString("");
    require(kind.wellFormed(id));
    return kind.object(id, parent);
  }
}
