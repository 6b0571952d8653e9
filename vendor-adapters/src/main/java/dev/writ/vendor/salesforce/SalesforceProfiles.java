package dev.writ.vendor.salesforce;

import static dev.writ.vendor.salesforce.SalesforceAnswers.refused;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.Presence;
import dev.writ.vendor.spi.RecordSink;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Individuals of Data 360: found by their contact points, forgotten through the Consent API. To
 * forget is the flag {@code optin}, and only with {@code mode=cdp}; an answer of 200 may hold a
 * failure. The deletion follows "typically within hours", and zero rows prove it only where no
 * restriction of processing hides the person from queries.
 */
final class SalesforceProfiles {
  static final String INDIVIDUAL = "ssot__Individual__dlm";
  static final String EMAIL = "ssot__ContactPointEmail__dlm";
  static final String KEY = "ssot__Id__c";

  /** An individual no org has; asked for its consent it shows that we may ask. */
  private static final String NOBODY = "writ-probe";

  private static final String PARTY = "ssot__PartyId__c";
  private static final Pattern HANDLE = Pattern.compile("forget:([0-9]{1,2})");
  private static final Duration FIRST_LOOK = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** About a day; what is there then is there, and the look after the claim says so. */
  private static final int MOST_LOOKS = 30;

  private final SalesforceApi org;
  private final String version;
  private final Data360Query tenant;

  SalesforceProfiles(SalesforceApi org, SalesforceSettings settings, Data360Query tenant) {
    this.org = org;
    this.version = settings.apiVersion();
    this.tenant = tenant;
  }

  /** Reads of both hosts that fail when the credentials lack a right. */
  void probe() {
    visible(NOBODY);
    restricted(NOBODY);
  }

  /** Individual Ids behind an e-mail address: every source's own. */
  Set<String> byEmail(String address) {
    var found = new LinkedHashSet<String>();
    var email = address.toLowerCase(Locale.ROOT);
    tenant.each(
        EMAIL,
        KEY,
        KEY + "," + PARTY + ",ssot__EmailAddress__c",
        "LOWER(ssot__EmailAddress__c) = ?",
        email,
        point -> {
          require(point.text("ssot__EmailAddress__c").equalsIgnoreCase(email));
          var id = point.text(PARTY);
          require(SalesforceKind.INDIVIDUAL.fits(id));
          found.add(id);
        });
    return found;
  }

  /** Individual Ids above this one; restricted profiles are not among them. */
  List<String> above(String id, int most) {
    return tenant.above(INDIVIDUAL, KEY, id, most);
  }

  Presence look(String id) {
    if (visible(id)) {
      return Presence.PRESENT;
    }
    return restricted(id)
        ? new Presence.Unobservable(
            "the processing of this profile is restricted, which hides it from every query:"
                + " whether it is deleted cannot be seen")
        : Presence.ABSENT;
  }

  private boolean visible(String id) {
    return tenant.holds(INDIVIDUAL, KEY, id);
  }

  /** Anything but an unset or a plainly granted flag is taken as a restriction. */
  private boolean restricted(String id) {
    var answer = answered(org.consent(version, "processing", SalesforceSignIn.encoded(id)));
    var failure = answer.path("results");
    if (failure.path("result").asString("").equals("Failure")) {
      if (failure.path("errorMessage").asString("").contains("INVALID_ID_FIELD")) {
        return false; // so it is answered until some flag was set once
      }
      throw refused();
    }
    var flags = succeeded(answer.path(id)).path("proceed");
    require(flags.isObject());
    return !flags.isEmpty() && !flags.path("processing").asString("").equals("true");
  }

  Erasure forget(String id) {
    if (look(id).equals(Presence.ABSENT)) {
      return new Erasure.AlreadyAbsent();
    }
    var answer = answered(org.forget(version, SalesforceSignIn.encoded(id)));
    if (answer.path("results").path("result").asString("").equals("Failure")) {
      throw refused();
    }
    var result = succeeded(answer.path("cdpResult").path(id));
    require(result.path("shouldforget").asString("").equals("true"));
    return new Erasure.InProgress("forget:0", FIRST_LOOK);
  }

  private static JsonNode succeeded(JsonNode result) {
    return switch (result.path("result").asString("")) {
      case "Success" -> result;
      case "" -> throw malformed();
      default -> throw refused();
    };
  }

  Erasure poll(String id, String handle) {
    var matcher = HANDLE.matcher(handle);
    if (!matcher.matches()) {
      throw SalesforceAnswers.unknown();
    }
    int looks = 1 + Integer.parseInt(matcher.group(1));
    if (looks >= MOST_LOOKS || !visible(id)) {
      return new Erasure.Claimed();
    }
    var wait = FIRST_LOOK.multipliedBy(1L << Math.min(looks, 10));
    return new Erasure.InProgress(
        "forget:" + looks, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }

  void export(String id, RecordSink sink) {
    for (var table : List.of(INDIVIDUAL, EMAIL)) {
      var column = table.equals(INDIVIDUAL) ? KEY : PARTY;
      tenant.of(table, KEY, column, id, row -> row.send(SalesforceKind.INDIVIDUAL, table, sink));
    }
  }
}
