package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Microsoft 365 tenant, written from Microsoft's documents: sign-in, directory, Copilot history
 * and eDiscovery, all below one address. A purge has acted when it is accepted, whatever its
 * operation says for a while; it reads the search index, which is not the history.
 */
public final class MicrosoftCopilotSimulator implements VendorSimulator {
  static final String VENDOR = "microsoft-copilot";

  private static final Pattern CASE_PATH =
      Pattern.compile("/v1\\.0/security/cases/ediscoveryCases(/[^/]+|\\([^/]+\\))");
  private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");

  private final boolean mayDeleteForGood;
  private final SimulatedDirectory directory;
  private final SimulatedHistory history;
  private final SimulatedEdiscovery ediscovery;
  private final SimulatedApplications applications =
      new SimulatedApplications(SimulatedSignIn.CLIENT_ID);
  private final SimulatedSignIn signIn = new SimulatedSignIn(applications);

  public MicrosoftCopilotSimulator() {
    this(InstantSource.system(), false);
  }

  /**
   * @param mayDeleteForGood whether this app may delete users for good, which is documented for
   *     signed-in administrators only
   */
  MicrosoftCopilotSimulator(InstantSource clock, boolean mayDeleteForGood) {
    this.mayDeleteForGood = mayDeleteForGood;
    directory = new SimulatedDirectory(mayDeleteForGood, clock);
    history = new SimulatedHistory(directory);
    ediscovery = new SimulatedEdiscovery(directory, clock);
  }

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public String basePath() {
    return SimulatedCall.ROOT;
  }

  @Override
  public Map<String, String> credentials() {
    return SimulatedSignIn.credentials();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("tenantId", SimulatedHistory.TENANT);
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    directory.use(backup);
    return true;
  }

  @Override
  public synchronized void reset() {
    directory.reset();
    ediscovery.reset();
    applications.reset();
    signIn.reset();
  }

  /** Tokens that were given are refused from now on. */
  synchronized void expireTokens() {
    signIn.expire();
  }

  synchronized int signIns() {
    return signIn.times();
  }

  SimulatedApplications applications() {
    return applications;
  }

  SimulatedEdiscovery ediscovery() {
    return ediscovery;
  }

  /** The person's user, who must have been planted. */
  synchronized SimulatedUser user(SandboxPerson person) {
    var user = directory.find(SimulatedUser.id(person.key()));
    if (user == null) {
      throw new IllegalArgumentException("nobody of that name was planted");
    }
    return user;
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    var user = new SimulatedUser(person);
    SimulatedHistory.fill(user, person.objects());
    directory.add(user);
    return List.of();
  }

  /**
   * The history, while there is anything in it, what the history does not contain, and the account
   * where this app may erase it: elsewhere it is an entry of the company's directory, which stays.
   */
  @Override
  public synchronized int held(SandboxPerson person) {
    directory.catchUp();
    var user = directory.find(SimulatedUser.id(person.key()));
    return user == null
        ? 0
        : (user.remembers() ? 1 : 0)
            + (user.memories ? 1 : 0)
            + (user.agentData ? 1 : 0)
            + (mayDeleteForGood ? 1 : 0);
  }

  /** An administrator has done in Purview, or in the Entra admin centre, what the API does not. */
  @Override
  public synchronized void byHand(VendorObject object) {
    var user = directory.find(object.id());
    if (user == null) {
      return;
    }
    switch (CopilotKind.require(object)) {
      case INTERACTIONS -> user.messages.removeIf(message -> message.copilot());
      case MEMORIES -> user.memories = false;
      case STUDIO -> user.agentData = false;
      case ACCOUNT -> directory.remove(user);
    }
  }

  /**
   * A sign-in changes nothing, and must not be journalled. A look at a case that closes brings it
   * nearer to its end: the journal has to know of it.
   */
  @Override
  public boolean changes(SimulatedRequest request) {
    if (SimulatedBatch.is(request)) {
      return SimulatedBatch.requests(request).stream().anyMatch(this::changes);
    }
    return CASE_PATH.matcher(request.path()).matches()
        || (VendorSimulator.super.changes(request) && !SimulatedSignIn.isToken(request));
  }

  @Override
  public boolean erases(SimulatedRequest request) {
    if (SimulatedBatch.is(request)) {
      return SimulatedBatch.requests(request).stream().anyMatch(this::erases);
    }
    return request.method().equals("DELETE")
        || (changes(request) && request.path().endsWith("purgeData"));
  }

  /** A purge, and a count of what it left, are about the history of the search's mailbox. */
  @Override
  public synchronized Optional<String> objectOf(SimulatedRequest request) {
    if (SimulatedBatch.is(request)) {
      return Optional.empty();
    }
    var call = SimulatedCall.of(request, Set.of());
    var subject =
        call.segment(0).equals("copilot") && call.segments().size() > 2
            ? call.segment(2)
            : ediscovery.subject(call);
    return Optional.of(
        subject == null ? String.join("/", call.segments()) : "history of " + subject);
  }

  @Override
  public SimulatedRequest again(SimulatedRequest journalled) {
    var headers = new TreeMap<>(journalled.headers());
    headers.put("authorization", "Bearer " + SimulatedSignIn.REPLAYED);
    return new SimulatedRequest(
        journalled.method(), journalled.path(), journalled.query(), headers, journalled.body());
  }

  /** An id that the client gives the request comes back with the answer. */
  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var answer = answered(request, misbehaviours);
    var id = request.headers().get("client-request-id");
    if (id == null || !answer.headers().containsKey("client-request-id")) {
      return answer;
    }
    var headers = new LinkedHashMap<>(answer.headers());
    headers.put("client-request-id", id);
    return new SimulatedResponse(answer.status(), headers, answer.body());
  }

  private SimulatedResponse answered(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var signedIn = signIn.answer(request);
    if (signedIn.isPresent()) {
      return signedIn.get();
    }
    if (!request.headers().containsKey("authorization")) {
      return SimulatedCall.error(401, "InvalidAuthenticationToken", "Access token is empty.");
    }
    var bearer = request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
    if (!signIn.knows(bearer)) {
      return error(401);
    }
    directory.catchUp();
    try {
      if (SimulatedBatch.is(request) && request.method().equals("POST")) {
        return SimulatedBatch.answer(request, each -> answered(each, misbehaviours));
      }
      var answer = route(SimulatedCall.of(request, misbehaviours));
      return answer == null ? absent(request) : answer;
    } catch (SimulatedCall.Refused refused) {
      return refused.answer;
    }
  }

  private @Nullable SimulatedResponse route(SimulatedCall call) {
    return switch (call.segment(0)) {
      case "users" -> directory.answer(call);
      case "directory", "servicePrincipals", "oauth2PermissionGrants" -> {
        var answer = applications.answer(call);
        if (applications.gone()) {
          signIn.expire();
        }
        yield answer == null ? directory.answer(call) : answer;
      }
      case "copilot" -> history.answer(call);
      case "security" ->
          call.is("GET", "security", "labels", "retentionLabels")
              ? call.page(SimulatedApplications.labels(), null)
              : ediscovery.answer(call);
      case "organization" ->
          call.is("GET", "organization") ? call.page(List.of(organization()), null) : null;
      case "me" ->
          throw SimulatedCall.badRequest(
              "/me request is only valid with delegated authentication flow.");
      default ->
          throw SimulatedCall.badRequest(
              "Resource not found for the segment '" + call.segment(0) + "'.");
    };
  }

  private static SimulatedResponse absent(SimulatedRequest request) {
    return METHODS.contains(request.method())
        ? SimulatedCall.notFound()
        : SimulatedCall.error(
            405,
            "Request_BadRequest",
            "Specified HTTP method is not allowed for the request target.");
  }

  private static Map<String, Object> organization() {
    return Map.of(
        "id",
        SimulatedHistory.TENANT,
        "displayName",
        "Sandbox",
        "verifiedDomains",
        List.of(Map.of("name", "example.com", "isDefault", true, "isInitial", true)));
  }

  @Override
  public SimulatedResponse error(int status) {
    return switch (status) {
      case 401 ->
          SimulatedCall.error(
              401,
              "InvalidAuthenticationToken",
              "Lifetime validation failed, the token is expired.");
      case 403 ->
          SimulatedCall.error(
              403,
              "Authorization_RequestDenied",
              "Insufficient privileges to complete the operation.");
      case 404 -> SimulatedCall.notFound();
      case 429 -> SimulatedCall.error(429, "TooManyRequests", "Too many requests.");
      case 503 -> SimulatedCall.error(503, "serviceNotAvailable", "The service is unavailable.");
      default -> SimulatedCall.error(status, "generalException", "An error occurred.");
    };
  }
}
