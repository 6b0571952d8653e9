package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRestartTest {
  private static final List<SandboxPerson> PEOPLE = SandboxPeople.all().subList(0, 20);

  @TempDir private Path folder;
  private int files;
  private Path file;
  private ThingsVendor one;
  private ThingsVendor two;
  private Sandbox sandbox;
  private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

  @BeforeEach
  void start() {
    file = folder.resolve("journal");
    begin();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_erased_stays_gone_and_the_kept_stays() throws Exception {
    assertThat(call("one", "DELETE", "/things/ada")).isEqualTo(204);
    assertThat(call("two", "DELETE", "/things/single")).isEqualTo(204);
    restart();
    assertThat(call("one", "GET", "/things/ada")).isEqualTo(404);
    assertThat(call("one", "GET", "/things/single")).isEqualTo(200);
    assertThat(call("two", "GET", "/things/ada")).isEqualTo(200);
    assertThat(call("two", "GET", "/things/single")).isEqualTo(404);
    assertThat(sandbox.replayed()).isEqualTo(new Sandbox.Replayed(2, 0));
    assertThat(call("one", "DELETE", "/things/plus")).isEqualTo(204);
    restart();
    assertThat(one.things()).hasSize(18).doesNotContainKeys("ada", "plus");
  }

  @Test
  void work_behind_a_lost_or_garbled_answer_is_remembered() throws Exception {
    sandbox.misbehave("one", Set.of(Misbehaviour.ANSWER_LOST));
    assertThatThrownBy(() -> call("one", "DELETE", "/things/ada")).isInstanceOf(IOException.class);
    sandbox.misbehave("one", Set.of(Misbehaviour.MALFORMED));
    call("one", "DELETE", "/things/single");
    sandbox.misbehave("one", Set.of(Misbehaviour.CONNECTION_RESET));
    assertThatThrownBy(() -> call("one", "DELETE", "/things/plus")).isInstanceOf(IOException.class);
    restart();
    assertThat(one.things()).hasSize(18).containsKey("plus");
  }

  @Test
  void what_a_lying_vendor_kept_and_hid_it_keeps_and_hides_but_the_switch_is_off()
      throws Exception {
    sandbox.misbehave("one", Set.of(Misbehaviour.KEEPS_DATA));
    call("one", "DELETE", "/things/ada");
    sandbox.misbehave("one", Set.of(Misbehaviour.HIDES_FROM_LIST));
    call("one", "DELETE", "/things/single");
    restart();
    assertThat(sandbox.misbehaviours("one")).isEmpty();
    assertThat(call("one", "GET", "/things/ada")).isEqualTo(200);
    assertThat(call("one", "GET", "/things/single")).isEqualTo(200);
    assertThat(Calls.call(sandbox, "one", "GET", "/things").body())
        .contains("\"ada\"")
        .doesNotContain("\"single\"");
  }

  @Test
  void what_came_back_from_the_backup_and_was_erased_again_stays_gone() throws Exception {
    sandbox.backup("one", Duration.ofDays(7));
    sandbox.misbehave("one", Set.of(Misbehaviour.RESTORES_FROM_BACKUP));
    call("one", "DELETE", "/things/ada");
    call("one", "DELETE", "/things/single");
    now = now.plus(Duration.ofDays(6));
    call("one", "DELETE", "/things/plus");
    sandbox.misbehave("one", Set.of());
    now = now.plus(Duration.ofDays(1));
    assertThat(call("one", "DELETE", "/things/ada")).isEqualTo(204);
    restart();
    assertThat(sandbox.replayed()).isEqualTo(new Sandbox.Replayed(4, 0));
    assertThat(call("one", "GET", "/things/ada")).isEqualTo(404);
    assertThat(call("one", "GET", "/things/single")).isEqualTo(200);
    assertThat(call("one", "GET", "/things/plus")).isEqualTo(404);
    now = now.plus(Duration.ofDays(6));
    assertThat(call("one", "GET", "/things/plus")).isEqualTo(200);
    assertThat(call("one", "GET", "/things/ada")).isEqualTo(404);
  }

  @Test
  void keeps_bodies_and_content_types_and_no_credential() throws Exception {
    Calls.call(sandbox, "one", "POST", "/things", "Grüße, ada@example.com");
    var before = one.things();
    assertThat(new String(Files.readAllBytes(file))).doesNotContain(ThingsVendor.TOKEN);
    restart();
    assertThat(one.things())
        .isEqualTo(before)
        .containsEntry("made-1", "text/plain Grüße, ada@example.com");
  }

  @Test
  void what_was_refused_for_its_credentials_is_not_done_later() throws Exception {
    var stranger =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl("one") + "/things/ada"))
            .header("Authorization", "Bearer a-strangers-secret")
            .DELETE()
            .build();
    assertThat(Calls.HTTP.send(stranger, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    assertThat(Files.size(file)).isZero();
    restart();
    assertThat(one.things()).containsKey("ada");
  }

  @Test
  void reads_and_searches_leave_no_trace() throws Exception {
    call("one", "GET", "/things/ada");
    call("one", "POST", "/things/search");
    assertThat(Files.size(file)).isZero();
  }

  @Test
  void a_person_planted_while_running_is_there_again() throws Exception {
    var late = SandboxPeople.onlyAt("one").getFirst();
    assertThat(sandbox.plant(List.of(late))).hasSize(1);
    call("one", "POST", "/things");
    restart();
    assertThat(one.held(late)).isEqualTo(1);
    call("one", "DELETE", "/things/" + late.key());
    restart();
    assertThat(one.held(late)).isZero();
  }

  @Test
  void nobody_is_planted_again_over_what_was_erased() throws Exception {
    call("one", "DELETE", "/things/ada");
    restart();
    assertThatThrownBy(() -> sandbox.plant(PEOPLE)).isInstanceOf(IllegalStateException.class);
    assertThat(call("one", "GET", "/things/ada")).isEqualTo(404);
  }

  @Test
  void a_reset_is_a_new_beginning() throws Exception {
    call("one", "DELETE", "/things/ada");
    sandbox.reset();
    restart();
    assertThat(one.things()).hasSize(PEOPLE.size()).containsKey("ada");
  }

  @Test
  void a_record_torn_by_the_kill_costs_that_request_alone() throws Exception {
    call("one", "DELETE", "/things/ada");
    call("one", "DELETE", "/things/single");
    var bytes = Files.readAllBytes(file);
    file = Files.write(folder.resolve("torn"), Arrays.copyOf(bytes, bytes.length - 5));
    begin();
    assertThat(one.things()).doesNotContainKey("ada").containsKey("single");
    call("one", "DELETE", "/things/single");
    restart();
    assertThat(one.things()).hasSize(18);
  }

  @Test
  void says_when_the_past_went_another_way() throws Exception {
    call("one", "DELETE", "/things/ada");
    call("two", "DELETE", "/things/ada");
    file = Files.copy(file, folder.resolve("other-people"));
    sandbox.close();
    sandbox =
        new Sandbox(
            SandboxSettings.onPort(0).keptIn(FileJournalTest.plain(file)),
            List.of(new ThingsVendor("one")));
    sandbox.plant(List.of(SandboxPeople.PROLIFIC));
    assertThat(sandbox.start().replayed()).isEqualTo(new Sandbox.Replayed(2, 2));
  }

  /** Ids of made things tell in which order a vendor acted; after a restart they are the same. */
  @Test
  void four_threads_at_two_vendors_leave_the_same_behind_after_a_restart() throws Exception {
    var work = new ArrayList<Callable<Void>>();
    for (int thread = 0; thread < 4; thread++) {
      int mine = thread;
      work.add(
          () -> {
            for (int i = 0; i < 60; i++) {
              var vendor = (i + mine) % 2 == 0 ? "one" : "two";
              Calls.call(sandbox, vendor, "POST", "/things", "thread " + mine + " thing " + i);
              call(vendor, "DELETE", "/things/made-" + (1 + i * 2));
              call(vendor, "DELETE", "/things/" + PEOPLE.get(i % 10).key());
            }
            return null;
          });
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }
    var atOne = one.things();
    var atTwo = two.things();
    assertThat(atOne.keySet()).anyMatch(id -> id.startsWith("made-"));
    restart();
    assertThat(sandbox.replayed()).isEqualTo(new Sandbox.Replayed(720, 0));
    assertThat(one.things()).isEqualTo(atOne);
    assertThat(two.things()).isEqualTo(atTwo);
  }

  private int call(String vendor, String method, String path) throws Exception {
    return Calls.call(sandbox, vendor, method, path).statusCode();
  }

  /** Over the file's bytes as they are now: the first sandbox is not closed before. */
  private void restart() throws Exception {
    file = Files.copy(file, folder.resolve("journal-" + ++files));
    var killed = sandbox;
    begin();
    killed.close();
  }

  private void begin() {
    one = new ThingsVendor("one");
    two = new ThingsVendor("two");
    sandbox =
        new Sandbox(
            SandboxSettings.onPort(0).keptIn(FileJournalTest.plain(file)),
            List.of(one, two),
            () -> now);
    sandbox.plant(PEOPLE);
    sandbox.start();
  }
}
