package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.SandboxPerson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A user of the directory, with the mailbox that holds mail and Copilot messages. */
final class SimulatedUser {
  /** Of the user resource of Graph v1.0: what nobody here has filled in. */
  private static final List<String> EMPTY =
      List.of(
          "ageGroup",
          "city",
          "companyName",
          "consentProvidedForMinor",
          "country",
          "creationType",
          "department",
          "employeeHireDate",
          "employeeId",
          "employeeType",
          "externalUserState",
          "faxNumber",
          "lastPasswordChangeDateTime",
          "legalAgeGroupClassification",
          "onPremisesImmutableId",
          "onPremisesSyncEnabled",
          "postalCode",
          "preferredDataLocation",
          "state",
          "streetAddress",
          "usageLocation");

  private static final List<String> LISTS =
      List.of("assignedLicenses", "assignedPlans", "identities", "imAddresses", "otherMails");

  final String id;
  final String key;
  final String name;
  final List<String> addresses;
  final List<Message> messages = new ArrayList<>();
  boolean deleted;

  /** Its place among all that were ever added to the directory. */
  int number;

  /** The status with which the history is refused, or 0. */
  int refusedWith;

  /** Not in the history; an administrator sees and deletes them. */
  boolean memories = true;

  boolean agentData = true;

  /** A hold keeps what is purged. */
  boolean held;

  /** One item of the mailbox; mail is in no history. */
  static final class Message {
    final int number;
    final String itemClass;
    boolean purged;

    /** A purge has said so, and it was not true. */
    boolean purgedInWord;

    /** The search index shows it until then. */
    @Nullable Instant indexedUntil;

    /** Further looks at the history that still show it. */
    int lag;

    /** The look under way shows it. */
    boolean lagging;

    Message(int number, String itemClass) {
      this.number = number;
      this.itemClass = itemClass;
    }

    boolean copilot() {
      return itemClass.startsWith(SimulatedHistory.CLASS);
    }
  }

  SimulatedUser(String key, String name, List<String> addresses) {
    this.id = id(key);
    this.key = key;
    this.name = name;
    this.addresses = List.copyOf(addresses);
  }

  SimulatedUser(SandboxPerson person) {
    this(person.key(), person.name(), person.emails());
  }

  static String id(String key) {
    var name = "microsoft-copilot/" + key;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The name of a deleted user has the object id before it. */
  String principalName() {
    return (deleted ? id.replace("-", "") : "") + addresses.getFirst();
  }

  boolean bears(String address) {
    return addresses.stream().anyMatch(address::equalsIgnoreCase);
  }

  boolean remembers() {
    return messages.stream().anyMatch(message -> message.copilot() && !message.purged);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("businessPhones", List.of());
    json.put("displayName", name);
    json.put("givenName", name.split(" ", 2)[0]);
    json.put("jobTitle", null);
    json.put("mail", addresses.getFirst().toLowerCase(Locale.ROOT));
    json.put("mobilePhone", null);
    json.put("officeLocation", null);
    json.put("preferredLanguage", "en-US");
    json.put("surname", name.substring(name.indexOf(' ') + 1));
    json.put("userPrincipalName", principalName());
    json.put("id", id);
    return json;
  }

  /** Properties that are given only when they are asked for are among these. */
  Map<String, Object> json(@Nullable String selected) {
    var all = json();
    if (selected == null) {
      return all;
    }
    all.put(
        "proxyAddresses",
        IntStream.range(0, addresses.size())
            .mapToObj(i -> (i == 0 ? "SMTP:" : "smtp:") + addresses.get(i))
            .toList());
    all.put("accountEnabled", true);
    all.put("createdDateTime", "2024-01-15T09:00:00Z");
    all.put("mailNickname", addresses.getFirst().replaceFirst("@.*", ""));
    all.put("userType", "Member");
    all.put("deletedDateTime", deleted ? "2026-01-01T00:00:00Z" : null);
    EMPTY.forEach(property -> all.put(property, null));
    LISTS.forEach(property -> all.put(property, List.of()));
    var some = new LinkedHashMap<String, Object>();
    for (var property : selected.split(",")) {
      if (!all.containsKey(property)) {
        throw SimulatedCall.badRequest("Could not find a property named '" + property + "'.");
      }
      some.put(property, all.get(property));
    }
    return some;
  }
}
