package dev.writ.vendor.hubspot;

import dev.writ.vendor.hubspot.HubSpotWire.CrmRecord;
import dev.writ.vendor.hubspot.HubSpotWire.Filter;
import dev.writ.vendor.hubspot.HubSpotWire.FilterGroup;
import dev.writ.vendor.hubspot.HubSpotWire.GdprDelete;
import dev.writ.vendor.hubspot.HubSpotWire.Page;
import dev.writ.vendor.hubspot.HubSpotWire.SearchRequest;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorAdapter;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorDescriptor;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * HubSpot over its public API. Satellites (notes, calls, ...) go before the contact, because a
 * permanent delete of the contact only unassociates them and nothing would lead to them afterwards.
 *
 * <p>Settings: {@code externalIdProperty} names the contact property that holds the company's own
 * id; {@code contactProperties} lists further contact properties to export, separated by commas.
 */
public final class HubSpotAdapter implements VendorAdapter {
  static final String CREDENTIAL = "accessToken";
  static final String EXTERNAL_ID_PROPERTY = "externalIdProperty";
  static final String CONTACT_PROPERTIES = "contactProperties";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E&&[^{}]]+");
  private static final int SEARCH_LIMIT = 200;

  @Override
  public VendorDescriptor descriptor() {
    return HubSpotDescriptor.VALUE;
  }

  @Override
  public boolean accepts(VendorObject object) {
    return HubSpotKind.of(object.kind()).isPresent() && ID.matcher(object.id()).matches();
  }

  @Override
  public void check(VendorConnection connection) {
    var api = api(connection);
    answered(api.account());
    results(api.first(HubSpotKind.CONTACT.type()));
    for (var kind : HubSpotKind.values()) {
      if (kind.satellite()) {
        results(api.first(kind.type()));
      }
    }
    results(api.firstThread());
  }

  @Override
  public boolean control(VendorConnection connection) {
    var api = api(connection);
    results(api.first(HubSpotKind.CONTACT.type()));
    return true;
  }

  @Override
  public Location locate(VendorConnection connection, Subject subject) {
    var api = api(connection);
    var contacts = new LinkedHashSet<String>();
    var ambiguous = false;
    for (var identifier : subject.identifiers()) {
      var found = contacts(api, connection, identifier);
      ambiguous |= found.size() > 1;
      contacts.addAll(found);
    }
    var objects = new EnumMap<HubSpotKind, Map<String, VendorObject>>(HubSpotKind.class);
    for (var entry : subject.ledgered()) {
      var kind = kind(entry);
      var id = id(entry.id());
      if (kind == HubSpotKind.CONTACT) {
        contactById(api, id).ifPresent(contacts::add);
      } else if (present(api, kind, id)) {
        add(objects, kind, id, entry.parent());
      }
    }
    for (var contact : contacts) {
      for (var kind : HubSpotKind.values()) {
        if (kind.satellite()) {
          pages(
              after -> gone(() -> api.associations(id(contact), kind.type(), after)),
              found -> add(objects, kind, required(found.toObjectId()), contact));
        }
      }
      pages(
          after -> gone(() -> api.threads(contact, after)),
          found -> add(objects, HubSpotKind.THREAD, required(found.id()), contact));
      add(objects, HubSpotKind.CONTACT, contact, "");
    }
    return new Location(
        objects.values().stream().flatMap(byId -> byId.values().stream()).toList(), ambiguous);
  }

  @Override
  public Export export(VendorConnection connection, VendorObject object, RecordSink sink) {
    var api = api(connection);
    var kind = kind(object);
    var id = id(object.id());
    if (kind == HubSpotKind.THREAD) {
      exportThread(api, id, sink);
      return new Export.Complete();
    }
    var names = new LinkedHashSet<>(kind.properties());
    if (kind == HubSpotKind.CONTACT) {
      externalIdProperty(connection).ifPresent(names::add);
      Arrays.stream(connection.settings().getOrDefault(CONTACT_PROPERTIES, "").split(","))
          .map(String::strip)
          .filter(name -> !name.isEmpty())
          .forEach(names::add);
    }
    var properties = String.join(",", names);
    var content = gone(() -> api.content(kind.type(), id, false, properties));
    if (content.isEmpty() && kind == HubSpotKind.CONTACT) {
      content = gone(() -> api.content(kind.type(), id, true, properties));
    }
    content.ifPresent(json -> sink.accept(kind.word(), line(json)));
    return new Export.Complete();
  }

  private static void exportThread(HubSpotApi api, String id, RecordSink sink) {
    var thread = gone(() -> api.threadContent(id));
    if (thread.isEmpty()) {
      return;
    }
    sink.accept(HubSpotKind.THREAD.word(), line(wrapped("thread", thread.get())));
    pages(
        after -> gone(() -> api.messages(id, after)),
        message -> {
          var record = wrapped("message", message);
          record.put("threadId", id);
          var truncation = message.path("truncationStatus").asString("NOT_TRUNCATED");
          if (!truncation.equals("NOT_TRUNCATED")) {
            var messageId = id(message.path("id").asString(""));
            gone(() -> api.original(id, messageId))
                .ifPresent(full -> record.set("originalContent", full));
          }
          sink.accept(HubSpotKind.THREAD.word(), line(record));
        });
  }

  @Override
  public Erasure erase(VendorConnection connection, VendorObject object) {
    var api = api(connection);
    var kind = kind(object);
    var id = id(object.id());
    Runnable call =
        switch (kind) {
          case CONTACT -> () -> api.gdprDelete(new GdprDelete(id));
          case THREAD -> () -> api.archiveThread(id);
          default -> () -> api.archive(kind.type(), id);
        };
    return gone(() -> {
          call.run();
          return true;
        })
        .<Erasure>map(done -> new Erasure.Claimed())
        .orElseGet(Erasure.AlreadyAbsent::new);
  }

  @Override
  public Presence read(VendorConnection connection, VendorObject object) {
    return present(api(connection), kind(object), id(object.id()))
        ? Presence.PRESENT
        : Presence.ABSENT;
  }

  /**
   * An archived satellite or thread is erased as far as the API goes. An archived contact is not:
   * archiving is no permanent deletion, and the contact can be restored for 90 days.
   */
  private static boolean present(HubSpotApi api, HubSpotKind kind, String id) {
    return switch (kind) {
      case CONTACT -> contactById(api, id).isPresent();
      case THREAD ->
          gone(() -> api.thread(id))
              .filter(found -> !required(found.id()).isEmpty() && !found.inBin())
              .isPresent();
      default ->
          gone(() -> api.read(kind.type(), id, false))
              .filter(found -> !required(found.id()).isEmpty() && !found.inBin())
              .isPresent();
    };
  }

  /** The contact's present id (another one after a merge), archived or not. */
  private static Optional<String> contactById(HubSpotApi api, String id) {
    return gone(() -> api.read(HubSpotKind.CONTACT.type(), id, false))
        .or(() -> gone(() -> api.read(HubSpotKind.CONTACT.type(), id, true)))
        .map(found -> required(found.id()));
  }

  private static Set<String> contacts(
      HubSpotApi api, VendorConnection connection, Identifier identifier) {
    var value = identifier.value().strip();
    if (value.isEmpty()) {
      return Set.of();
    }
    return switch (identifier.type()) {
      case EMAIL -> {
        var email = value.toLowerCase(Locale.ROOT);
        yield search(
            api,
            email,
            List.of(
                new Filter("email", "EQ", email),
                new Filter("hs_additional_emails", "CONTAINS_TOKEN", email)));
      }
      case PHONE ->
          search(
              api,
              value,
              List.of(new Filter("phone", "EQ", value), new Filter("mobilephone", "EQ", value)));
      case VENDOR_USER_ID ->
          ID.matcher(value).matches()
              ? contactById(api, value).map(Set::of).orElse(Set.of())
              : Set.of();
      case CUSTOMER_ID, EXTERNAL_ID ->
          externalIdProperty(connection)
              .map(property -> search(api, value, List.of(new Filter(property, "EQ", value))))
              .orElse(Set.of());
    };
  }

  /** Any of the filters; only contacts whose returned property really equals the value count. */
  private static Set<String> search(HubSpotApi api, String value, List<Filter> anyOf) {
    var groups = anyOf.stream().map(filter -> new FilterGroup(List.of(filter))).toList();
    var properties = anyOf.stream().map(Filter::propertyName).toList();
    var found = new LinkedHashSet<String>();
    pages(
        after ->
            Optional.of(
                answered(api.search(new SearchRequest(groups, properties, SEARCH_LIMIT, after)))),
        contact -> {
          if (properties.stream().anyMatch(property -> holds(contact, property, value))) {
            found.add(required(contact.id()));
          }
        });
    return found;
  }

  private static boolean holds(CrmRecord contact, String property, String value) {
    return Stream.of(contact.property(property).split(";"))
        .anyMatch(part -> part.strip().equalsIgnoreCase(value));
  }

  private static Optional<String> externalIdProperty(VendorConnection connection) {
    return Optional.ofNullable(connection.settings().get(EXTERNAL_ID_PROPERTY))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  /**
   * Walks pages to the end; a page that is gone ends the walk, a cursor that repeats is a malformed
   * answer.
   */
  private static <T> void pages(
      Function<@Nullable String, Optional<Page<T>>> fetch, Consumer<T> each) {
    var seen = new LinkedHashSet<String>();
    String after = null;
    do {
      var page = fetch.apply(after);
      if (page.isEmpty()) {
        return;
      }
      results(page.get()).forEach(each);
      after = page.get().after();
      if (after != null && !seen.add(after)) {
        throw malformed();
      }
    } while (after != null);
  }

  /** Runs a call; 404 is empty. */
  private static <T> Optional<T> gone(Supplier<T> call) {
    try {
      return Optional.of(answered(call.get()));
    } catch (VendorFailure failure) {
      if (failure.kind() == Kind.REJECTED && failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static <T> T answered(@Nullable T answer) {
    if (answer == null) {
      throw malformed();
    }
    return answer;
  }

  private static <T> List<T> results(@Nullable Page<T> page) {
    return answered(answered(page).results());
  }

  private static String required(@Nullable String id) {
    if (id == null || id.isBlank() || id.length() > 512) {
      throw malformed();
    }
    return id;
  }

  private static VendorFailure malformed() {
    return new VendorFailure(Kind.MALFORMED_RESPONSE, 200);
  }

  private static void add(
      Map<HubSpotKind, Map<String, VendorObject>> objects,
      HubSpotKind kind,
      String id,
      String parent) {
    objects
        .computeIfAbsent(kind, k -> new LinkedHashMap<>())
        .putIfAbsent(id, new VendorObject(kind.word(), id, parent));
  }

  private static HubSpotKind kind(VendorObject object) {
    return HubSpotKind.of(object.kind()).orElseThrow(() -> new VendorFailure(Kind.REJECTED, 0));
  }

  private static String id(String id) {
    if (!ID.matcher(id).matches()) {
      throw new VendorFailure(Kind.REJECTED, 0);
    }
    return id;
  }

  private static ObjectNode wrapped(String name, JsonNode json) {
    var record = VendorHttp.JSON.createObjectNode();
    record.set(name, json);
    return record;
  }

  private static String line(JsonNode json) {
    return VendorHttp.JSON.writeValueAsString(json);
  }

  private static HubSpotApi api(VendorConnection connection) {
    var token = connection.require(CREDENTIAL);
    if (!TOKEN.matcher(token).matches()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    return VendorHttp.client(
        HubSpotApi.class,
        connection,
        request -> request.header("Authorization", "Bearer " + token),
        new HubSpotErrorDecoder());
  }
}
