package dev.writ.vendor.salesforce;

import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.spi.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What requests do to the org and its tenant: whether they change anything, and of which object.
 */
final class SimulatedEffects {
  private static final Pattern COLLECTION = Pattern.compile(".*/composite/sobjects/\\w+");
  private static final Pattern SEARCH = Pattern.compile(".*/parameterizedSearch/?");
  private static final Pattern JOB = Pattern.compile(".*/jobs/ingest/([^/]+)");
  private static final Pattern ROW = Pattern.compile(".*/sobjects/\\w+/([A-Za-z0-9]{15,18})");
  private static final Pattern BY_ID = Pattern.compile("WHERE Id='([A-Za-z0-9]{15,18})'");
  private static final Pattern SOAP_ERASE = Pattern.compile("[<:](?:delete|emptyRecycleBin)[ >]");
  private static final Pattern SOAP_SESSION = Pattern.compile("(sessionId>)[^<]*(<)");
  static final String REVOKE = "/services/oauth2/revoke";
  static final String SQL = "/api/v3/query";
  static final String SOAP = "/services/Soap/u/";

  private final SimulatedSignIn signIn;
  private final SimulatedJobs jobs;
  private final SimulatedTenant tenant;
  private final SimulatedSql sql;

  SimulatedEffects(
      SimulatedSignIn signIn, SimulatedJobs jobs, SimulatedTenant tenant, SimulatedSql sql) {
    this.signIn = signIn;
    this.jobs = jobs;
    this.tenant = tenant;
    this.sql = sql;
  }

  /** Sign-ins and queries go by POST and change nothing; a look at work under way moves it on. */
  boolean changes(SimulatedRequest request) {
    var path = request.path();
    if (path.endsWith("/token") || path.equals(REVOKE)) {
      return false; // tokens are not kept over a restart
    }
    if (path.startsWith(SOAP)) {
      return SOAP_ERASE.matcher(request.text()).find();
    }
    if (path.equals(SQL)) {
      return statement(request).flatMap(sql::profile).filter(tenant::forgetting).isPresent();
    }
    if (SimulatedComposite.is(request)) {
      return SimulatedComposite.requests(request).stream().anyMatch(this::changes);
    }
    if (COLLECTION.matcher(path).matches() || SEARCH.matcher(path).matches()) {
      return false; // records are read by their ids, or by words
    }
    var job = JOB.matcher(path);
    if (request.method().equals("GET") && job.matches()) {
      return jobs.moves(job.group(1));
    }
    return !request.method().equals("GET") && !request.method().equals("HEAD");
  }

  /**
   * A job erases when its upload is complete, and a profile when it is opted in to be forgotten.
   */
  boolean erases(SimulatedRequest request) {
    var path = request.path();
    return switch (request.method()) {
      case "DELETE" -> !path.contains("/jobs/");
      case "PATCH" ->
          path.endsWith("/shouldforget")
              || (path.contains("/jobs/") && request.text().contains("UploadComplete"));
      case "POST" ->
          (SimulatedComposite.is(request)
                  && SimulatedComposite.requests(request).stream().anyMatch(this::erases))
              || (path.startsWith(SOAP) && SOAP_ERASE.matcher(request.text()).find());
      default -> false;
    };
  }

  Optional<String> objectOf(SimulatedRequest request) {
    var path = request.path();
    var row = ROW.matcher(path);
    if (row.matches()) {
      return Optional.of("record/" + row.group(1));
    }
    var job = JOB.matcher(path);
    if (job.matches()) {
      return jobs.subject(job.group(1)).map(id -> "record/" + id);
    }
    if (path.contains("/consent/")) {
      return request.param("ids").map(id -> "individual/" + id);
    }
    if (path.equals(SQL)) {
      return statement(request).flatMap(sql::profile).map(id -> "individual/" + id);
    }
    var byId = BY_ID.matcher(request.param("q").orElse(""));
    return byId.find() ? Optional.of("record/" + byId.group(1)) : Optional.empty();
  }

  private static Optional<JsonNode> statement(SimulatedRequest request) {
    try {
      return Optional.of(VendorHttp.JSON.readTree(request.body()));
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  /** With a token of now: those of the last process are unknown. */
  SimulatedRequest again(SimulatedRequest journalled) {
    var headers = new TreeMap<>(journalled.headers());
    headers.put(
        "authorization",
        "Bearer " + (journalled.path().equals(SQL) ? signIn.tenantToken() : signIn.orgToken()));
    var body =
        journalled.path().startsWith(SOAP)
            ? SOAP_SESSION
                .matcher(journalled.text())
                .replaceAll("$1" + signIn.orgToken() + "$2")
                .getBytes(StandardCharsets.UTF_8)
            : journalled.body();
    return new SimulatedRequest(
        journalled.method(), journalled.path(), journalled.query(), headers, body);
  }
}
