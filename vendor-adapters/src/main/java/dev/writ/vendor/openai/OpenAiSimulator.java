package dev.writ.vendor.openai;

import dev.writ.vendor.sandbox.Backup;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SandboxPerson;
import dev.writ.vendor.sandbox.SimulatedRequest;
import dev.writ.vendor.sandbox.SimulatedResponse;
import dev.writ.vendor.sandbox.VendorSimulator;
import dev.writ.vendor.spi.VendorObject;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenAI's API platform by its published specification. Its account is a function of the planted
 * people and the changing requests alone: the same ones in the same order make the same ids and
 * times. Only how long a list lags is measured with a clock.
 */
public final class OpenAiSimulator implements VendorSimulator {
  private static final String KEY = "sk-sandbox-openai";
  private static final String ADMIN_KEY = "sk-admin-sandbox";
  private static final String ROOT = "/v1/";

  /** Calls of a model; what other calls tell of limits is not documented. */
  private static final Set<String> MODEL_CALLS = Set.of("/v1/responses", "/v1/chat/completions");

  /** By the guide to rate limits: amounts, and how long until they are whole again. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "x-ratelimit-limit-requests", "500",
          "x-ratelimit-limit-tokens", "200000",
          "x-ratelimit-remaining-requests", "499",
          "x-ratelimit-remaining-tokens", "199988",
          "x-ratelimit-reset-requests", "120ms",
          "x-ratelimit-reset-tokens", "4ms");

  private final OpenAiShelves shelves;
  private final OpenAiPlanting planting;
  private final OpenAiRoutes routes = new OpenAiRoutes();
  private final OpenAiAdminRoutes organization;

  private long answers;

  public OpenAiSimulator() {
    this(InstantSource.system());
  }

  OpenAiSimulator(InstantSource clock) {
    shelves = new OpenAiShelves(clock);
    var stock = new OpenAiStock(shelves);
    planting = new OpenAiPlanting(shelves, stock);
    new OpenAiFileRoutes(shelves, stock, routes);
    new OpenAiTalkRoutes(shelves, stock, routes);
    new OpenAiStoreRoutes(shelves, stock, routes);
    new OpenAiWorkRoutes(shelves, stock, routes);
    new OpenAiVideoRoutes(shelves, stock, routes);
    new OpenAiUploadRoutes(shelves, stock, routes);
    new OpenAiChangeRoutes(stock, routes);
    organization = new OpenAiAdminRoutes(new OpenAiShelves(clock), routes);
  }

  @Override
  public String vendor() {
    return "openai";
  }

  @Override
  public String basePath() {
    return "/v1";
  }

  @Override
  public Map<String, String> credentials() {
    return Map.of(OpenAiAdapter.CREDENTIAL, KEY, OpenAiAdapter.ADMIN_CREDENTIAL, ADMIN_KEY);
  }

  @Override
  public synchronized boolean uses(Backup backup) {
    shelves.use(backup);
    return true;
  }

  /** Files with an expiry and idle containers go; a vector store then calls itself expired. */
  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public synchronized void reset() {
    shelves.clear();
    organization.seed();
  }

  @Override
  public synchronized List<VendorObject> plant(SandboxPerson person) {
    return planting.plant(person);
  }

  /** What it holds, for tests of the whole store. */
  OpenAiShelves shelves() {
    return shelves;
  }

  @Override
  public synchronized int held(SandboxPerson person) {
    shelves.catchUp();
    var owners = new HashSet<>(person.emails());
    owners.add(person.key());
    return Math.toIntExact(shelves.held(owners));
  }

  /** Each answer has an id, which clients show with what went wrong. */
  @Override
  public synchronized SimulatedResponse answer(
      SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    var answer = answered(request, misbehaviours);
    var headers = new LinkedHashMap<>(answer.headers());
    headers.put("x-request-id", "req_sandbox%08d".formatted(++answers));
    headers.put("openai-version", "2020-10-01");
    if (request.method().equals("POST") && MODEL_CALLS.contains(request.path())) {
      headers.putAll(LIMITS);
    }
    return new SimulatedResponse(answer.status(), headers, answer.body());
  }

  private SimulatedResponse answered(SimulatedRequest request, Set<Misbehaviour> misbehaviours) {
    if (!request.path().startsWith(ROOT)) {
      return OpenAiAnswers.noSuchUrl(request.method(), request.path());
    }
    if (!request.headers().containsKey("authorization")) {
      return OpenAiAnswers.noKey();
    }
    String path = request.path().substring(ROOT.length());
    boolean admin = path.startsWith(OpenAiAdminRoutes.ORGANIZATION + "/");
    if (!authorized(request, admin ? ADMIN_KEY : KEY)) {
      return error(authorized(request, admin ? KEY : ADMIN_KEY) ? 403 : 401);
    }
    shelves.catchUp();
    shelves.keepPastEnd(misbehaviours.contains(Misbehaviour.KEEPS_PAST_END));
    var match = routes.find(request.method(), path);
    if (match.isEmpty()) {
      return routes.knows(path)
          ? OpenAiAnswers.notAllowed(request.method(), request.path())
          : OpenAiAnswers.noSuchUrl(request.method(), request.path());
    }
    try {
      return match.get().answer().apply(new OpenAiCall(request, match.get().ids(), misbehaviours));
    } catch (OpenAiRefusal refusal) {
      return refusal.answer();
    }
  }

  /** A key that was deleted opens nothing; one of the other sort is known and has no rights. */
  private boolean authorized(SimulatedRequest request, String key) {
    boolean stands = key.equals(KEY) ? organization.keyStands() : organization.adminKeyStands();
    return stands && ("Bearer " + key).equals(request.headers().get("authorization"));
  }

  /** A search is a POST that changes nothing. */
  @Override
  public boolean changes(SimulatedRequest request) {
    return VendorSimulator.super.changes(request)
        && !request.path().endsWith("/search")
        && !request.path().endsWith("/input_tokens");
  }

  @Override
  public SimulatedResponse error(int status) {
    return OpenAiAnswers.error(status);
  }
}
