package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.Sandbox;
import dev.writ.vendor.sandbox.SandboxServer;
import dev.writ.vendor.sandbox.SandboxSettings;
import dev.writ.vendor.sandbox.VendorSimulator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * One server for all the sandboxes of a test run, one after another: a start of its own for each of
 * more than a thousand tests would take longer than most of them. A test that has two sandboxes at
 * once gets a second server. They end with the process.
 */
public final class SharedServer {
  private static final List<SandboxServer> SERVERS = new ArrayList<>();

  private SharedServer() {}

  /** A started sandbox with this simulator alone. */
  public static Sandbox host(VendorSimulator simulator) {
    return host(simulator, InstantSource.system());
  }

  public static synchronized Sandbox host(VendorSimulator simulator, InstantSource clock) {
    return Sandbox.on(idle(), List.of(simulator), clock).start();
  }

  private static SandboxServer idle() {
    return SERVERS.stream().filter(SandboxServer::idle).findFirst().orElseGet(SharedServer::more);
  }

  private static SandboxServer more() {
    var server = new SandboxServer(SandboxSettings.onPort(0)).start();
    SERVERS.add(server);
    return server;
  }
}
