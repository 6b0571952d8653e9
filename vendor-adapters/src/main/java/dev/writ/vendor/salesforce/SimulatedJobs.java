package dev.writ.vendor.salesforce;

import dev.writ.vendor.salesforce.SimulatedRecord.State;
import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.sandbox.SimulatedResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bulk API 2.0 ingest jobs. A job acts when it has been asked about twice after its upload was
 * completed; it is complete also when every row has failed.
 */
final class SimulatedJobs {
  private static final Set<String> ENDED = Set.of("JobComplete", "Failed", "Aborted");
  private static final int LOOKS_UNTIL_DONE = 2;

  private final SimulatedOrg org;
  private final SimulatedSwitches switches;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private int made;

  SimulatedJobs(SimulatedOrg org, SimulatedSwitches switches) {
    this.org = org;
    this.switches = switches;
  }

  private static final class Job {
    final String id;
    final String object;
    final String operation;
    final String lineEnding;
    final List<String> successes = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    String upload = "";
    String state = "Open";
    String error = "";
    Set<Misbehaviour> misbehaviours = Set.of();
    int looks;

    Job(String id, String object, String operation, String lineEnding) {
      this.id = id;
      this.object = object;
      this.operation = operation;
      this.lineEnding = lineEnding;
    }

    List<String> ids() {
      return upload.lines().skip(1).filter(line -> !line.isBlank()).toList();
    }
  }

  void reset() {
    jobs.clear();
    made = 0;
  }

  /** How many jobs still hold what was uploaded to them. */
  int kept() {
    return jobs.size();
  }

  /** Whether asking about it moves it on. */
  boolean moves(String id) {
    var job = jobs.get(id);
    return job != null && !ENDED.contains(job.state) && !job.state.equals("Open");
  }

  /** The one record a job is about. */
  Optional<String> subject(String id) {
    var job = jobs.get(id);
    return job == null ? Optional.empty() : job.ids().stream().findFirst();
  }

  SimulatedResponse answer(String version, SimulatedCall call) {
    if (call.line().strip().equals("POST")) {
      return create(version, call);
    }
    var job = call.rest().isEmpty() ? null : jobs.get(call.rest().getFirst());
    if (job == null) {
      return SimulatedOrg.notFound();
    }
    var below = call.rest().size() < 2 ? "" : call.rest().get(1);
    return switch (call.request().method() + " " + below) {
      case "GET " -> look(version, job);
      case "PATCH " -> change(version, job, call);
      case "DELETE " -> delete(job);
      case "PUT batches" -> upload(job, call);
      case "GET successfulResults" ->
          SimulatedCall.csv("\"sf__Id\",\"sf__Created\",Id\n" + String.join("", job.successes));
      case "GET failedResults" ->
          SimulatedCall.csv("\"sf__Id\",\"sf__Error\",Id\n" + String.join("", job.failures));
      case "GET unprocessedrecords", "GET unprocessedRecords" -> SimulatedCall.csv("Id\n");
      default -> SimulatedCall.error(405, "METHOD_NOT_ALLOWED", "not allowed");
    };
  }

  private SimulatedResponse create(String version, SimulatedCall call) {
    var body = call.json();
    var operation = body.path("operation").asString("");
    var object = body.path("object").asString("");
    if (!Set.of("delete", "hardDelete").contains(operation) || !org.knows(object)) {
      return SimulatedCall.error(400, "INVALIDENTITY", "no such operation or object here");
    }
    if (operation.equals("hardDelete") && !switches.hardDelete) {
      return SimulatedCall.error(
          400, "FEATURENOTENABLED", "hardDelete requires the permission Bulk API Hard Delete");
    }
    var id = "750SANDBOX%05dAAA".formatted(++made);
    var job = new Job(id, object, operation, body.path("lineEnding").asString("LF"));
    jobs.put(id, job);
    return SimulatedResponse.json(200, json(version, job));
  }

  private static SimulatedResponse upload(Job job, SimulatedCall call) {
    if (!job.state.equals("Open")
        || !call.request().headers().getOrDefault("content-type", "").startsWith("text/csv")) {
      return SimulatedCall.error(400, "INVALIDJOBSTATE", "no upload of that kind now");
    }
    job.upload = call.request().text();
    return SimulatedResponse.empty(201);
  }

  private static SimulatedResponse change(String version, Job job, SimulatedCall call) {
    var wanted = call.json().path("state").asString("");
    boolean may =
        switch (wanted) {
          case "UploadComplete" -> job.state.equals("Open");
          case "Aborted" -> !ENDED.contains(job.state);
          default -> false;
        };
    if (!may) {
      return SimulatedCall.error(400, "INVALIDJOBSTATE", "no such change now");
    }
    job.state = wanted;
    job.misbehaviours = Set.copyOf(call.misbehaviours());
    return SimulatedResponse.json(200, json(version, job));
  }

  private SimulatedResponse look(String version, Job job) {
    if (moves(job.id)) {
      job.looks++;
      job.state = "InProgress";
      if (job.looks >= LOOKS_UNTIL_DONE) {
        run(job);
      }
    }
    return SimulatedResponse.json(200, json(version, job));
  }

  private void run(Job job) {
    boolean wrongEnding = job.lineEnding.equals("LF") == job.upload.contains("\r\n");
    if (wrongEnding || !job.upload.lines().findFirst().orElse("").equals("Id")) {
      job.state = "Failed";
      job.error = "InvalidBatch : the header or the line ending is not what was declared";
      return;
    }
    job.state = "JobComplete";
    for (var id : job.ids()) {
      var record = org.find(id);
      if (switches.rowsFail) {
        fail(job, id, "DELETE_FAILED:Your attempt to delete could not be completed:--");
      } else if (record == null || !record.type.equals(job.object)) {
        fail(job, id, "INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--");
      } else if (record.state == State.IN_BIN) {
        fail(job, id, "ENTITY_IS_DELETED:entity is deleted:--");
      } else {
        org.remove(
            record,
            job.operation.equals("hardDelete") ? State.PURGED : State.IN_BIN,
            job.misbehaviours);
        job.successes.add("\"%s\",\"false\",\"%s\"\n".formatted(id, id));
      }
    }
  }

  private static void fail(Job job, String id, String error) {
    job.failures.add("\"%s\",\"%s\",\"%s\"\n".formatted(id, error, id));
  }

  private SimulatedResponse delete(Job job) {
    if (!ENDED.contains(job.state)) {
      return SimulatedCall.error(400, "INVALIDJOBSTATE", "the job has not ended");
    }
    jobs.remove(job.id);
    return SimulatedResponse.empty(204);
  }

  private static Map<String, Object> json(String version, Job job) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", job.id);
    json.put("operation", job.operation);
    json.put("object", job.object);
    json.put("state", job.state);
    json.put("contentUrl", "services/data/" + version + "/jobs/ingest/" + job.id + "/batches");
    json.put("apiVersion", Double.parseDouble(version.substring(1)));
    json.put("jobType", "V2Ingest");
    json.put("concurrencyMode", "Parallel");
    json.put("lineEnding", job.lineEnding);
    if (ENDED.contains(job.state)) {
      json.put("numberRecordsProcessed", job.successes.size() + job.failures.size());
      json.put("numberRecordsFailed", job.failures.size());
    }
    if (!job.error.isEmpty()) {
      json.put("errorMessage", job.error);
    }
    return json;
  }
}
