package dev.writ.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.WritApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;

/** What a newcomer meets first: the script, the README, and a start that cannot succeed. */
class FrontDoorTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path home;

  @Test
  void help_names_every_setting_with_its_default() throws Exception {
    var process = new ProcessBuilder("./writ", "help").directory(ROOT.toFile()).start();
    var help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    var settings = Files.readString(Path.of("src/main/resources/application.yaml"));

    var told = matches(help, "(?m)^  (WRIT_[A-Z_]+) +(\\S+)");
    var real = matches(settings, "\\$\\{(WRIT_[A-Z_]+):([^}]*)}");

    assertThat(real).hasSizeGreaterThan(20);
    assertThat(told).isEqualTo(real);
  }

  @Test
  void the_readme_is_short_and_its_links_lead_somewhere() throws IOException {
    var readme = Files.readString(ROOT.resolve("README.md"));
    var links = matches(readme, "\\[([^]]+)]\\(([^):]+)\\)");

    assertThat(readme.lines().count()).isLessThanOrEqualTo(150);
    assertThat(links).isNotEmpty();
    assertThat(links.values()).allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }

  @ParameterizedTest
  @CsvSource({
    "writ.temporal.engine, cloud, WRIT_ENGINE, 'in-process, dev-server, external'",
    "writ.roles, 'api,clerk', WRIT_ROLES, 'some of api, worker'",
    "writ.undo-window, soon, WRIT_UNDO_WINDOW, PT30S",
    "writ.undo-window, -PT1S, WRIT_UNDO_WINDOW, negative",
    "writ.webhooks.keep, P1D, WRIT_WEBHOOK_KEEP, longer",
    "writ.webhooks.timeout, PT0S, WRIT_WEBHOOK_TIMEOUT, positive",
    "writ.blast-radius, many, WRIT_BLAST_RADIUS, whole number",
    "writ.approval.policies, ERASURE=two-people, WRIT_APPROVAL_POLICIES, KIND/REGIME",
    "writ.public-url, writ.example.com, WRIT_PUBLIC_URL, http(s)://host",
    "writ.public-url, https://writ.example.com/, WRIT_PUBLIC_URL, without a slash",
    "writ.feeds.every, PT0S, WRIT_FEED_EVERY, positive",
    "writ.feeds.fresh, PT0S, WRIT_FEED_FRESH, positive",
    "writ.sweep, PT0S, WRIT_SWEEP, positive",
    "writ.offboarding.looks, -P1D, WRIT_OFFBOARDING_LOOKS, negative",
    "writ.offboarding.destroy-export, 365, WRIT_DESTROY_EXPORT, with its unit",
    "writ.offboarding.destroy-export, PT23H, WRIT_DESTROY_EXPORT, a day or more",
    "writ.clock.zone, Mars/Olympus, WRIT_ZONE, time zone",
    "writ.clock.jurisdiction, Ireland, WRIT_JURISDICTION, 'IE,GB-ENG'",
    "writ.subject.status-link, PT0S, WRIT_STATUS_LINK, positive",
    "writ.subject.filings, 0, WRIT_INTAKE_RATE, at least 1",
    "writ.clock.alarms, '50,100', WRIT_CLOCK_ALARMS, from 1 to 99",
    "writ.clock.horizon, PT0S, WRIT_CLOCK_HORIZON, positive",
    "writ.letters.language, it, WRIT_LANGUAGE, 'en, de, fr, es'",
    "writ.letters.silent, farewell, WRIT_LETTERS_OFF, 'some of acknowledgement'",
    "writ.letters.from, privacy, WRIT_LETTER_FROM, mail address",
    "writ.letters.smtp.host, mail.writ.test, WRIT_LETTER_FROM, your own",
    "writ.letters.patience, PT0S, WRIT_LETTER_PATIENCE, positive",
    "server.port, http, WRIT_PORT, whole number",
    "server.port, 70000, WRIT_PORT, 65535",
    "server.address, 192.0.2.1, WRIT_ADDRESS, 192.0.2.1",
  })
  void a_wrong_setting_is_refused_by_the_name_of_its_variable(
      String property, String value, String variable, String word) {
    assertThatThrownBy(() -> start(Map.of(property, value)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(word);
  }

  @Test
  void a_taken_port_is_refused_by_the_name_of_its_variable() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(() -> start(Map.of("server.port", port)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("WRIT_PORT: port " + port);
      assertThatThrownBy(() -> start(Map.of("writ.sandbox.port", port)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("WRIT_SANDBOX_PORT: port " + port);
    }
  }

  @Test
  void one_port_does_not_serve_the_service_and_its_sandbox() throws IOException {
    String port;
    try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = Integer.toString(free.getLocalPort());
    }
    assertThatThrownBy(() -> start(Map.of("server.port", port, "writ.sandbox.port", port)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("WRIT_SANDBOX_PORT: port " + port);
  }

  @Test
  void a_data_folder_that_is_a_file_is_refused() throws IOException {
    var file = Files.createFile(home.resolve("file"));
    assertThatThrownBy(() -> start(Map.of("writ.home", file.toString())))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("WRIT_HOME");
  }

  @Test
  void a_data_folder_in_use_by_another_process_is_refused() throws Exception {
    var lock = home.resolve("lock");
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toString(),
                LockHolder.class.getName(),
                lock.toString())
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      assertThatThrownBy(() -> start(Map.of()))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("WRIT_HOME: another Writ runs");
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).as("a refused start holds nothing").isNotNull();
    }
  }

  /** Always ends before anything is started: the check runs first, and must refuse. */
  private void start(Map<String, String> settings) {
    var all = new TreeMap<>(Map.of("writ.home", home.toString(), "server.port", "0"));
    all.put("writ.sandbox.port", "0");
    all.putAll(settings);
    var application = new SpringApplication(WritApplication.class);
    application.addListeners(new StartChecks());
    application.run(
        all.entrySet().stream()
            .map(one -> "--" + one.getKey() + "=" + one.getValue())
            .toArray(String[]::new));
  }

  /** Another process that holds a lock until it is killed. */
  static final class LockHolder {
    public static void main(String[] args) throws IOException {
      try (var channel =
          FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        System.out.println(channel.lock().isValid() ? "held" : "not held");
        System.in.read();
      }
    }
  }

  private static Map<String, String> matches(String text, String pattern) {
    var found = new TreeMap<String, String>();
    Pattern.compile(pattern)
        .matcher(text)
        .results()
        .forEach(
            match -> found.put(match.group(1), match.group(2).isEmpty() ? "-" : match.group(2)));
    return found;
  }
}
