package ai.kamiyo.adapters.persistence.sql;

import ai.kamiyo.domain.access.IssuedToken;
import ai.kamiyo.domain.access.Sha256;
import ai.kamiyo.domain.access.TokenId;
import ai.kamiyo.domain.access.TokenRegistry;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Believes for half a second how a token stands, so that a busy customer does not cost a question
 * per call, and a revocation by another process is seen within a second without being told. When
 * told, it is seen at once.
 */
public final class RecentTokenRegistry implements TokenRegistry {
  private static final Duration BELIEVED = Duration.ofMillis(500);
  private static final int REMEMBERED = 10_000;

  private final TokenRegistry registry;
  private final Ticker ticker;
  private volatile @Nullable Cache<Asked, Belief> made;

  /** What was asked in an earlier age is not believed, even if it is answered only now. */
  private final AtomicLong age = new AtomicLong();

  public RecentTokenRegistry(TokenRegistry registry) {
    this(registry, Ticker.systemTicker());
  }

  RecentTokenRegistry(TokenRegistry registry, Ticker ticker) {
    this.registry = registry;
    this.ticker = ticker;
  }

  /** Made at the first use: a start that verifies no token loads no library for it. */
  private Cache<Asked, Belief> recent() {
    Cache<Asked, Belief> known = made;
    return known == null ? make() : known;
  }

  private synchronized Cache<Asked, Belief> make() {
    Cache<Asked, Belief> known = made;
    if (known == null) {
      known =
          Caffeine.newBuilder()
              .maximumSize(REMEMBERED)
              .expireAfterWrite(BELIEVED)
              .ticker(ticker)
              .build();
      made = known;
    }
    return known;
  }

  @Override
  public Standing standing(TokenId id, Sha256 hash) {
    Asked asked = new Asked(id, hash, age.get());
    long begin = ticker.read();
    Belief belief = recent().get(asked, this::ask);
    if (belief.since - begin < 0 && ticker.read() - belief.since >= BELIEVED.toNanos()) {
      // Its answer was long on its way: the half second counts from the question.
      boolean unused = recent().asMap().remove(asked, belief);
      belief = recent().get(asked, this::ask);
    }
    return belief.standing;
  }

  private Belief ask(Asked asked) {
    long since = ticker.read();
    return new Belief(registry.standing(asked.id, asked.hash), since);
  }

  @Override
  public void record(IssuedToken token) {
    registry.record(token);
    forget();
  }

  @Override
  public Optional<IssuedToken> find(TokenId id) {
    return registry.find(id);
  }

  @Override
  public boolean revoke(TokenId id, Instant at) {
    boolean revoked = registry.revoke(id, at);
    forget();
    return revoked;
  }

  @Override
  public boolean replace(TokenId id, IssuedToken by, Instant at) {
    boolean replaced = registry.replace(id, by, at);
    forget();
    return replaced;
  }

  @Override
  public List<IssuedToken> newest(int limit) {
    return registry.newest(limit);
  }

  /**
   * Something has changed. Whose tokens they are is not known here: to ask once for each again
   * costs less than to know.
   */
  public void forget() {
    long unused = age.incrementAndGet();
  }

  private record Asked(TokenId id, Sha256 hash, long age) {}

  /** How a token stood at some moment of the ticker's. */
  private record Belief(Standing standing, long since) {}
}
