package dev.writ.vendor.sandbox;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * The WireMock server that a {@link Sandbox} is reached through. A sandbox has one of its own, or
 * borrows one that outlives it: whoever needs many sandboxes, one after another, starts one server.
 * It serves one sandbox at a time; while it serves none, every vendor is unknown to it.
 */
public final class SandboxServer implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int THREADS_FOR_LATE_ANSWERS = 8;

  private final SandboxSettings settings;
  private final Router router = new Router();
  private final WireMockServer server;

  /** Listens nowhere before it is {@link #start started}. */
  public SandboxServer(SandboxSettings settings) {
    this.settings = settings;
    // Late answers wait on a timer, not on a thread. WireMock's own administration, which can turn
    // a server into a proxy, lets nobody in.
    var config =
        WireMockConfiguration.wireMockConfig()
            .bindAddress(settings.bindAddress())
            .containerThreads(THREADS)
            .asynchronousResponseEnabled(true)
            .asynchronousResponseThreads(THREADS_FOR_LATE_ANSWERS)
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true)
            .adminAuthenticator(request -> false)
            .httpServerFactory(Listener::new)
            .extensions(router, new Unmarked());
    server =
        new WireMockServer(
            settings.port() == 0 ? config.dynamicPort() : config.port(settings.port()));
    server.stubFor(
        WireMock.any(WireMock.anyUrl())
            .willReturn(WireMock.aResponse().withTransformers(Router.NAME)));
  }

  public SandboxServer start() {
    server.start();
    return this;
  }

  /** Whether it serves no sandbox. */
  public boolean idle() {
    return !router.isOpen();
  }

  int port() {
    return server.port();
  }

  /** What base URLs begin with. */
  String root() {
    return settings.root(port());
  }

  /**
   * Calls that arrive from now on are for these vendors and switches.
   *
   * @throws IllegalStateException while others are served
   */
  void serve(Switchboard switchboard) {
    router.open(switchboard);
  }

  /** Calls that arrive from now on are for nobody; those under way are answered. */
  void leave(Switchboard switchboard) {
    router.shut(switchboard);
  }

  @Override
  public void close() {
    server.stop();
  }
}
