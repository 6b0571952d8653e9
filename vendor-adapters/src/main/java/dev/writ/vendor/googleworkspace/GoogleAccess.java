package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.spi.AccessTokens;
import dev.writ.vendor.spi.AccessTokens.Token;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Authorization;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/** Clients of one connection, each with a token of its own scope that acts as one user. */
final class GoogleAccess {
  static final String CREDENTIAL = "serviceAccountKey";

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E&&[^{}]]{1,4096}");

  private final AccessTokens tokens;
  private final InstantSource clock;
  private final VendorConnection connection;
  private final ServiceAccountKey key;
  private final GoogleWorkspaceSettings settings;

  GoogleAccess(AccessTokens tokens, InstantSource clock, VendorConnection connection) {
    this.tokens = tokens;
    this.clock = clock;
    this.connection = connection;
    this.key = ServiceAccountKey.of(connection.require(CREDENTIAL));
    this.settings = GoogleWorkspaceSettings.of(connection);
  }

  VendorConnection connection() {
    return connection;
  }

  GoogleWorkspaceSettings settings() {
    return settings;
  }

  Instant now() {
    return clock.instant();
  }

  DirectoryApi directory() {
    return asAdmin(DirectoryApi.class, "admin", GoogleScope.DIRECTORY);
  }

  /** The Directory's calls on tokens, which have a scope of their own. */
  DirectoryApi security() {
    return asAdmin(DirectoryApi.class, "admin", GoogleScope.SECURITY);
  }

  PolicyApi policies() {
    return asAdmin(PolicyApi.class, "identity", GoogleScope.POLICIES);
  }

  ReportsApi reports() {
    return asAdmin(ReportsApi.class, "admin", GoogleScope.REPORTS);
  }

  /** The id under which the delegation stands in the Admin console. */
  String clientId() {
    return key.clientId();
  }

  VaultApi vault() {
    return asAdmin(VaultApi.class, "vault", GoogleScope.VAULT);
  }

  GmailApi gmail(String user) {
    return client(GmailApi.class, "gmail", GoogleScope.MAIL, user);
  }

  DriveApi drive(String user) {
    return client(DriveApi.class, "drive", GoogleScope.DRIVE, user);
  }

  URI root(String word) {
    return connection.root(GoogleWorkspaceDescriptor.VALUE, word);
  }

  private <T> T asAdmin(Class<T> api, String root, GoogleScope scope) {
    return client(api, root, scope, settings.adminUser());
  }

  private <T> T client(Class<T> api, String root, GoogleScope scope, String user) {
    return VendorHttp.client(
        api,
        connection.at(root(root)),
        authorization(scope, user),
        new GoogleWorkspaceErrorDecoder());
  }

  /** As the administrator. */
  Authorization authorization(GoogleScope scope) {
    return authorization(scope, settings.adminUser());
  }

  Authorization authorization(GoogleScope scope, String user) {
    return tokens.bearer(connection, scope.url() + " " + user, () -> fetch(scope, user));
  }

  private Token fetch(GoogleScope scope, String user) {
    var api =
        VendorHttp.client(
            TokenApi.class,
            connection.at(root("oauth")),
            call -> {},
            new GoogleWorkspaceErrorDecoder());
    var granted = Answers.answered(api.token(key.assertion(user, scope.url(), clock.instant())));
    var token = GoogleAnswers.required(granted.access_token(), TOKEN);
    long seconds = Answers.answered(granted.expires_in());
    Answers.require(seconds > 0);
    return new Token(new Secret(token), Duration.ofSeconds(seconds), Map.of());
  }
}
