package dev.writ.vendor.spi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Short-lived tokens of one vendor package, in memory only. However many threads ask, one fetches;
 * a token is given up shortly before its end, and when the vendor refuses it.
 */
public final class AccessTokens {
  private static final int MOST = 1_000;
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

  private final Cache<String, Token> tokens;

  public AccessTokens() {
    this(Ticker.systemTicker());
  }

  AccessTokens(Ticker ticker) {
    tokens =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(ticker)
            .expireAfter(Expiry.<String, Token>creating((key, token) -> usable(token.life())))
            .build();
  }

  /**
   * A token as the vendor gave it.
   *
   * @param life from now on
   * @param beside what came with it and is no secret, such as the address to call
   */
  public record Token(Secret secret, Duration life, Map<String, String> beside) {
    public Token {
      beside = Map.copyOf(beside);
    }
  }

  /**
   * The token at hand, or a fetched one.
   *
   * @param purpose tells tokens of one connection apart, such as a scope or the impersonated user;
   *     kept as a hash
   * @param fetch asks the vendor; its {@link VendorFailure} is the caller's
   */
  public Token token(VendorConnection connection, String purpose, Supplier<Token> fetch) {
    return tokens.get(key(connection, purpose), missing -> fetch.get());
  }

  /** Sends the token as {@code Authorization: Bearer}, and fetches another when it is refused. */
  public Authorization bearer(VendorConnection connection, String purpose, Supplier<Token> fetch) {
    return new Bearer(connection, purpose, fetch);
  }

  private final class Bearer implements Authorization {
    private final VendorConnection connection;
    private final String purpose;
    private final Supplier<Token> fetch;
    private volatile @Nullable Token sent;

    Bearer(VendorConnection connection, String purpose, Supplier<Token> fetch) {
      this.connection = connection;
      this.purpose = purpose;
      this.fetch = fetch;
    }

    @Override
    public void apply(feign.RequestTemplate call) {
      var token = token(connection, purpose, fetch);
      sent = token;
      call.header("Authorization", "Bearer " + token.secret().reveal());
    }

    /** Another thread may have fetched a fresh one already: only the refused one goes. */
    @Override
    public boolean renew() {
      var refused = sent;
      return refused != null
          && (tokens.asMap().remove(key(connection, purpose), refused)
              || tokens.getIfPresent(key(connection, purpose)) != null);
    }
  }

  private static Duration usable(Duration life) {
    var tenth = life.dividedBy(10);
    return life.minus(tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN);
  }

  private static String key(VendorConnection connection, String purpose) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      add(digest, connection.baseUrl().toString());
      add(digest, purpose);
      new TreeMap<>(connection.credentials())
          .forEach(
              (name, secret) -> {
                add(digest, name);
                add(digest, secret.reveal());
              });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
