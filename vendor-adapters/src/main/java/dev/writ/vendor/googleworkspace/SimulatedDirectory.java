package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The Directory: accounts and the apps that act in their names. A deleted account answers to
 * nothing but the list of deleted ones and an undelete by its immutable id.
 */
final class SimulatedDirectory {
  private static final String USER = "https://www.googleapis.com/auth/admin.directory.user";
  private static final String SECURITY = USER + ".security";
  private static final Set<String> WORDS =
      Set.of("users", "tokens", "asps", "undelete", "signOut", "aliases");

  private final SimulatedTenant tenant;

  SimulatedDirectory(SimulatedTenant tenant) {
    this.tenant = tenant;
  }

  SimulatedResponse answer(SimulatedCall call) {
    var line = call.line(WORDS);
    boolean security = line.matches(".*/(tokens|asps|signOut)(/.*)?");
    call.requireScope(security ? SECURITY : USER);
    if (tenant
        .find(call.caller().email())
        .filter(caller -> caller.account.is("isAdmin"))
        .isEmpty()) {
      return SimulatedErrors.both(
          403, "Not Authorized to access this resource/api", "forbidden", "PERMISSION_DENIED");
    }
    return switch (line) {
      case "GET/users" -> list(call);
      case "GET/users/*" -> SimulatedResponse.json(200, user(call).account.shown);
      case "POST/users" -> create(call);
      case "PATCH/users/*", "PUT/users/*" -> {
        var user = user(call);
        user.change(call.json());
        yield SimulatedResponse.json(200, user.account.shown);
      }
      case "GET/users/*/aliases" -> aliases(call);
      case "DELETE/users/*" -> delete(call);
      case "POST/users/*/undelete" -> undelete(call);
      case "POST/users/*/signOut" -> {
        user(call);
        yield SimulatedResponse.empty(204);
      }
      case "GET/users/*/asps" -> appPasswords(call);
      case "GET/users/*/asps/*" -> {
        var user = user(call);
        yield SimulatedResponse.json(
            200,
            user.appPasswords.stream()
                .filter(each -> Integer.toString(each).equals(call.rest().get(3)))
                .findFirst()
                .map(each -> appPassword(user, each))
                .orElseThrow(SimulatedErrors::missing));
      }
      case "DELETE/users/*/asps/*" -> {
        var code = call.rest().get(3);
        if (!user(call).appPasswords.removeIf(each -> Integer.toString(each).equals(code))) {
          throw SimulatedErrors.missing();
        }
        yield SimulatedResponse.empty(204);
      }
      case "GET/users/*/tokens" -> tokens(call);
      case "GET/users/*/tokens/*" -> SimulatedResponse.json(200, token(call).shown);
      case "DELETE/users/*/tokens/*" -> {
        tenant.erase(token(call), call.misbehaviours());
        yield SimulatedResponse.empty(204);
      }
      default -> SimulatedErrors.imposed(404);
    };
  }

  private SimulatedUser user(SimulatedCall call) {
    return tenant.find(call.rest().get(1)).orElseThrow(SimulatedErrors::missing);
  }

  private SimulatedItem token(SimulatedCall call) {
    var token = user(call).tokens.get(call.rest().get(3));
    if (token == null || !token.there()) {
      throw SimulatedErrors.missing();
    }
    return token;
  }

  private SimulatedResponse list(SimulatedCall call) {
    if (call.request().param("customer").isEmpty() && call.request().param("domain").isEmpty()) {
      return SimulatedErrors.both(400, "Bad Request", "badRequest", "INVALID_ARGUMENT");
    }
    boolean deleted = call.request().param("showDeleted").map("true"::equals).orElse(false);
    var domain = call.request().param("domain").orElse("");
    var now = tenant.now();
    Predicate<SimulatedUser> wanted =
        SimulatedUserQuery.parse(call.request().param("query").orElse(""));
    var order =
        SimulatedUserQuery.order(
            call.request().param("orderBy").orElse(""),
            call.request().param("sortOrder").orElse("").equals("DESCENDING"));
    var all =
        SimulatedCall.rows(
            tenant.users().stream().sorted(order).toList(),
            user ->
                (deleted ? tenant.deletedAt(user).isPresent() : user.account.listed(now))
                    && (domain.isEmpty() || user.email().endsWith("@" + domain))
                    && wanted.test(user),
            user -> deleted ? deleted(user) : user.account.shown);
    int size = call.number("maxResults", 100, 500);
    return call.page("users", all, size, false, Map.of("kind", "admin#directory#users"));
  }

  private Map<String, Object> deleted(SimulatedUser user) {
    var shown = new LinkedHashMap<>(user.account.shown);
    tenant
        .deletedAt(user)
        .ifPresent(at -> shown.put("deletionTime", at.truncatedTo(ChronoUnit.MILLIS).toString()));
    return shown;
  }

  private SimulatedResponse delete(SimulatedCall call) {
    tenant.erase(user(call).account, call.misbehaviours());
    return SimulatedResponse.empty(204);
  }

  private SimulatedResponse undelete(SimulatedCall call) {
    var id = call.rest().get(1);
    if (call.json().path("orgUnitPath").asString("").isEmpty()) {
      return SimulatedErrors.both(400, "Missing orgUnitPath", "required", "INVALID_ARGUMENT");
    }
    var user =
        tenant.users().stream()
            .filter(each -> tenant.deletedAt(each).isPresent() && each.account.id.equals(id))
            .findFirst()
            .orElseThrow(SimulatedErrors::missing);
    user.account.restore();
    return SimulatedResponse.empty(204);
  }

  private static Map<String, Object> appPassword(SimulatedUser user, int code) {
    return Map.of(
        "kind",
        "admin#directory#asp",
        "codeId",
        code,
        "name",
        "Mail on an old phone",
        "userKey",
        user.account.id);
  }

  private SimulatedResponse create(SimulatedCall call) {
    var asked = call.json();
    var email = asked.path("primaryEmail").asString("").toLowerCase(Locale.ROOT);
    var given = asked.path("name").path("givenName").asString("");
    var family = asked.path("name").path("familyName").asString("");
    if (email.isEmpty() || given.isEmpty() || family.isEmpty()) {
      return SimulatedErrors.both(400, "Invalid Input", "invalid", "INVALID_ARGUMENT");
    }
    if (asked.path("password").asString("").length() < 8) {
      return SimulatedErrors.both(400, "Invalid Input: password", "invalid", "INVALID_ARGUMENT");
    }
    if (!email.endsWith("@example.com")) {
      return SimulatedErrors.both(404, "Domain not found.", "notFound", "NOT_FOUND");
    }
    if (tenant.find(email).isPresent()) {
      return SimulatedErrors.both(409, "Entity already exists.", "duplicate", "ALREADY_EXISTS");
    }
    var user = tenant.create(email, given + " " + family);
    user.change(asked);
    return SimulatedResponse.json(200, user.account.shown);
  }

  private SimulatedResponse aliases(SimulatedCall call) {
    var user = user(call);
    var aliases =
        user.addresses().stream()
            .skip(1)
            .map(
                alias ->
                    Map.of(
                        "kind",
                        "admin#directory#alias",
                        "id",
                        user.account.id,
                        "primaryEmail",
                        user.email(),
                        "alias",
                        alias))
            .toList();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("kind", "admin#directory#aliases");
    if (!aliases.isEmpty()) {
      answer.put("aliases", aliases);
    }
    return SimulatedResponse.json(200, answer);
  }

  private SimulatedResponse appPasswords(SimulatedCall call) {
    var items =
        user(call).appPasswords.stream().map(code -> appPassword(user(call), code)).toList();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("kind", "admin#directory#aspList");
    if (!items.isEmpty()) {
      answer.put("items", items);
    }
    return SimulatedResponse.json(200, answer);
  }

  private SimulatedResponse tokens(SimulatedCall call) {
    var now = tenant.now();
    var items =
        user(call).tokens.values().stream()
            .filter(token -> token.listed(now))
            .map(token -> token.shown)
            .toList();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("kind", "admin#directory#tokenList");
    if (!items.isEmpty()) {
      answer.put("items", List.copyOf(items));
    }
    return SimulatedResponse.json(200, answer);
  }
}
