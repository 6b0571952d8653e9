package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.InventedKeys;
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
import java.util.regex.Pattern;

/**
 * A stateful Salesforce org with its Data 360 tenant, both below one address, written from
 * Salesforce's documents: a deleted record lies in the recycle bin, a Bulk job works while it is
 * asked about and may complete with failures, consent answers 200 whatever happens, and a profile
 * is gone some looks after it was to be forgotten.
 */
public final class SalesforceSimulator implements VendorSimulator {
  private static final Pattern DATA = Pattern.compile("/services/data/(v[0-9]{2,3}\\.0)/(.+)");
  private static final Pattern ROOT = Pattern.compile("/services/data/v[0-9]{2,3}\\.0/?");
  private static final Pattern MADE =
      Pattern.compile("(?:POST sobjects/\\w+|PATCH sobjects/\\w+/\\w+)");

  private final SimulatedSwitches switches = new SimulatedSwitches();
  private final SimulatedSignIn signIn;
  private final SimulatedOrg org;
  private final SimulatedCreation creation;
  private final SimulatedCollections collections;
  private final SimulatedComposite composite;
  private final SimulatedTree tree;
  private final SimulatedSoql soql;
  private final SimulatedSoap soap;
  private final SimulatedSosl sosl;
  private final SimulatedJobs jobs;
  private final SimulatedQueryJobs queries;
  private final SimulatedTenant tenant;
  private final SimulatedSql sql;
  private final SimulatedConsent consent;
  private final SimulatedEffects effects;
  private int calls;

  public SalesforceSimulator() {
    this(InstantSource.system());
  }

  SalesforceSimulator(InstantSource clock) {
    signIn = new SimulatedSignIn(clock, switches);
    org = new SimulatedOrg(clock, switches);
    creation = new SimulatedCreation(org);
    collections = new SimulatedCollections(org, creation);
    composite = new SimulatedComposite(org);
    tree = new SimulatedTree(org, creation);
    soql = new SimulatedSoql(org);
    sosl = new SimulatedSosl(org);
    soap = new SimulatedSoap(org, soql, signIn);
    jobs = new SimulatedJobs(org, switches);
    queries = new SimulatedQueryJobs(soql);
    tenant = new SimulatedTenant(clock, switches);
    sql = new SimulatedSql(tenant);
    consent = new SimulatedConsent(tenant);
    effects = new SimulatedEffects(signIn, jobs, tenant, sql);
  }

  @Override
  public String vendor() {
    return "salesforce";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of(
        SalesforceAdapter.CLIENT_ID, SimulatedSignIn.CLIENT,
        SalesforceAdapter.USERNAME, SimulatedSignIn.USER,
        SalesforceAdapter.PRIVATE_KEY, InventedKeys.pem());
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "data360", "true",
        "crmIndividual", "true",
        "relatedFields", "Task.WhoId,Case.ContactId");
  }

  SimulatedSwitches switches() {
    return switches;
  }

  synchronized SimulatedRecord record(String type, String id, Map<String, String> fields) {
    var made = org.make(type, id, "");
    made.fields.putAll(fields);
    return made;
  }

  /** So many messages more in a session. */
  synchronized void messages(String session, int count) {
    messages(session, count, "Turn");
  }

  /** With this word before its number: rows of several data sources share a key. */
  synchronized void messages(String session, int count, String word) {
    for (int i = 0; i < count; i++) {
      var id = "message-%06d".formatted(i);
      tenant.add(SimulatedPlanting.message(id, session, "", word + " " + i));
    }
  }

  synchronized int jobsKept() {
    return jobs.kept();
  }

  /** A session as a signed-in client has it. */
  synchronized String session() {
    return signIn.orgToken();
  }

  synchronized void closeSignIn() {
    signIn.closeSignIn();
  }

  synchronized void endSessions() {
    signIn.endSessions();
  }

  synchronized void days(int days) {
    tenant.days(days);
  }

  /**
   * Somebody purges a record, removes an audit row or a session with all that is of it, or removes
   * the connected app.
   */
  @Override
  public synchronized void byHand(VendorObject object) {
    if (object.kind().equals(SalesforceAccess.APP)) {
      signIn.removeApp();
      return;
    }
    var kind = SalesforceAnswers.kind(object);
    if (!kind.record()) {
      tenant.removeByHand(object.id());
      return;
    }
    var record = org.find(SalesforceAdapter.recordId(kind, object.id()));
    if (record != null) {
      org.remove(record, State.PURGED, Set.of());
    }
  }

  @Override
  public synchronized boolean changes(SimulatedRequest request) {
    return effects.changes(request);
  }

  @Override
  public boolean erases(SimulatedRequest request) {
    return effects.erases(request);
  }

  @Override
  public synchronized Optional<String> objectOf(SimulatedRequest request) {
    return effects.objectOf(request);
  }

  @Override
  public synchronized SimulatedRequest again(SimulatedRequest journalled) {
    return effects.again(journalled);
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    org.use(backup);
    tenant.use(backup);
    return true;
  }

  @Override
  public synchronized void reset() {
    switches.reset();
    signIn.reset();
    org.reset();
    creation.reset();
    soql.reset();
    jobs.reset();
    queries.reset();
    tenant.reset();
    sql.reset();
    consent.reset();
    calls = 0;
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    new SimulatedPlanting(org, tenant, person).plant();
    return List.of();
  }

  /** A record in the recycle bin is still read by {@code queryAll}. */
  @Override
  public synchronized int held(SandboxPerson person) {
    org.catchUp();
    long records =
        org.held()
            .filter(record -> record.owner.equals(person.key()) && record.state != State.PURGED)
            .count();
    return (int) records + tenant.held(person.key());
  }

  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    org.catchUp();
    try {
      var path = request.path();
      if (request.method().equals("POST") && path.equals("/services/oauth2/token")) {
        return signIn.token(request);
      }
      if (request.method().equals("POST") && path.equals("/services/a360/token")) {
        return signIn.exchange(request);
      }
      if (request.method().equals("POST") && path.equals(SimulatedEffects.REVOKE)) {
        return signIn.revoke(request, misbehaviours);
      }
      if (request.method().equals("POST") && path.equals("/services/oauth2/introspect")) {
        return signIn.introspect(request);
      }
      if (request.method().equals("GET") && path.matches("/services/data/?")) {
        return SimulatedResponse.json(200, List.of(version("66.0"), version("67.0")));
      }
      if (request.method().equals("POST") && path.startsWith(SimulatedEffects.SOAP)) {
        return soap.answer(new SimulatedCall(request, List.of(), misbehaviours));
      }
      var token = request.headers().getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
      if (path.startsWith("/api/")) {
        return signIn.ofTenant(token) ? tenant(request) : error(401);
      }
      return limited(signIn.ofOrg(token) ? org(request, misbehaviours) : error(401));
    } catch (SimulatedCall.Refused refused) {
      return refused.answer;
    }
  }

  /** Which there are is told to anybody. */
  private static Map<String, String> version(String number) {
    return Map.of("label", "v" + number, "url", "/services/data/v" + number, "version", number);
  }

  private SimulatedResponse tenant(SimulatedRequest request) {
    return request.method().equals("POST") && request.path().equals(SimulatedEffects.SQL)
        ? sql.answer(new SimulatedCall(request, List.of(), Set.of()).json())
        : SimulatedOrg.notFound();
  }

  private SimulatedResponse org(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (request.path().equals(SimulatedSignIn.IDENTITY)) {
      return SimulatedResponse.json(200, SimulatedSignIn.identity(request));
    }
    if (request.method().equals("GET") && ROOT.matcher(request.path()).matches()) {
      return SimulatedResponse.json(200, SimulatedDescribe.resources(request));
    }
    var data = DATA.matcher(request.path());
    if (!data.matches()) {
      return SimulatedOrg.notFound();
    }
    if (switches.quotaSpent) {
      return SimulatedCall.error(403, "REQUEST_LIMIT_EXCEEDED", "Request limit exceeded");
    }
    try {
      return routed(data.group(1), List.of(data.group(2).split("/")), request, misbehaviours);
    } catch (SimulatedCall.Refused refused) {
      return refused.answer;
    }
  }

  private SimulatedResponse routed(
      String version,
      List<String> path,
      SimulatedRequest request,
      Set<Misbehaviour> misbehaviours) {
    var line = request.method() + " " + String.join("/", path);
    int resource = path.getFirst().equals("sobjects") ? 1 : Math.min(2, path.size());
    var below = new SimulatedCall(request, path.subList(resource, path.size()), misbehaviours);
    if (line.equals("GET query") || line.equals("GET queryAll")) {
      return soql.first(version, line.endsWith("All"), below.param("q"));
    }
    if (line.matches("GET query(All)?/[^/]+")) {
      return soql.next(version, path.getLast());
    }
    if (line.equals("GET search")) {
      return sosl.search(version, below);
    }
    if (line.matches("(GET|POST) parameterizedSearch")) {
      return sosl.parameterized(version, below);
    }
    if (line.equals("GET limits")) {
      return SimulatedResponse.json(
          200, Map.of("DailyApiRequests", Map.of("Max", 15_000, "Remaining", 15_000 - calls)));
    }
    if (MADE.matcher(line).matches()) {
      return creation.answer(below);
    }
    if (SimulatedComposite.is(request)) {
      return composite.answer(below, each -> org(each, misbehaviours));
    }
    if (line.matches("\\w+ composite/sobjects(/\\w+)?")) {
      var found = collections.answer(version, path.subList(2, path.size()), below);
      return found == null ? SimulatedOrg.notFound() : found;
    }
    if (line.matches("POST composite/tree/\\w+")) {
      return tree.answer(path.getLast(), below);
    }
    return switch (path.getFirst()) {
      case "sobjects" -> org.row(version, below);
      case "jobs" ->
          path.size() > 1 && path.get(1).equals("query")
              ? queries.answer(version, below)
              : jobs.answer(version, below);
      case "consent" -> consent.answer(below);
      default -> SimulatedOrg.notFound();
    };
  }

  /** The header of every REST answer; the bursts stand in every other one. */
  private SimulatedResponse limited(SimulatedResponse answer) {
    calls++;
    var headers = new LinkedHashMap<>(answer.headers());
    var used = switches.quotaSpent ? 15_000 : calls;
    headers.put(
        "Sforce-Limit-Info",
        "api-usage=" + used + "/15000" + (calls % 2 == 0 ? "; api-bursts=1/750" : ""));
    return new SimulatedResponse(answer.status(), headers, answer.body());
  }

  /** The vendor's word for too many calls is 403; 429 is the sandbox's own. */
  @Override
  public SimulatedResponse error(int status) {
    return switch (status) {
      case 401 -> SimulatedCall.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
      case 403 ->
          SimulatedCall.error(
              403, "INSUFFICIENT_ACCESS", "insufficient access rights on this resource");
      case 429 -> SimulatedCall.error(429, "REQUEST_LIMIT_EXCEEDED", "Request limit exceeded");
      case 404 -> SimulatedOrg.notFound();
      default -> SimulatedCall.error(status, "SERVER_UNAVAILABLE", "try again later");
    };
  }
}
