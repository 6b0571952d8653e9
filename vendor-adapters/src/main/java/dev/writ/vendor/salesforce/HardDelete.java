package dev.writ.vendor.salesforce;

import static dev.writ.vendor.salesforce.SalesforceAnswers.refused;
import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;
import static dev.writ.vendor.spi.Answers.unlessGone;

import dev.writ.vendor.salesforce.SalesforceWire.Job;
import dev.writ.vendor.salesforce.SalesforceWire.JobState;
import dev.writ.vendor.salesforce.SalesforceWire.NewJob;
import dev.writ.vendor.spi.Erasure;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Erases one record for good by a Bulk job, which bypasses the recycle bin. The job is made first
 * and filled when it is asked about, so that its id is known before it holds anything; it holds the
 * record's id from then on, so it goes when it has ended or is given up.
 */
final class HardDelete {
  /** By the Bulk guide the permission is off by default, and an administrator's to give. */
  static final String GRANT = "GRANT_HARD_DELETE";

  static final String EMPTY_BIN = "EMPTY_RECYCLE_BIN";

  private static final String HANDLE = "job:";
  private static final Pattern JOB = Pattern.compile(SalesforceKind.Patterns.RECORD);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** A new job waits for us: its id is kept first, then it is given what it is to delete. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final SalesforceApi api;
  private final String version;
  private final SalesforceRecords records;

  HardDelete(SalesforceApi api, SalesforceSettings settings, SalesforceRecords records) {
    this.api = api;
    this.version = settings.apiVersion();
    this.records = records;
  }

  Erasure start(String object, String id) {
    var row = records.look(object, id);
    if (row.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    if (row.get().inBin()) {
      return new Erasure.ByHand(EMPTY_BIN);
    }
    var job = create(object);
    if (job.isEmpty()) {
      return new Erasure.ByHand(GRANT);
    }
    return new Erasure.InProgress(HANDLE + job.get(), AT_ONCE);
  }

  /** Empty when these credentials may not; a plain delete would leave the record restorable. */
  private Optional<String> create(String object) {
    try {
      var job = answered(api.create(version, new NewJob(object, "hardDelete", "CSV", "LF")));
      var id = answered(job.id());
      require(JOB.matcher(id).matches() && "Open".equals(job.state()));
      return Optional.of(id);
    } catch (VendorFailure failure) {
      if ((failure.kind() == Kind.REJECTED && failure.status() == 400)
          || (failure.kind() == Kind.AUTHENTICATION && failure.status() == 403)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  Erasure poll(String object, String id, String handle) {
    var job = unlessGone(() -> api.job(version, job(handle)));
    if (job.isEmpty()) {
      return afterwards(object, id, new VendorFailure(Kind.REJECTED, 404));
    }
    return switch (answered(job.get().state())) {
      case "Open" -> {
        submit(job(handle), id);
        yield new Erasure.InProgress(handle, AGAIN);
      }
      case "UploadComplete", "InProgress" -> new Erasure.InProgress(handle, AGAIN);
      case "JobComplete" -> completed(object, id, job(handle), job.get());
      case "Failed", "Aborted" -> {
        delete(job(handle));
        throw refused();
      }
      default -> throw malformed();
    };
  }

  /** What was uploaded before, by a call whose answer was lost, is refused a second time. */
  private void submit(String job, String id) {
    try {
      require(answered(api.upload(version, job, id)).length == 0);
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED || failure.status() != 400) {
        throw failure;
      }
    }
    require(answered(api.change(version, job, new JobState("UploadComplete"))).state() != null);
  }

  /** A job is complete when every row was tried, also when every row failed. */
  private Erasure completed(String object, String id, String job, Job ended) {
    int failed = answered(ended.numberRecordsFailed());
    if (failed == 0) {
      require(answered(ended.numberRecordsProcessed()) == 1);
      delete(job);
      return new Erasure.Claimed();
    }
    var results = new String(answered(api.failedResults(version, job)), StandardCharsets.UTF_8);
    delete(job);
    if (results.contains("ENTITY_IS_DELETED")) {
      return afterwards(object, id, refused());
    }
    throw refused();
  }

  /** What is so without any job to ask. */
  private Erasure afterwards(String object, String id, VendorFailure whenLive) {
    var row = records.look(object, id);
    if (row.isEmpty()) {
      return new Erasure.AlreadyAbsent();
    }
    if (row.get().inBin()) {
      return new Erasure.ByHand(EMPTY_BIN);
    }
    throw whenLive;
  }

  /** Stops a job if it still runs, and removes it with what was uploaded. */
  void abandon(String handle) {
    discard(job(handle));
  }

  private void discard(String job) {
    try {
      api.change(version, job, new JobState("Aborted"));
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure; // a job that has ended cannot be stopped, and need not
      }
    }
    delete(job);
  }

  private void delete(String job) {
    unlessGone(() -> api.deleteJob(version, job)).ifPresent(body -> require(body.length == 0));
  }

  /** The job that a handle means, or a REJECTED failure. */
  private static String job(String handle) {
    var job = handle.startsWith(HANDLE) ? handle.substring(HANDLE.length()) : "";
    if (!JOB.matcher(job).matches()) {
      throw SalesforceAnswers.unknown();
    }
    return job;
  }
}
