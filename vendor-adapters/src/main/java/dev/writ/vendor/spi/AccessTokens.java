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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

  /** Apart from the cache, so that a fetch that hangs holds up nobody but who waits for it. */
  private final ConcurrentMap<String, CompletableFuture<Token>> fetches = new ConcurrentHashMap<>();

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
   * @param fetch asks the vendor; its {@link VendorFailure} is the caller's, and of all who wait
   *     for the same fetch
   */
  public Token token(VendorConnection connection, String purpose, Supplier<Token> fetch) {
    return token(key(connection, purpose), fetch);
  }

  private Token token(String key, Supplier<Token> fetch) {
    var held = tokens.getIfPresent(key);
    if (held != null) {
      return held;
    }
    var mine = new CompletableFuture<Token>();
    var others = fetches.putIfAbsent(key, mine);
    return others == null ? fetched(key, mine, fetch) : awaited(others);
  }

  /** A failure is given to who waits, and is forgotten. */
  private Token fetched(String key, CompletableFuture<Token> mine, Supplier<Token> fetch) {
    try {
      var token = tokens.getIfPresent(key); // of a fetch that ended between two looks
      if (token == null) {
        token = fetch.get();
        tokens.put(key, token);
      }
      mine.complete(token);
      return token;
    } catch (RuntimeException | Error thrown) {
      mine.completeExceptionally(thrown);
      throw thrown;
    } finally {
      fetches.remove(key, mine);
    }
  }

  private static Token awaited(CompletableFuture<Token> others) {
    try {
      return others.join();
    } catch (CompletionException thrown) {
      if (thrown.getCause() instanceof VendorFailure failure) {
        throw failure;
      }
      throw thrown;
    }
  }

  /** Sends the token as {@code Authorization: Bearer}, and fetches another when it is refused. */
  public Authorization bearer(VendorConnection connection, String purpose, Supplier<Token> fetch) {
    return new Bearer(connection, purpose, fetch);
  }

  private final class Bearer implements Authorization {
    private final String key;
    private final Supplier<Token> fetch;

    /** By each thread: a call and its refusal are heard on one. */
    @SuppressWarnings("ThreadLocalUsage") // one client is made for a few calls and dropped
    private final ThreadLocal<@Nullable Token> ready = new ThreadLocal<>();

    Bearer(VendorConnection connection, String purpose, Supplier<Token> fetch) {
      key = key(connection, purpose);
      this.fetch = fetch;
    }

    @Override
    public void prepare() {
      ready.set(token(key, fetch));
    }

    @Override
    public void apply(feign.RequestTemplate call) {
      var token = ready.get();
      if (token == null) {
        throw new IllegalStateException("a call is prepared before it is made");
      }
      call.header("Authorization", "Bearer " + token.secret().reveal());
    }

    /** Only the refused one goes: another thread may have fetched a fresh one already. */
    @Override
    public boolean renew() {
      var refused = ready.get();
      if (refused == null) {
        return false;
      }
      tokens.asMap().remove(key, refused);
      return true;
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
