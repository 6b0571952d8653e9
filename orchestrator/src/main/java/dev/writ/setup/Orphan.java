package dev.writ.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL server that a killed service has left behind. */
final class Orphan {
  /** Between what the server and the operating system say of its start; a reboot takes longer. */
  private static final Duration SAME_START = Duration.ofSeconds(10);

  private static final int PID = 0;
  private static final int STARTED_AT = 2;

  private Orphan() {}

  /**
   * The server that wrote this lock file, when it still runs. Its number may be another process's
   * by now, after a restart of the machine even another PostgreSQL's: that one is left alone.
   *
   * @param lockFile the lines of {@code postmaster.pid} (PostgreSQL, miscadmin.h): process id, data
   *     folder, start in seconds since 1970, ...; a power cut leaves an empty one
   */
  static Optional<ProcessHandle> find(Path data, List<String> lockFile) {
    return number(lockFile, PID)
        .flatMap(ProcessHandle::of)
        .filter(process -> process.info().command().orElse("").endsWith("postgres"))
        .filter(process -> names(process, data) || startedAt(process, lockFile));
  }

  private static boolean names(ProcessHandle process, Path data) {
    var arguments = process.info().arguments();
    return arguments.isPresent() && Arrays.asList(arguments.get()).contains(data.toString());
  }

  /**
   * Also a server whose folder was moved since; one of which nobody knows the start is taken for
   * it.
   */
  private static boolean startedAt(ProcessHandle process, List<String> lockFile) {
    var said = number(lockFile, STARTED_AT).map(Instant::ofEpochSecond);
    var seen = process.info().startInstant();
    return said.isEmpty()
        || seen.isEmpty()
        || Duration.between(said.get(), seen.get()).abs().compareTo(SAME_START) < 0;
  }

  private static Optional<Long> number(List<String> lockFile, int line) {
    try {
      return lockFile.size() > line
          ? Optional.of(Long.parseLong(lockFile.get(line).strip()))
          : Optional.empty();
    } catch (NumberFormatException cutOff) {
      return Optional.empty();
    }
  }
}
