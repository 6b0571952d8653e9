package dev.writ.vendor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox in a process of its own, killed with SIGKILL while four threads change things. */
class SandboxKilledTest {
  private static final int BEFORE_THE_KILL = 120;

  @TempDir private Path folder;

  @Test
  void whatever_was_answered_before_a_kill_has_happened_after_it() throws Exception {
    var file = folder.resolve("journal");
    var made = new ConcurrentHashMap<String, String>();
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SandboxKilledTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var base = URI.create(readyLine(child));
      var enough = new CountDownLatch(BEFORE_THE_KILL);
      for (int thread = 0; thread < 4; thread++) {
        int mine = thread;
        threads.submit(() -> makeUntilItDies(base, "thread " + mine, made, enough));
      }
      assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
      child.destroyForcibly().waitFor();
    } finally {
      child.destroyForcibly();
    }
    var vendor = new ThingsVendor("things");
    try (var again = sandbox(file, vendor).start()) {
      assertThat(again.replayed().entries()).isGreaterThanOrEqualTo(BEFORE_THE_KILL);
      assertThat(again.replayed().deviating()).isZero();
      assertThat(made).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
      assertThat(vendor.things()).containsAllEntriesOf(made);
    }
  }

  private static void makeUntilItDies(
      URI base, String who, Map<String, String> made, CountDownLatch enough) {
    for (int i = 0; ; i++) {
      try {
        var what = who + " thing " + i;
        var answer = Calls.send("POST", URI.create(base + "/things"), what);
        if (answer.statusCode() == 201) {
          made.put(answer.body().replaceAll(".*\"(made-\\d+)\".*", "$1"), "text/plain " + what);
          enough.countDown();
        }
      } catch (IOException dead) {
        return;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String readyLine(Process child) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    var said = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("http://")) {
        return line;
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("the child did not start:\n" + said);
  }

  private static Sandbox sandbox(Path file, ThingsVendor vendor) {
    return new Sandbox(
        SandboxSettings.onPort(0)
            .keptIn(new FileJournal(file, FileJournalTest::sealed, FileJournalTest::opened)),
        List.of(vendor));
  }

  /** The child; it does not outlive a parent that dies. */
  public static void main(String[] args) throws IOException {
    var sandbox = sandbox(Path.of(args[0]), new ThingsVendor("things")).start();
    System.out.println(sandbox.baseUrl("things"));
    System.exit(System.in.read());
  }
}
