package dev.writ.vendor.sandbox;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.util.EnumSet;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.servlet.FilterHolder;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/** WireMock's server, which refuses in JSON what never reaches a simulator. */
final class Listener extends Jetty11HttpServer {
  Listener(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    super(options, admin, stubs);
  }

  @Override
  protected void applyAdditionalServerConfiguration(Server server, Options options) {
    server.setErrorHandler(new Unreadable());
  }

  @Override
  protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
    context.setErrorHandler(new Unreadable());
    var parts = new FilterHolder(new RelatedParts());
    parts.setAsyncSupported(true);
    context.addFilter(parts, "/*", EnumSet.of(DispatcherType.REQUEST));
  }
}
