package dev.writ.vendor.microsoftcopilot;

import dev.writ.vendor.spi.AccessTokens;
import dev.writ.vendor.spi.AccessTokens.Token;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Clients of Graph that carry an app-only token; there is no refresh token. */
final class GraphAccess {
  static final String CLIENT_ID = "clientId";
  static final String CLIENT_SECRET = "clientSecret";
  static final String LOGIN = "login";

  private static final String SCOPE = "https://graph.microsoft.com/.default";
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7E]{1,1024}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,16384}");

  private final AccessTokens tokens = new AccessTokens();

  <T> T client(Class<T> api, VendorConnection connection) {
    var id = connection.require(CLIENT_ID);
    var secret = connection.require(CLIENT_SECRET);
    if (!GraphAnswers.isObjectId(id) || !SECRET.matcher(secret).matches()) {
      throw new VendorFailure(Kind.AUTHENTICATION, 0);
    }
    var tenant = MicrosoftCopilotSettings.of(connection).tenantId();
    Supplier<Token> fetch = () -> fetch(connection, tenant, id, secret);
    return VendorHttp.client(
        api,
        connection,
        tokens.bearer(connection, tenant, fetch),
        new GraphErrorDecoder(InstantSource.system()));
  }

  private static Token fetch(VendorConnection connection, String tenant, String id, String secret) {
    var login = connection.at(connection.root(MicrosoftCopilotDescriptor.VALUE, LOGIN));
    var api =
        VendorHttp.client(
            LoginApi.class, login, request -> {}, new LoginErrorDecoder(InstantSource.system()));
    var form =
        "grant_type=client_credentials&client_id="
            + encoded(id)
            + "&client_secret="
            + encoded(secret)
            + "&scope="
            + encoded(SCOPE);
    var granted = Answers.answered(api.token(tenant, form));
    var token = granted.token();
    var seconds = granted.expiresIn();
    Answers.require(token != null && TOKEN.matcher(token).matches());
    Answers.require(seconds != null && seconds > 0);
    return new Token(
        new Secret(Answers.answered(token)),
        Duration.ofSeconds(Answers.answered(seconds)),
        Map.of());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
