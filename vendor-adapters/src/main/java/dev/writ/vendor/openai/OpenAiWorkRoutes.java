package dev.writ.vendor.openai;

import static dev.writ.vendor.openai.OpenAiAnswers.invalid;
import static dev.writ.vendor.openai.OpenAiAnswers.json;
import static dev.writ.vendor.openai.OpenAiAnswers.ok;
import static dev.writ.vendor.openai.OpenAiPaging.BETA;
import static dev.writ.vendor.openai.OpenAiPaging.NEWEST_FIRST;
import static dev.writ.vendor.openai.OpenAiPaging.OLDEST_FIRST;

import dev.writ.vendor.sandbox.SimulatedResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Evals and their runs, which end at once; skills, of whose bundle the head of SKILL.md is read;
 * voice consents.
 */
final class OpenAiWorkRoutes {
  static final String EVALS = "evals";
  static final String SKILLS = "skills";
  static final String CONSENTS = "audio/voice_consents";

  private static final Set<String> RUN_STATUSES =
      Set.of("queued", "in_progress", "completed", "canceled", "failed");

  private final OpenAiShelves shelves;
  private final OpenAiStock stock;

  OpenAiWorkRoutes(OpenAiShelves shelves, OpenAiStock stock, OpenAiRoutes routes) {
    this.shelves = shelves;
    this.stock = stock;
    routes.post("evals", this::createEval);
    routes.get("evals", call -> OLDEST_FIRST.answer(call.request(), shelves.listed(EVALS)));
    routes.get("evals/{id}", call -> ok(stock.require(EVALS, call.id()).json));
    routes.delete("evals/{id}", this::deleteEval);
    routes.post("evals/{id}/runs", this::createRun);
    routes.get("evals/{id}/runs", this::runs);
    routes.get(
        "evals/{id}/runs/{run}", call -> ok(stock.require(runs(call.id()), call.inner()).json));
    routes.delete("evals/{id}/runs/{run}", this::deleteRun);
    routes.get("evals/{id}/runs/{run}/output_items", this::outputItems);
    routes.get(
        "evals/{id}/runs/{run}/output_items/{item}",
        call -> ok(stock.require(outputItems(call.id(), call.inner()), call.ids().getLast()).json));
    routes.post("skills", this::createSkill);
    routes.get("skills", call -> BETA.answer(call.request(), shelves.listed(SKILLS)));
    routes.get("skills/{id}", call -> ok(stock.require(SKILLS, call.id()).json));
    routes.get("skills/{id}/content", call -> stock.content(SKILLS, call.id()));
    routes.get("skills/{id}/versions", this::versions);
    routes.delete("skills/{id}", call -> stock.delete(call, SKILLS, "skill.deleted"));
    routes.post("audio/voice_consents", this::createConsent);
    routes.get(
        "audio/voice_consents",
        call -> NEWEST_FIRST.answer(call.request(), shelves.listed(CONSENTS)));
    routes.get("audio/voice_consents/{id}", call -> ok(stock.require(CONSENTS, call.id()).json));
    routes.delete(
        "audio/voice_consents/{id}", call -> stock.delete(call, CONSENTS, "audio.voice_consent"));
  }

  static String runs(String eval) {
    return EVALS + "/" + eval + "/runs";
  }

  static String outputItems(String eval, String run) {
    return runs(eval) + "/" + run + "/output_items";
  }

  private SimulatedResponse createEval(OpenAiCall call) {
    var body = call.body();
    JsonNode source = body.path("data_source_config");
    if (!source.isObject() || !body.path("testing_criteria").isArray()) {
      return invalid("Missing required parameter: 'data_source_config'.", "data_source_config");
    }
    var config =
        json(
            "{\"type\":?,\"schema\":?}",
            source.path("type"),
            source.path("item_schema").isObject() ? source.path("item_schema") : json("{}"));
    String id = shelves.newId("eval_");
    var eval =
        shelves.add(
            EVALS,
            OpenAiShapes.eval(
                id,
                body.path("name").asString(""),
                config,
                body.path("testing_criteria"),
                OpenAiStock.metadata(body),
                shelves.now()),
            OpenAiStock.owner(body, null));
    return SimulatedResponse.json(201, eval.json);
  }

  private SimulatedResponse createRun(OpenAiCall call) {
    var eval = stock.require(EVALS, call.id());
    var body = call.body();
    if (!body.path("data_source").isObject()) {
      return invalid("Missing required parameter: 'data_source'.", "data_source");
    }
    String id = shelves.newId("evalrun_");
    String owner = OpenAiStock.owner(body, eval.owner);
    var run =
        shelves.add(
            runs(eval.id),
            OpenAiShapes.evalRun(
                id,
                eval.id,
                body.path("name").asString(""),
                body.path("data_source"),
                OpenAiStock.metadata(body),
                shelves.now()),
            owner);
    shelves.add(
        outputItems(eval.id, id),
        OpenAiShapes.outputItem("outputitem_" + id, id, eval.id, "Good day?", shelves.now()),
        null);
    return SimulatedResponse.json(201, run.json);
  }

  private SimulatedResponse runs(OpenAiCall call) {
    var eval = stock.require(EVALS, call.id());
    return OLDEST_FIRST.answer(
        call.request(),
        OpenAiStock.byWord(
            call.request(), "status", "status", RUN_STATUSES, shelves.listed(runs(eval.id))));
  }

  private SimulatedResponse outputItems(OpenAiCall call) {
    var run = stock.require(runs(call.id()), call.inner());
    return OLDEST_FIRST.answer(
        call.request(),
        OpenAiStock.byWord(
            call.request(),
            "status",
            "status",
            Set.of("fail", "pass"),
            shelves.listed(outputItems(call.id(), run.id))));
  }

  private SimulatedResponse deleteRun(OpenAiCall call) {
    var run = stock.require(runs(call.id()), call.inner());
    shelves.delete(run, call.misbehaviours());
    if (!run.readable()) {
      shelves.deleteAll(outputItems(call.id(), run.id), call.misbehaviours());
    }
    return ok(json("{\"object\":\"eval.run.deleted\",\"deleted\":true,\"run_id\":?}", run.id));
  }

  /** Whether runs go with their eval is not documented: here they stay readable by id. */
  private SimulatedResponse deleteEval(OpenAiCall call) {
    var eval = stock.require(EVALS, call.id());
    shelves.delete(eval, call.misbehaviours());
    return ok(json("{\"object\":\"eval.deleted\",\"deleted\":true,\"eval_id\":?}", eval.id));
  }

  private SimulatedResponse createSkill(OpenAiCall call) {
    var bundle = call.form().file("files").or(() -> call.form().file("files[]"));
    if (bundle.isEmpty()) {
      return invalid("Missing required parameter: 'files'.", "files");
    }
    long now = shelves.now();
    String id = shelves.newId("skill_");
    var text = new String(bundle.get().content(), StandardCharsets.UTF_8);
    var name = front(text, "name", "skill");
    var about = front(text, "description", "");
    var skill = shelves.add(SKILLS, OpenAiShapes.skill(id, name, about, now), null);
    skill.content = bundle.get().content();
    shelves.add(
        SKILLS + "/" + id + "/versions",
        OpenAiShapes.skillVersion("skillver_" + id, id, name, about, now),
        null);
    return ok(skill.json);
  }

  /** A line of SKILL.md's head; of a zip nothing is read. */
  private static String front(String text, String field, String absent) {
    var line = Pattern.compile("(?m)^" + field + ": *(.+)$").matcher(text);
    return line.find() ? line.group(1).strip() : absent;
  }

  private SimulatedResponse versions(OpenAiCall call) {
    var skill = stock.require(SKILLS, call.id());
    return BETA.answer(call.request(), shelves.listed(SKILLS + "/" + skill.id + "/versions"));
  }

  private SimulatedResponse createConsent(OpenAiCall call) {
    var form = call.form();
    var name = form.text("name");
    var language = form.text("language");
    if (name.isEmpty() || language.isEmpty() || form.file("recording").isEmpty()) {
      return invalid("Missing required parameter.", "recording");
    }
    String id = shelves.newId("cons_");
    return ok(
        shelves.add(
                CONSENTS,
                OpenAiShapes.voiceConsent(id, name.get(), language.get(), shelves.now()),
                null)
            .json);
  }
}
