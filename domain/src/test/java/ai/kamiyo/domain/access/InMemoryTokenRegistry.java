package ai.kamiyo.domain.access;

import ai.kamiyo.domain.access.IssuedToken.Origin;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps tokens, and what operators' tokens entitle to, in memory. */
public final class InMemoryTokenRegistry implements TokenRegistry, Entitlements {
  private final Map<TokenId, IssuedToken> tokens = new LinkedHashMap<>();
  private final Map<TokenId, TokenId> replaced = new LinkedHashMap<>();
  private final Clock clock;

  public InMemoryTokenRegistry(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void record(IssuedToken token) {
    if (tokens.putIfAbsent(token.id(), token) != null) {
      throw new IllegalStateException("the id is taken");
    }
  }

  @Override
  public synchronized Standing standing(TokenId id, Sha256 hash) {
    IssuedToken token = tokens.get(id);
    if (token == null || !token.hash().equals(hash)) {
      return Standing.UNKNOWN;
    }
    return token.revokedAt().isPresent() ? Standing.REVOKED : Standing.GOOD;
  }

  @Override
  public synchronized Optional<IssuedToken> find(TokenId id) {
    return Optional.ofNullable(tokens.get(id));
  }

  @Override
  public synchronized boolean revoke(TokenId id, Instant at) {
    IssuedToken token = tokens.get(id);
    if (token == null || token.revokedAt().isPresent()) {
      return false;
    }
    tokens.put(id, new IssuedToken(token.claims(), token.hash(), token.origin(), Optional.of(at)));
    return true;
  }

  @Override
  public synchronized boolean replace(TokenId id, IssuedToken by, Instant at) {
    if (!revoke(id, at)) {
      return false;
    }
    record(by);
    replaced.put(id, by.id());
    return true;
  }

  /** Records a token, and revokes what the former has become by being replaced; returns that. */
  public synchronized Optional<TokenId> record(
      IssuedToken token, Optional<TokenId> former, Instant at) {
    record(token);
    Optional<TokenId> latest = former.map(this::latest);
    latest.ifPresent(id -> {
      boolean unused = revoke(id, at);
    });
    return latest;
  }

  private TokenId latest(TokenId id) {
    TokenId latest = id;
    while (replaced.containsKey(latest)) {
      latest = replaced.getOrDefault(latest, latest);
    }
    return latest;
  }

  @Override
  public synchronized List<IssuedToken> newest(int limit) {
    List<IssuedToken> all = new ArrayList<>(tokens.values());
    all.sort(
        Comparator.comparing((IssuedToken token) -> token.claims().issuedAt())
            .reversed()
            .thenComparing(token -> token.id().value()));
    return all.subList(0, Math.min(limit, all.size()));
  }

  @Override
  public synchronized Entitlement of(CustomerId customer) {
    return Entitlement.highest(
        tokens.values().stream()
            .filter(token -> token.claims().customer().equals(customer))
            .filter(token -> token.origin() == Origin.OPERATOR && token.liveAt(clock.instant()))
            .<Entitlement>map(token ->
                new Entitlement.Entitled(
                    token.claims().tier(), Optional.of(token.claims().expiresAt())))
            .toList());
  }
}
