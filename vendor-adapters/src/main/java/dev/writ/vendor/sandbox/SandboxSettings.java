package dev.writ.vendor.sandbox;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a sandbox listens, how others reach it, and what it remembers.
 *
 * @param port 0 takes a free one
 * @param bindAddress the address to listen on; the control endpoint asks no one who they are, so
 *     anything but loopback belongs inside a closed network
 * @param publicUrl scheme, host and port that base URLs begin with; null derives it from the
 *     address and port
 */
public record SandboxSettings(
    int port, String bindAddress, @Nullable URI publicUrl, SandboxJournal journal) {
  private static final String LOOPBACK = "127.0.0.1";

  public SandboxSettings {
    if (publicUrl != null
        && (publicUrl.getHost() == null
            || publicUrl.getQuery() != null
            || publicUrl.getFragment() != null)) {
      throw new IllegalArgumentException(
          "the sandbox's public URL needs a scheme and a host, and no query");
    }
  }

  /** On loopback, remembering nothing. */
  public static SandboxSettings onPort(int port) {
    return new SandboxSettings(port, LOOPBACK, null, SandboxJournal.none());
  }

  public SandboxSettings boundTo(String address) {
    return new SandboxSettings(port, address, publicUrl, journal);
  }

  public SandboxSettings reachedAt(URI url) {
    return new SandboxSettings(port, bindAddress, url, journal);
  }

  public SandboxSettings keptIn(SandboxJournal where) {
    return new SandboxSettings(port, bindAddress, publicUrl, where);
  }

  /** What base URLs begin with, without a slash at the end. */
  String root(int listening) {
    if (publicUrl != null) {
      return publicUrl.toString().replaceFirst("/+$", "");
    }
    var wild = bindAddress.equals("0.0.0.0") || bindAddress.equals("::");
    var host = wild ? LOOPBACK : bindAddress;
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listening;
  }
}
