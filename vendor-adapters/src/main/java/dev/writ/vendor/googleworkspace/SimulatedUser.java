package dev.writ.vendor.googleworkspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One account with everything that lies in it. */
final class SimulatedUser {
  /** One conversation with the Gemini app, or with Gemini in Workspace. */
  record Chat(String day, String title) {}

  final SimulatedItem account;
  final String name;
  final List<String> addresses;
  final List<Chat> chats = new ArrayList<>();
  final List<Chat> sidePanel = new ArrayList<>();
  final Map<String, SimulatedItem> messages = new LinkedHashMap<>();
  final Map<String, SimulatedItem> files = new LinkedHashMap<>();
  final Map<String, SimulatedItem> tokens = new LinkedHashMap<>();

  /** Their codes. */
  final Set<Integer> appPasswords = new TreeSet<>();

  SimulatedUser(String id, String name, List<String> addresses) {
    this.account = new SimulatedItem(id);
    this.name = name;
    this.addresses = addresses.stream().map(a -> a.toLowerCase(Locale.ROOT)).toList();
    describe();
  }

  private void describe() {
    int blank = name.indexOf(' ');
    var shown = account.shown;
    shown.put("kind", "admin#directory#user");
    shown.put("id", account.id);
    shown.put("primaryEmail", email());
    shown.put(
        "name",
        Map.of(
            "givenName", blank < 0 ? name : name.substring(0, blank),
            "familyName", blank < 0 ? "" : name.substring(blank + 1),
            "fullName", name));
    shown.put("isAdmin", false);
    shown.put("suspended", false);
    shown.put("archived", false);
    shown.put("creationTime", "2024-01-15T09:00:00.000Z");
    shown.put("customerId", "C00sandbox");
    shown.put("orgUnitPath", "/Staff");
    shown.put("isMailboxSetup", true);
    shown.put(
        "emails",
        addresses.stream()
            .map(
                a ->
                    a.equals(email())
                        ? Map.of("address", a, "primary", true)
                        : Map.of("address", a))
            .toList());
    if (addresses.size() > 1) {
      shown.put("aliases", addresses.subList(1, addresses.size()));
    }
  }

  List<String> addresses() {
    return addresses;
  }

  /** Of the fields that an administrator writes, those that are given. */
  void change(JsonNode given) {
    for (var field : List.of("suspended", "archived")) {
      if (given.path(field).isBoolean()) {
        account.shown.put(field, given.path(field).asBoolean(false));
      }
    }
    if (given.path("orgUnitPath").isString()) {
      account.shown.put("orgUnitPath", given.path("orgUnitPath").asString(""));
    }
    if (given.path("name").isObject() && account.shown.get("name") instanceof Map<?, ?> old) {
      var names = new LinkedHashMap<String, Object>();
      old.forEach((field, value) -> names.put(String.valueOf(field), value));
      given
          .path("name")
          .properties()
          .forEach(n -> names.put(n.getKey(), n.getValue().asString("")));
      names.put("fullName", (names.get("givenName") + " " + names.get("familyName")).strip());
      account.shown.put("name", names);
    }
  }

  String email() {
    return addresses.getFirst();
  }

  boolean answersTo(String key) {
    return account.id.equals(key) || addresses.contains(key.toLowerCase(Locale.ROOT));
  }

  /** Nobody can act as an account that is deleted, suspended or archived. */
  boolean impersonable() {
    return account.there() && !account.is("suspended") && !account.is("archived");
  }

  /** What a read by id would still show; all of it goes out of reach with the account. */
  int held() {
    if (!account.there()) {
      return 0;
    }
    long items =
        Stream.of(messages, files, tokens)
            .flatMap(each -> each.values().stream())
            .filter(SimulatedItem::there)
            .count();
    return (int) items + 1 + (chats.isEmpty() ? 0 : 1) + (sidePanel.isEmpty() ? 0 : 1);
  }
}
