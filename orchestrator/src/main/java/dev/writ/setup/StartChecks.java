package dev.writ.setup;

import dev.writ.letter.LetterSettings;
import dev.writ.settings.WritSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks, before anything is started, whether the start can succeed: the settings, the ports, the
 * data folder. A second Writ on one data folder is refused here, because it would stop the embedded
 * PostgreSQL of the first.
 *
 * <p>Throws {@link StartRefused}, which {@link StartFailures} puts into one line.
 */
public final class StartChecks implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
  /** Held until the process ends. */
  private static final List<FileLock> LOCKS = new ArrayList<>();

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    var environment = event.getEnvironment();
    var settings = bound(environment, "writ", WritSettings.class);
    bound(environment, "writ.letters", LetterSettings.class);
    requirePorts(environment, settings.sandbox());
    if (settings.database().url().isBlank()) {
      lock(settings.home());
    }
  }

  private static <T> T bound(ConfigurableEnvironment environment, String name, Class<T> type) {
    try {
      return Binder.get(environment).bind(name, type).get();
    } catch (org.springframework.boot.context.properties.bind.BindException wrong) {
      throw new StartRefused(WrongSetting.told(wrong, environment));
    }
  }

  /** The first is held meanwhile: one port does not serve two. */
  private static void requirePorts(
      ConfigurableEnvironment environment, WritSettings.Sandbox sandbox) {
    var own =
        opened(
            bound(environment, "server.address", String.class),
            "WRIT_ADDRESS",
            bound(environment, "server.port", Integer.class),
            "WRIT_PORT");
    try {
      if (sandbox.enabled()) {
        close(
            opened(sandbox.address(), "WRIT_SANDBOX_ADDRESS", sandbox.port(), "WRIT_SANDBOX_PORT"));
      }
    } finally {
      close(own);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException open) {
      throw new UncheckedIOException(open);
    }
  }

  private static ServerSocket opened(
      String address, String addressName, int port, String portName) {
    try {
      var local = InetAddress.getByName(address);
      if (!local.isAnyLocalAddress() && NetworkInterface.getByInetAddress(local) == null) {
        throw new UnknownHostException();
      }
      return new ServerSocket(port, 1, local);
    } catch (IllegalArgumentException tooLarge) {
      throw new StartRefused(portName + ": " + port + " is no port; it lies between 1 and 65535");
    } catch (UnknownHostException unknown) {
      throw new StartRefused(addressName + ": " + address + " is no address of this machine");
    } catch (IOException refused) {
      throw new StartRefused(
          "%s: port %d of %s cannot be opened, something else may listen there; choose another"
              .formatted(portName, port, address));
    }
  }

  private static void lock(Path home) {
    try {
      Files.createDirectories(home);
      var channel =
          FileChannel.open(
              home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new StartRefused(
            "WRIT_HOME: another Writ runs on " + home.toAbsolutePath() + "; stop it first");
      }
      LOCKS.add(lock);
    } catch (OverlappingFileLockException ours) {
      // this process has it already
    } catch (IOException refused) {
      throw new StartRefused(
          "WRIT_HOME: " + home.toAbsolutePath() + " is no folder this user may write to");
    }
  }
}
