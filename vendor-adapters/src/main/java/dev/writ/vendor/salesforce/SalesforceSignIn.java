package dev.writ.vendor.salesforce;

import static dev.writ.vendor.spi.Answers.answered;
import static dev.writ.vendor.spi.Answers.malformed;
import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.salesforce.SalesforceWire.Grant;
import dev.writ.vendor.spi.AccessTokens;
import dev.writ.vendor.spi.AccessTokens.Token;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Authorization;
import dev.writ.vendor.spi.Secret;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import feign.RequestTemplate;
import feign.TypedResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Clients of the org and of the Data 360 tenant. The tenant's token is exchanged for the org's, and
 * its address comes with it; each has its own store, because one is fetched while the other is
 * being fetched.
 */
final class SalesforceSignIn {
  private static final String ADDRESS = "address";
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E&&[^{}]]{1,16000}");

  private final AccessTokens orgTokens = new AccessTokens();
  private final AccessTokens tenantTokens = new AccessTokens();

  SalesforceApi org(VendorConnection connection, SalesforceSettings settings) {
    return VendorHttp.client(
        SalesforceApi.class,
        connection,
        orgBearer(connection, settings),
        SalesforceErrorDecoder.ofCalls());
  }

  /** A connection whose org has no Data 360 is refused. */
  Data360Api tenant(VendorConnection connection, SalesforceSettings settings) {
    if (!settings.data360()) {
      throw SalesforceAnswers.unknown();
    }
    Supplier<Token> fetch = () -> exchanged(connection, settings);
    var token = tenantTokens.token(connection, purpose(settings), fetch);
    return VendorHttp.client(
        Data360Api.class,
        connection.at(URI.create(answered(token.beside().get(ADDRESS)))),
        tenantTokens.bearer(connection, purpose(settings), fetch),
        SalesforceErrorDecoder.ofCalls());
  }

  /** The org's token at hand, or a fresh one. */
  Secret token(VendorConnection connection, SalesforceSettings settings) {
    return orgTokens
        .token(connection, purpose(settings), () -> granted(connection, settings))
        .secret();
  }

  /** Signs in anew, whatever is at hand, and keeps nothing. */
  static void tryCredentials(VendorConnection connection, SalesforceSettings settings) {
    granted(connection, settings);
  }

  /** Takes a token away at the vendor. */
  static byte[] revoke(VendorConnection connection, Secret token) {
    var form = form(Map.of("token", token.reveal()));
    return answered(
        VendorHttp.client(
                SalesforceOAuthApi.class,
                connection,
                request -> request.body(form),
                SalesforceErrorDecoder.ofCalls())
            .revoke());
  }

  private Authorization orgBearer(VendorConnection connection, SalesforceSettings settings) {
    return orgTokens.bearer(connection, purpose(settings), () -> granted(connection, settings));
  }

  private static String purpose(SalesforceSettings settings) {
    return settings.audience().toString();
  }

  private static Token granted(VendorConnection connection, SalesforceSettings settings) {
    var assertion = SalesforceAssertion.sign(connection, settings.audience());
    var form =
        form(
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion",
                assertion));
    var grant =
        answered(
            VendorHttp.client(
                    SalesforceOAuthApi.class,
                    connection,
                    request -> request.body(form),
                    SalesforceErrorDecoder.ofSignIn())
                .token());
    return new Token(secret(grant), settings.tokenLife(), Map.of());
  }

  private Token exchanged(VendorConnection connection, SalesforceSettings settings) {
    var answer =
        VendorHttp.client(
                SalesforceOAuthApi.class,
                connection,
                new SubjectToken(orgBearer(connection, settings)),
                SalesforceErrorDecoder.ofSignIn())
            .exchange();
    var grant = grant(answer);
    var life = grant.expiresIn();
    return new Token(
        secret(grant),
        life == null || life < 1 ? settings.tokenLife() : Duration.ofSeconds(life),
        Map.of(ADDRESS, TenantAddress.of(connection, grant.instanceUrl()).toString()));
  }

  /** A web page in place of a token is the documented way of refusing an exchange. */
  private static Grant grant(TypedResponse<byte[]> answer) {
    var type =
        answer.headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
            .flatMap(header -> header.getValue().stream())
            .findFirst()
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html")) {
      throw new VendorFailure(Kind.AUTHENTICATION, 200);
    }
    try {
      return answered(VendorHttp.JSON.readValue(answer.body(), Grant.class));
    } catch (JacksonException unreadable) {
      throw malformed();
    }
  }

  private static Secret secret(Grant grant) {
    var token = answered(grant.accessToken());
    require(TOKEN.matcher(token).matches());
    return new Secret(token);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .reduce((one, other) -> one + "&" + other)
        .orElse("");
  }

  /** Fit for a form and for a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Sends the org's token as what it is exchanged for, in the form and not in a header. */
  private record SubjectToken(Authorization org) implements Authorization {
    @Override
    public void prepare() {
      org.prepare();
    }

    @Override
    public void apply(RequestTemplate call) {
      var worn = new RequestTemplate();
      org.apply(worn);
      var header =
          worn.headers().getOrDefault("Authorization", List.of()).stream()
              .findFirst()
              .orElseThrow(Answers::malformed);
      call.body(
          form(
              Map.of(
                  "grant_type", "urn:salesforce:grant-type:external:cdp",
                  "subject_token", header.substring("Bearer ".length()),
                  "subject_token_type", "urn:ietf:params:oauth:token-type:access_token")));
    }

    @Override
    public boolean renew() {
      return org.renew();
    }
  }
}
