package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.microsoftcopilot.CopilotHistory.Sight;
import dev.writ.vendor.spi.Identifier;
import dev.writ.vendor.spi.Location;
import dev.writ.vendor.spi.Subject;
import dev.writ.vendor.spi.VendorObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From identifiers to users, and from users to what there is of them. */
final class CopilotLocator {
  private final CopilotDirectory directory;
  private final CopilotHistory history;
  private final MicrosoftCopilotSettings settings;

  CopilotLocator(
      CopilotDirectory directory, CopilotHistory history, MicrosoftCopilotSettings settings) {
    this.directory = directory;
    this.history = history;
    this.settings = settings;
  }

  Location locate(Subject subject) {
    var users = new LinkedHashMap<String, CopilotUser>();
    boolean ambiguous = false;
    for (var identifier : subject.identifiers()) {
      var matches = matches(identifier);
      ambiguous |= matches.stream().map(CopilotUser::id).distinct().count() > 1;
      matches.forEach(user -> users.putIfAbsent(user.id(), user));
    }
    for (var object : subject.ledgered()) {
      if (CopilotKind.of(object).isPresent() && !users.containsKey(CopilotKind.user(object))) {
        directory.byId(CopilotKind.user(object)).ifPresent(user -> users.put(user.id(), user));
      }
    }
    return new Location(objects(users), ambiguous);
  }

  private List<CopilotUser> matches(Identifier identifier) {
    var value = identifier.value();
    return switch (identifier.type()) {
      case EMAIL -> byAddress(value);
      case VENDOR_USER_ID ->
          GraphAnswers.isObjectId(value)
              ? directory.byId(value.toLowerCase(Locale.ROOT)).stream().toList()
              : byAddress(value);
      case PHONE, CUSTOMER_ID, EXTERNAL_ID -> List.of();
    };
  }

  private List<CopilotUser> byAddress(String value) {
    return CopilotDirectory.isAddress(value) ? directory.byAddress(value) : List.of();
  }

  /** What is hidden, or shown by nothing, may be there, and is somebody's to look at. */
  private List<VendorObject> objects(Map<String, CopilotUser> users) {
    var objects = new ArrayList<VendorObject>();
    for (var user : users.values()) {
      if (user.deleted() || history.look(user.id()) != Sight.EMPTY) {
        objects.add(CopilotKind.INTERACTIONS.of(user.id()));
      }
    }
    for (var kind : List.of(CopilotKind.MEMORIES, CopilotKind.STUDIO)) {
      users.keySet().forEach(id -> objects.add(kind.of(id)));
    }
    if (settings.eraseAccount()) {
      users.keySet().forEach(id -> objects.add(CopilotKind.ACCOUNT.of(id)));
    }
    return objects;
  }
}
